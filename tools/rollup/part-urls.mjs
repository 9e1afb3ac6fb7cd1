// Rollup plugin: lets a part that failed to load be fetched again. Chromium remembers modules that failed, by their URL,
// so `src/client/parts.ts`, and an element that loads a part itself, give each further try a suffix. Only files that keep their URLs can do that, which is why
// the source does not use the suffix and this build appends it.
const loader = /\(_suffix\) => import\(/;

/** Appends the suffix that a loader is given to the URL that it imports. */
export function partUrls() {
  return {
    name: 'part-urls',
    renderDynamicImport({ format, moduleId, targetModuleId }) {
      if (format !== 'es' || !targetModuleId) return null;
      const { code } = this.getModuleInfo(moduleId);
      return loader.test(code) ? { left: 'import(', right: ' + _suffix)' } : null;
    },
  };
}
