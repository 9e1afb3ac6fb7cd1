// Rollup plugin: minifies each chunk, in the thread of the build. `@rollup/plugin-terser` starts threads anew for each
// bundle, and each of them compiles terser again: a third of the time of the build.
import { minify } from 'terser';

/** @param module Whether chunks are modules, not classic scripts. */
export function minified(module) {
  return {
    name: 'minified',
    async renderChunk(code) {
      const { code: smaller, map } = await minify(code, {
        module,
        ecma: 2022,
        format: { comments: false },
        sourceMap: true,
      });
      return { code: smaller, map };
    },
  };
}
