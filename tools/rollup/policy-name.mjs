// Rollup plugin: gives the Trusted Types policy of a bundle a name of its own. A page can make one policy of a name, so
// two bundles with Lit's own name could not share a page. docs/integrate/content-security-policy.md lists the names.
const [before, after] = ['createPolicy("lit-html",', '"lit-html"'];

/** Replaces the name in the module that makes Lit's policy. The build fails when that is not exactly one place. */
export function policyName(name) {
  return {
    name: 'policy-name',
    transform(code, id) {
      if (!id.endsWith('/lit-html/lit-html.js')) return null;
      const places = code.split(before).length - 1;
      if (places !== 1) this.error(`Lit makes its policy in ${places} places, not in one`);
      const own = before.replace(after, `"${name}"`);
      // Columns after the name move in a file of one line, which is minified as it comes.
      return { code: code.replace(before, own), map: null };
    },
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((chunk) => chunk.type === 'chunk');
      const code = chunks.map((chunk) => chunk.code).join('\n');
      const made = code.split('createPolicy(').slice(1);
      const others = made.filter((text) => !text.startsWith(`"${name}",`));
      if (made.length !== 1 || others.length > 0) {
        this.error(`the bundle makes ${made.length} policies, not one with the name ${name}`);
      }
    },
  };
}
