// What `cem analyze` reads and writes; `npm run manifest` runs it after the sources were compiled.
import { publicApi } from '../../build/tools/manifest/public-api.js';

export default {
  globs: ['components/**/*.ts'],
  exclude: ['components/**/*.styles.ts'],
  outdir: 'build',
  litelement: true,
  packagejson: false,
  plugins: [publicApi()],
};
