/**
 * The directions of imports, as docs/architecture.md has them.
 * @module
 */

/** What a file of the folder on the left may import besides its own folder. `@ports`: the types of the ports of the client. */
export const allowedImports: Readonly<Record<string, readonly string[]>> = {
  'src/errors.ts': [],
  'src/crypto': ['src/errors.ts'],
  'src/protocol': ['src/errors.ts', 'src/crypto'],
  'src/client': ['src/errors.ts', 'src/crypto', 'src/protocol'],
  'src/storage': ['src/errors.ts', 'src/protocol', '@ports'],
  'src/transport': ['src/errors.ts', 'src/protocol', '@ports'],
  'src/service': ['src/errors.ts', 'src/crypto', 'src/protocol'],
  'src/rp': ['src/errors.ts', 'src/crypto', 'src/protocol'],
  'src/browser': [
    'src/errors.ts',
    'src/crypto',
    'src/protocol',
    'src/client',
    'src/storage',
    'src/transport',
  ],
  'src/index.ts': [
    'src/errors.ts',
    'src/crypto',
    'src/protocol',
    'src/client',
    'src/storage',
    'src/transport',
    'src/browser',
  ],
  'src/compat': ['src/index.ts'],
  components: ['src/index.ts'],
  // What is served as one file puts the parts together.
  'components/entries': [
    'src/index.ts',
    'src/browser',
    'src/compat',
    'src/client/move-enrolment.ts',
    'components',
  ],
  tools: ['src', 'components'],
  test: ['src', 'components', 'tools'],
};
