import { svelte } from '@sveltejs/vite-plugin-svelte';

/** Where `npm run dev` finds the server of the bank. */
const server = 'http://localhost:3000';
const paths = ['/login', '/logout', '/payments', '/session'];

export default {
  plugins: [svelte()],
  server: { proxy: Object.fromEntries(paths.map((path) => [path, server])) },
};
