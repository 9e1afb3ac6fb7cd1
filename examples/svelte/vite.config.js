import { svelte } from '@sveltejs/vite-plugin-svelte';

/**
 * Where `npm run dev` finds the server of the bank. Forms keep the host that the browser sends: the server compares it
 * with their origin.
 */
const server = { target: 'http://localhost:3000', changeOrigin: false };
const paths = ['/login', '/logout', '/payments', '/session'];

export default {
  plugins: [svelte()],
  server: { proxy: Object.fromEntries(paths.map((path) => [path, server])) },
};
