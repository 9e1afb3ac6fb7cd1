import react from '@vitejs/plugin-react';

/** Where `npm run dev` finds the server of the bank. */
const server = 'http://localhost:3000';
const paths = ['/login', '/logout', '/payments', '/session'];

export default {
  plugins: [react()],
  server: { proxy: Object.fromEntries(paths.map((path) => [path, server])) },
};
