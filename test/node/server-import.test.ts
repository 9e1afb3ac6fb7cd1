/**
 * The package is imported on a server, as frameworks for server rendering do.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

const built = (file: string) =>
  pathToFileURL(join(import.meta.dirname, '../../..', 'build', file)).href;

describe('on a server', () => {
  it('the elements can be imported and register nothing', async () => {
    await import(built('components/define.js'));
    const classes = (await import(built('components/index.js'))) as Record<string, unknown>;
    assert.equal(typeof classes['NeonOtp'], 'function');
    // Lit defines its own registry on servers.
    const { customElements } = globalThis as unknown as {
      customElements: { get(name: string): unknown };
    };
    assert.equal(customElements.get('neon-otp'), undefined);
  });
});
