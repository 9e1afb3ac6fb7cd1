// A few rules for what the compiler cannot check, all of them errors.
import tseslint from 'typescript-eslint';

export default tseslint.config(
  // The packages of the examples are not installed here, so their types are unknown; their builds check them.
  { ignores: ['build/', 'dist/', 'node_modules/', 'examples/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
      'no-console': ['error', { allow: ['warn'] }],
    },
  },
  {
    // Chai types every assertion as a promise, since asynchronous ones are.
    files: ['test/**/*.ts'],
    ignores: ['test/node/**'],
    rules: { '@typescript-eslint/no-floating-promises': 'off' },
  },
  {
    files: ['tools/**/*.ts', 'src/service/node/**/*.ts', 'test/node/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // The test runner waits for what these return.
    files: ['test/node/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['describe', 'it'], package: 'node:test' },
          ],
        },
      ],
    },
  },
);
