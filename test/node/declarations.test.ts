/**
 * The declarations that npm users compile against, without the library `dom`, as back ends in Node do.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';

const root = join(import.meta.dirname, '../../..');
/** Inside the package, so that its own name resolves; neither file is written. */
const [consumer, surroundings] = ['consumer.mts', 'surroundings.d.ts'].map((name) =>
  join(root, 'build', name),
) as [string, string];

/** Errors of a program that is compiled with the given declarations and libraries only. */
function faultsOf(program: string, declared: string, ...library: string[]): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2022.d.ts', ...library],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  const texts = new Map([
    [consumer, program],
    [surroundings, declared],
  ]);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.getSourceFile = (path, version) => {
    const text = texts.get(path);
    if (text === undefined) return getSourceFile(path, version);
    return ts.createSourceFile(path, text, version);
  };
  const found = ts.getPreEmitDiagnostics(ts.createProgram([consumer, surroundings], options, host));
  return found.map(({ file, messageText }) => {
    return `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}

/** As the types of Node 22, 24 and 26 have it: not at all, as a value, and as both. */
const surroundingsOfNode = {
  'no CryptoKey': '',
  'CryptoKey as a value': 'declare var CryptoKey: { prototype: { readonly type: string } };',
  'CryptoKey as a type':
    'interface CryptoKey { readonly type: string } declare var CryptoKey: { prototype: CryptoKey };',
};

const relyingParty = `
import { createVerifier, ServiceError, type Verifier, type VerifiedOtp } from 'neon-mfa/rp';
export const verifier: Verifier = createVerifier({ url: 'https://mfa.example', service: 'bank' });
export const otp: Promise<VerifiedOtp | undefined> = verifier.verifyOtp('ada', '0');
export const isOurs = (error: unknown) => error instanceof ServiceError;
`;

const headless = `
import { createClient } from 'neon-mfa';
import { memoryTokenStore } from 'neon-mfa/memory-store.js';
export const client = createClient({
  service: 'https://mfa.example',
  alias: '0123456789abcdef0123456789abcdef',
  origin: 'https://bank.example',
  store: memoryTokenStore(),
});
`;

const listening = `
import type { NeonErrorEvent, NeonLoginSelectedEvent } from 'neon-mfa/elements';
declare const form: HTMLFormElement;
form.addEventListener('neon-error', ({ error, operation }) => [error.code, operation]);
const failed = ({ error }: NeonErrorEvent) => error.code;
const selected = ({ login }: NeonLoginSelectedEvent) => login;
document.addEventListener('neon-error', failed);
document.addEventListener('neon-login-selected', ({ login }) => login.length);
window.addEventListener('neon-error', ({ error }) => error.left);
window.removeEventListener('neon-login-selected', selected);
`;

describe('declarations of the package', () => {
  it('compile against the types that exist', () => {
    const wrong = relyingParty.replace("'ada'", '1').replace('createVerifier,', '');
    assert.equal(faultsOf(wrong, '').length, 2);
    assert.notDeepEqual(faultsOf('export const key = {} as CryptoKey;', ''), []);
  });

  for (const [name, declared] of Object.entries(surroundingsOfNode)) {
    it(`of neon-mfa/rp need no library but the language, with ${name}`, () => {
      assert.deepEqual(faultsOf(relyingParty, declared), []);
    });

    it(`of the core need no platform type but AbortSignal, with ${name}`, () => {
      assert.deepEqual(faultsOf(headless, `${declared} interface AbortSignal {}`), []);
    });
  }

  it('of the elements type their events on every target that these bubble to', () => {
    const dom = ['lib.dom.d.ts', 'lib.dom.iterable.d.ts'];
    assert.deepEqual(faultsOf(listening, '', ...dom), []);
    assert.equal(faultsOf(listening.replace('error.left', 'error.login'), '', ...dom).length, 1);
  });
});
