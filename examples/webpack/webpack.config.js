import { join } from 'node:path';

/** Modules of the browser, beside the pages in `public`. */
export default {
  mode: 'production',
  entry: { 'sign-in': './src/sign-in.js', account: './src/account.js' },
  output: {
    path: join(import.meta.dirname, 'public/assets'),
    publicPath: '/assets/',
    filename: '[name].js',
    chunkFilename: '[id].js',
    module: true,
    clean: true,
  },
  experiments: { outputModule: true },
};
