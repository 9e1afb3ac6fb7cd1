import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Folder } from '../support/services/data-folder.js';
import { assertComplains, run, ServiceProcess } from '../support/services/service-process.js';

type Json = Record<string, unknown>;

describe('the command line', () => {
  let folder: Folder;

  before(async () => {
    folder = new Folder();
    const service = await ServiceProcess.start({ args: ['--data', folder.data] });
    await service.stop();
  });

  after(() => folder.remove());

  const start = (...args: string[]) => ({ args, env: { NEON_DATA: folder.data } });

  async function done(...args: string[]): Promise<Json> {
    const { code, stdout, stderr } = await run(start(...args));
    assert.equal(code, 0, stderr);
    return JSON.parse(stdout) as Json;
  }

  const refused = (sentence: string | RegExp, ...args: string[]) =>
    assertComplains(start(...args), 1, sentence);
  const wrong = (sentence: string | RegExp, ...args: string[]) =>
    assertComplains(start(...args), 2, sentence);

  it('ends with code 2 for an unknown command or flag', async () => {
    const unknown = 'There is no such command: "neon-service help" lists them all.';
    await wrong(unknown, 'user');
    await wrong(unknown, 'user', 'promote');
    await wrong(unknown, 'canary');
    await wrong("Unknown option '--logon'.", 'user', 'add', '--logon', 'ada');
    await wrong("Unexpected argument 'ada'.", 'user', 'add', 'ada');
    await wrong("Unknown option '--help'.", 'user', 'add', '--help');
  });

  it('ends with code 2 for a missing or malformed flag, and names it', async () => {
    await wrong('--service is missing.', 'user', 'add', '--login', 'ada');
    await wrong('--login is empty.', 'user', 'add', '--service', 'shop', '--login', '');
    await wrong("Option '--login <value>' argument missing.", 'user', 'add', '--login');
    await wrong('neon-service user disable needs <uid>.', 'user', 'disable');
    await wrong('neon-service user disable needs <uid>.', 'user', 'disable', 'a', 'b');
    await wrong(
      '--pin-tries has to be a whole number from 3 to 20.',
      'service',
      'add',
      '--pin-tries',
      '21',
    );
    await wrong(
      '--otp-life has to be a whole number from 10000 to 120000.',
      'service',
      'add',
      '--otp-life',
      '20s',
    );
    await wrong('--pin has to be one of none, pin, password.', 'service', 'add', '--pin', 'canary');
    await wrong(
      '--scopes has to be one of otp.verify, seal.verify, jwt.introspect, push, codes.issue, enrolments.read.',
      ...['key', 'new', '--service', 'shop', '--scopes', 'otp.verify', '--scopes', 'all'],
    );
    await wrong(
      `--before has to be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`,
      ...['audit', 'list', '--before', 'yesterday'],
    );
    await wrong(
      '--limit has to be a whole number from 1 to 1000.',
      'audit',
      'list',
      '--limit',
      '0',
    );
  });

  it('prints a new admin key each time, which the service accepts', async () => {
    const keys = [
      String((await done('admin-key', 'new'))['key']),
      String((await done('admin-key', 'new'))['key']),
    ];
    assert.equal(new Set(keys).size, 2);
    const env = { NEON_ADMIN_KEY: keys[0]!, NEON_DATA: folder.data };
    const service = await ServiceProcess.start({ env });
    const headers = { authorization: `Bearer ${keys[0]}` };
    assert.equal((await fetch(`${service.url}/admin/v1/services`, { headers })).status, 200);
    assert.equal(await service.stop(), 0);
  });

  it('ends with code 2 in a folder without a service, and makes none', async () => {
    const data = folder.file('nothing');
    const sentence = `There are no keys in ${data}: start the service there first.`;
    await wrong(sentence, 'service', 'list', '--data', data);
    await wrong(sentence, 'signing-key', 'rotate', '--data', data);
  });

  it('ends with code 1 when the service refuses', async () => {
    await refused(
      'There is no such service.',
      'user',
      'add',
      '--service',
      'none',
      '--login',
      'ada',
    );
    await refused('There is no such service.', 'service', 'set', 'none', '--name', 'x');
    await refused('There is no such service.', 'token', 'list', '--service', 'none');
    await refused('There is no such user.', 'user', 'delete', 'none');
    await refused('There is no such token.', 'token', 'block', 'none');
    await refused('There is no such key.', 'key', 'revoke', 'none');
  });

  it('takes ids that begin with dashes, as one id in 64 does', async () => {
    for (const uid of [`-${'a'.repeat(21)}`, `--${'b'.repeat(20)}`]) {
      await refused('There is no such user.', 'user', 'disable', uid);
      await refused('There is no such user.', 'user', 'disable', uid, '--data', folder.data);
    }
    const tid = `-${'c'.repeat(42)}`;
    await refused('There is no such token.', 'token', 'block', tid);
    const code = ['code', 'new', '--service', 'none', '--login', 'ada', '--kind', 'restore'];
    await refused('There is no such service.', ...code, '--tid', tid);
  });

  it('sets up a service from nothing', async () => {
    const service = await done(
      'service',
      'add',
      '--mac',
      'shop',
      '--name',
      'Shop',
      '--pin-min',
      '8',
    );
    assert.deepEqual([service['mac'], service['pinMin'], service['seal']], ['shop', 8, false]);
    const changed = await done('service', 'set', 'shop', '--seal', '--otp-digits', '10');
    assert.deepEqual([changed['seal'], changed['otpDigits'], changed['pinMin']], [true, 10, 8]);
    assert.equal((await done('service', 'set', 'shop', '--no-seal'))['seal'], false);

    const origins = ['https://shop.example', 'https://www.shop.example'];
    const site = await done(
      ...['site', 'add', '--service', 'shop', '--iframe'],
      ...origins.flatMap((origin) => ['--origins', origin]),
    );
    assert.deepEqual([site['origins'], site['iframe'], site['hostPin']], [origins, true, false]);
    const user = await done('user', 'add', '--service', 'shop', '--login', 'Ada');
    const uid = String(user['uid']);
    const code = await done(
      'code',
      'new',
      '--service',
      'shop',
      '--login',
      'ada',
      '--kind',
      'activation',
      '--define-pin',
    );
    assert.match(String(code['code']), /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    const key = await done(
      ...[
        'key',
        'new',
        '--service',
        'shop',
        '--scopes',
        'otp.verify',
        '--aliases',
        String(site['alias']),
      ],
    );
    assert.match(String(key['key']), /^neon\./);

    const { key: _, ...view } = key;
    assert.deepEqual(await done('service', 'list'), [{ ...changed, seal: false }]);
    assert.deepEqual(await done('site', 'list'), [site]);
    assert.deepEqual(await done('user', 'list', '--service', 'shop', '--login', 'ADA'), [user]);
    assert.deepEqual(await done('token', 'list', '--service', 'shop'), []);
    assert.deepEqual(await done('key', 'list', '--service', 'shop'), [view]);

    await refused(
      'The service already has a user of that login.',
      'user',
      'add',
      '--service',
      'shop',
      '--login',
      'ADA',
    );
    await refused('The user is not blocked. A browser of theirs may be.', 'user', 'unblock', uid);
    assert.equal((await done('user', 'disable', uid))['status'], 'disabled');
    assert.equal((await done('user', 'enable', uid))['status'], 'active');
    assert.deepEqual(await done('user', 'delete', uid), {});
    assert.deepEqual(await done('key', 'revoke', String(key['id'])), {});
    assert.deepEqual(await done('key', 'list', '--service', 'shop'), []);
  });

  it('prints long lists page by page, with the next command on standard error', async () => {
    await wrong(
      '--after has to be the "after" of an earlier answer.',
      ...['user', 'list', '--service', 'shop', '--after', 'ada'],
    );
    for (const login of ['bea', 'cyd'])
      await done('user', 'add', '--service', 'shop', '--login', login);
    const list = ['user', 'list', '--service', 'shop', '--limit', '1'];
    const first = await run(start(...list));
    assert.equal(first.code, 0);
    const [flag, place] = first.stderr.split(' ').filter((word) => /^--|\d\./.test(word));
    const hint = `There are more: the same with ${flag} ${place} lists the next ones.\n`;
    assert.deepEqual([first.stderr, flag], [hint, '--after']);
    const rest = await run(start(...list, flag!, place!));
    assert.equal(rest.stderr, '');
    const logins = [first, rest].flatMap(({ stdout }) => JSON.parse(stdout) as Json[]);
    assert.deepEqual(
      logins.map(({ login }) => login),
      ['bea', 'cyd'],
    );
  });

  it('sets up a site for the drop-in or for a frame, and changes it', async () => {
    const add = ['site', 'add', '--service', 'shop', '--origins', 'https://shop.example'];
    await wrong("Unknown option '--drop-in'.", 'site', 'set', 'a', '--drop-in');
    const modes = ({ iframe, hostPin }: Json) => [iframe, hostPin];
    const site = await done(...add, '--drop-in');
    assert.deepEqual(modes(site), [true, true]);
    assert.deepEqual(modes(await done(...add, '--drop-in', '--no-host-pin')), [true, false]);
    const set = ['site', 'set', String(site['alias'])];
    assert.deepEqual(modes(await done(...set, '--no-iframe', '--no-host-pin')), [false, false]);
    assert.deepEqual(modes(await done(...set, '--iframe')), [true, false]);
    assert.deepEqual(modes(await done(...set, '--host-pin')), [true, true]);
  });

  it('is recorded in the audit trail and on standard error, without its output', async () => {
    const { code, stdout, stderr } = await run(
      start('key', 'new', '--service', 'shop', '--scopes', 'push'),
    );
    assert.equal(code, 0);
    const { id, key } = JSON.parse(stdout) as { id: string; key: string };
    const line = JSON.parse(stderr) as Json;
    const { actor, kind, subject, scopes } = line;
    const expected = { actor: 'command-line', kind: 'key.created', subject: id, scopes: 'push' };
    assert.deepEqual({ actor, kind, subject, scopes }, expected);
    assert.ok(!stderr.includes(key));

    const all = (await done('audit', 'list')) as unknown as { seq: number; kind: string }[];
    const [last, earlier] = all;
    assert.equal(last!.kind, 'key.created');
    const after = String(last!.seq - 1);
    assert.deepEqual(await done('audit', 'list', '--after', after, '--limit', '5'), [last]);
    assert.ok(!JSON.stringify(all).includes(key));

    const one = await run(start('audit', 'list', '--limit', '1'));
    assert.deepEqual(JSON.parse(one.stdout), [last]);
    const more = `There are more: the same with --before ${last!.seq} lists the next ones.\n`;
    assert.equal(one.stderr, more);
    const next = await done('audit', 'list', '--limit', '1', '--before', String(last!.seq));
    assert.deepEqual(next, [earlier]);
  });
});
