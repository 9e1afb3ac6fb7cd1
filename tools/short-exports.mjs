// Rollup plugin: lets the parts of a bundle import what they share under the names that it has in the entry after
// minification. `export{a,b}` instead of `export{a as c,b as d}` takes a good deal off what is loaded at once.

const exportList = /export\{([^}]*)\};?\s*$/;

/** Renames the exports that only the other chunks of a bundle import. */
export function shortExports() {
  return {
    name: 'short-exports',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((chunk) => chunk.type === 'chunk');
      const entry = chunks.find((chunk) => chunk.isEntry);
      const list = exportList.exec(entry.code);
      if (!list) return;
      const ofPages = new Set(this.getModuleInfo(entry.facadeModuleId)?.exports);
      const renamed = new Map();
      const shared = new Set();
      for (const [local, exported] of pairs(list[1])) {
        if (ofPages.has(exported)) shared.add(`${local} as ${exported}`);
        else {
          renamed.set(exported, local);
          shared.add(local);
        }
      }
      entry.code = entry.code.replace(exportList, () => `export{${[...shared].sort().join()}};\n`);
      for (const chunk of chunks) {
        if (chunk.imports.includes(entry.fileName))
          chunk.code = importing(chunk.code, entry.fileName, renamed);
      }
    },
  };
}

/** A chunk that imports from `file` under the new names. */
function importing(code, file, renamed) {
  const name = file.replaceAll('.', '\\.');
  const line = new RegExp(`import\\{([^}]*)\\}from(['"])\\./${name}\\2`);
  // Left as it is, it would not load.
  if (!line.test(code)) throw new Error(`no import from ${file} was found in one of its parts`);
  return code.replace(line, (_, list) => {
    const members = pairs(list).map(([theirs, ours]) => {
      const local = renamed.get(theirs) ?? theirs;
      return local === ours ? ours : `${local} as ${ours}`;
    });
    return `import{${members.join()}}from"./${file}"`;
  });
}

/** `a as b, c` */
function pairs(list) {
  return list.split(',').map((member) => {
    const [first, second = first] = member.trim().split(' as ');
    return [first, second];
  });
}
