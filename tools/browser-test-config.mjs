// How browser tests run in any engine: against services in this process, with modules as they were built.
import { testServices } from '../build/test/support/services/test-service-middleware.js';
import { virtualAuthenticators } from '../build/test/support/browsers/virtual-authenticator.js';

/** @hpke/core imports Node's crypto where a platform has no WebCrypto, which every browser has. */
const noNodeCrypto = {
  name: 'no-node-crypto',
  resolveImport: ({ source }) => (source === 'crypto' ? 'data:text/javascript,' : undefined),
};

/** Modules do not change while tests run, so that pages of one browser context fetch them once. */
async function cachedModules(context, next) {
  await next();
  const isModule = /^\/(build|node_modules)\/.*\.js$/.test(context.path);
  if (isModule && context.status === 200) context.set('cache-control', 'max-age=3600');
}

export const browserTestConfig = {
  nodeResolve: true,
  concurrency: 2,
  middleware: [testServices(), ...(process.argv.includes('--watch') ? [] : [cachedModules])],
  plugins: [virtualAuthenticators(), noNodeCrypto],
  // Long enough for slow machines, short enough to end what hangs.
  testFramework: { config: { timeout: 60_000 } },
  testsFinishTimeout: 600_000,
};
