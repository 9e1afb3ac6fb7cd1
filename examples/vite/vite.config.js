/**
 * Two pages, and where `npm run dev` finds the server that they send their forms to. Forms keep the host that the browser
 * sends: the server compares it with their origin.
 */
const server = { target: 'http://localhost:3000', changeOrigin: false };

export default {
  build: { rollupOptions: { input: ['index.html', 'account.html'] } },
  server: { proxy: { '/login': server, '/logout': server, '/payments': server } },
};
