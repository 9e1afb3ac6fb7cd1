/** No other page may frame these. A policy for scripts needs a nonce for those that Next puts into its pages. */
const policy = `frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'`;

export default {
  headers: async () => [
    { source: '/:path*', headers: [{ key: 'Content-Security-Policy', value: policy }] },
  ],
};
