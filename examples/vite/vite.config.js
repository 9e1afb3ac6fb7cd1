/** Two pages, and where `npm run dev` finds the server that they send their forms to. */
const server = 'http://localhost:3000';

export default {
  build: { rollupOptions: { input: ['index.html', 'account.html'] } },
  server: { proxy: { '/login': server, '/logout': server, '/payments': server } },
};
