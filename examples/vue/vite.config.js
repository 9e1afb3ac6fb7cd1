import vue from '@vitejs/plugin-vue';

/** Where `npm run dev` finds the server of the bank. */
const server = 'http://localhost:3000';
const paths = ['/login', '/logout', '/payments', '/session'];

export default {
  plugins: [
    vue({
      template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('neon-') } },
    }),
  ],
  server: { proxy: Object.fromEntries(paths.map((path) => [path, server])) },
};
