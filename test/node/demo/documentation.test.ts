/**
 * The examples of README.md and of pages of docs/integrate, run as they stand there.
 */
import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { en } from '../../../components/messages/en-all.js';
import { pin } from '../../support/clients/pins.js';
import { block, root } from '../support/documents/examples.js';
import { readTaskPage } from '../support/documents/guides.js';
import { useStage } from './support/stage.js';

type VerifyOtp = (login: string, otp: string) => Promise<string | undefined>;

describe('the documentation', () => {
  const stage = useStage();
  let readme: string;
  let policy: string;
  let server: Server;
  let origin: string;
  let alias: string;
  let mac: string;
  let verifyOtp: VerifyOtp;
  let page: string;
  let script: string;
  const submitted: URLSearchParams[] = [];

  before(async () => {
    readme = await readFile(join(root, 'README.md'), 'utf8');
    policy = /^default-src .*$/m.exec(await readTaskPage('content-security-policy'))![0];
    server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://localhost:${(server.address() as AddressInfo).port}`;
    mac = await stage.demo.mac();
    const site = { service: mac, origins: [origin] };
    ({ alias } = await stage.demo.admin.done<{ alias: string }>('/sites', { body: site }));
    const wanted = { service: mac, scopes: ['otp.verify'] };
    const { key } = await stage.demo.admin.done<{ key: string }>('/keys', { body: wanted });
    const { serviceUrl, data } = stage.demo;
    Object.assign(process.env, { NEON_URL: serviceUrl, NEON_SERVICE: mac, NEON_API_KEY: key });
    const file = join(data, 'verify-otp.mjs');
    await writeFile(file, block(await readTaskPage('server'), 'js', 'verifyOtp'));
    ({ verifyOtp } = (await import(pathToFileURL(file).href)) as { verifyOtp: VerifyOtp });
  });

  after(() => server?.close());

  /** An example under the policy of the guide, as the guide says without a bundler. */
  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const answer = (type: string, body: string | Buffer) => {
      outgoing.setHeader('content-security-policy', own(policy));
      outgoing.setHeader('content-type', type).end(body);
    };
    if (incoming.url === '/login') {
      let body = '';
      for await (const chunk of incoming) body += String(chunk);
      submitted.push(new URLSearchParams(body));
      return answer('text/plain', 'submitted');
    }
    if (['/login.js', '/help.js'].includes(incoming.url!)) return answer('text/javascript', script);
    if (incoming.url?.endsWith('.js')) {
      const name = incoming.url.replace('/neon/', '/');
      return answer('text/javascript', await readFile(join(root, 'dist', name)));
    }
    return answer('text/html', `<!doctype html>${own(page)}`);
  }

  const own = (text: string) =>
    text
      .replaceAll('https://mfa.example', stage.demo.serviceUrl)
      .replaceAll('0123456789abcdef0123456789abcdef', alias);

  /** Serves the page and the script of a text from now on. */
  function show(text: string): void {
    page = block(text, 'html', 'neon-provider');
    script = page.includes('/neon/')
      ? ''
      : withoutBundler(block(text, 'js', "'neon-mfa/define.js'"));
  }

  const withoutBundler = (code: string) =>
    code
      .replaceAll("'neon-mfa/define.js'", "'/neon-all-elements.js'")
      .replaceAll("'neon-mfa'", "'/neon-mfa.js'");

  it('has the same example of signing in at both places', async () => {
    const task = await readTaskPage('sign-in');
    const example = (text: string) => block(text, 'html', '<neon-sign-in>');
    assert.equal(example(task), example(readme));
  });

  it('has a page that signs in under its policy, and a call that verifies the password', async () => {
    show(readme);
    const visitor = await stage.visitor(`${origin}/`);
    await visitor.submitCode(await stage.demo.issueCode('reader'));
    await visitor.choosePin();
    await visitor.page.locator('neon-sign-in [part=account]').getByText('reader').waitFor();
    await visitor.page.getByRole('button', { name: 'Sign in' }).click();
    await visitor.enterPin();
    await visitor.page.getByText('submitted').waitFor();

    const { login, otp = '', ...others } = Object.fromEntries(submitted[0]!);
    assert.deepEqual([login, others], ['reader', {}]);
    assert.equal(await verifyOtp('reader', '00000000'), undefined);
    assert.equal(await verifyOtp('reader', otp), 'reader');
    assert.equal(await verifyOtp('reader', otp), undefined);
    const complaints = visitor.complaints.filter((text) => !text.includes('favicon'));
    assert.deepEqual(complaints, []);
  });

  it('has a page on which a blocked account is chosen and unlocked', async () => {
    show(await readTaskPage('sign-in'));
    const visitor = await stage.visitor(`${origin}/`);
    await visitor.submitCode(await stage.demo.issueCode('stuck'));
    await visitor.choosePin();
    await visitor.chosen('stuck');
    await visitor.askForOtp();
    await visitor.guess('739164');
    await visitor.logins.getByText('Blocked. Unlock it with an unlock code.').waitFor();
    assert.ok(await visitor.logins.getByRole('radio').isDisabled());

    show(await readTaskPage('recovery'));
    await visitor.open('/');
    await visitor.chosen('stuck');
    const unlock = visitor.page.locator('neon-unlock');
    await unlock.getByLabel('Unlock code').fill(await stage.demo.issueCode('stuck', 'unlock'));
    await unlock.getByRole('button', { name: 'Unlock' }).click();
    await visitor.enterPin();
    await unlock.getByText('stuck is unlocked.').waitFor();
  });

  it('has a prompter that a page can use in place of the dialog', async () => {
    show(await readTaskPage('own-dialog'));
    const visitor = await stage.visitor(`${origin}/`);
    const dialog = visitor.page.getByRole('dialog');
    const answer = async (question: string) => {
      await dialog.getByLabel(question, { exact: true }).fill(pin);
      await dialog.getByRole('button', { name: 'Continue' }).click();
    };
    await visitor.submitCode(await stage.demo.issueCode('host'));
    await answer('New PIN, 6 to 12 digits');
    await visitor.chosen('host');
    await visitor.askForOtp();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await visitor.askForOtp();
    await answer('PIN of host');
    assert.equal(await verifyOtp('host', await visitor.shownOtp()), 'host');
  });

  it('names only codes and parts that exist', async () => {
    const texts: { errors?: object }[] = [en, en.bioKey, en.push, en.resetPin, en.seal, en.unlock];
    const codes = new Set(texts.flatMap(({ errors = {} }) => Object.keys(errors)));
    const folders = await readdir(join(root, 'components'));
    const elements = folders.filter((name) => name.startsWith('neon-'));
    const named = Array.from(
      (await readTaskPage('errors')).matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g),
      (match) => match[1]!,
    );
    assert.ok(named.length > 20);
    assert.deepEqual(
      named.filter((code) => !codes.has(code)),
      [],
    );
    const styling = await readTaskPage('styling');
    for (const tag of elements) {
      const source = await readFile(join(root, `components/${tag}/${tag}.ts`), 'utf8');
      const parts = Array.from(source.matchAll(/@csspart ([a-z-]+)/g), (match) => match[1]!);
      const row = new RegExp(`^\\| \`${tag}\` \\| (\`.*\`) \\| \`.*\` \\|$`, 'm').exec(
        styling.slice(styling.indexOf('| Element | Parts')),
      );
      assert.deepEqual(row?.[1]!.match(/[a-z-]+/g), parts, tag);
    }
  });
});
