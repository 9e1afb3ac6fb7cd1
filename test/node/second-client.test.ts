/**
 * The second client, in Python, where that and its package `cryptography` are at hand.
 */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { operationNames } from '../../src/protocol/operations.js';
import { TestService } from '../support/services/test-service.js';
import { root } from './support/documents/examples.js';
import { loadEarlier } from './support/versions/package-version.js';
import { adminKey, UpgradableService } from './support/versions/upgradable-service.js';

const folder = join(root, 'tools/second-client');

function python(file: string, args: readonly string[], env: object = {}) {
  const environment = { ...process.env, ...env, PYTHONDONTWRITEBYTECODE: '1', PYTHONUTF8: '1' };
  return promisify(execFile)('python3', [join(folder, file), ...args], { env: environment });
}

/** Has the second client perform every operation of a service, which it closes. */
async function converse(
  service: { readonly url: string; close(): Promise<void> },
  key: string,
): Promise<{ stdout: string }> {
  try {
    return await python('converse.py', [], { NEON_URL: service.url, NEON_ADMIN_KEY: key });
  } finally {
    await service.close();
  }
}

const isAtHand = spawnSync('python3', ['-c', 'import cryptography']).status === 0;

if (!isAtHand) {
  console.log('not run: the second client, since python3 with cryptography was not found');
} else
  describe('the second client', () => {
    it('agrees with the test vectors', async () => {
      const { stdout } = await python('check_vectors.py', [join(root, 'test-vectors')]);
      const [, values] = /^(\d+) values\n$/.exec(stdout)!;
      assert.ok(Number(values) > 400, stdout);
    });

    it('has every operation performed by the service', async () => {
      const service = await TestService.start();
      await converse(service, service.adminKey);
      const performed = new Set(
        service.log
          .map((line) => JSON.parse(line) as { event: string; op?: string; code?: string })
          .filter(({ event, code }) => event === 'operation' && code === 'OK')
          .map(({ op }) => op),
      );
      assert.deepEqual([...performed].sort(), operationNames.toSorted());
      const paths = new Set(service.proxy.messages.map(({ path }) => path));
      for (const path of ['sync', 'status', 'push', 'push/collect', 'push/cancel']) {
        assert.ok(paths.has(`/btt/v1/${path}`), path);
      }
    });

    it('has every operation performed by the earlier service', async () => {
      const service = await UpgradableService.start(await loadEarlier());
      const { stdout } = await converse(service, adminKey);
      assert.match(stdout, /\nother_factors\n$/);
    });
  });
