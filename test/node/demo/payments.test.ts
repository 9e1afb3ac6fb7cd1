import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { NeonClient } from '../../../src/index.js';
import { paymentText, type Payment } from '../../../tools/demo/page/payment-text.js';
import { pin } from '../../support/clients/pins.js';
import { ask, enrol, post, signIn } from './support/raw-requests.js';
import { useStage } from './support/stage.js';

const login = 'payer';
const notBooked = /Nothing was booked/;

describe('a payment at the demo', () => {
  const stage = useStage();
  let client: NeonClient;
  let cookie: string;

  before(async () => {
    client = await enrol(stage.demo, login);
    cookie = await signIn(stage.demo, client, login);
  });

  after(() => client?.close());

  const payment = (change: Partial<Payment> = {}): Payment => ({
    order: randomUUID(),
    to: 'Bea',
    amount: '5.00',
    reference: 'Tea',
    ...change,
  });
  const sealOf = (made: Payment) => client.sealData(login, paymentText(made), { pin });
  const send = (made: Payment, seal: string, as = cookie) =>
    post(`${stage.demo.url}/account/payments`, { ...made, seal }, { cookie: as });
  const balance = async () => {
    const { body } = await ask(`${stage.demo.url}/account`, { headers: { cookie } });
    return /€&nbsp;([\d,.]+)/.exec(body)?.[1];
  };

  it('is refused without a session', async () => {
    const made = payment();
    const seal = await sealOf(made);
    const { status, headers } = await send(made, seal, 'harbour_session=guessed');
    assert.deepEqual([status, headers.location], [303, '/']);
    assert.equal((await ask(`${stage.demo.url}/account/payments`)).status, 303);
    assert.equal(await balance(), '4,206.35');
  });

  it('is refused when it is not a valid payment', async () => {
    for (const change of [
      { order: 'mine' },
      { to: ' ' },
      { to: 'Bea\nOrder: 1' },
      { to: 'x'.repeat(71) },
      { reference: '\u202E' },
      { amount: '-5' },
      { amount: '0.00' },
      { amount: '5.001' },
      { amount: '1e3' },
    ]) {
      const { status, body } = await send(payment(change), 'a.b.c');
      assert.equal(status, 400, JSON.stringify(change));
      assert.match(body, /seal it first/);
    }
    assert.equal((await send(payment(), '')).status, 400);
    assert.equal(await balance(), '4,206.35');
  });

  it('is not booked with the seal of another payment, of another person, or without a seal', async () => {
    const made = payment();
    const seal = await sealOf(made);
    const eve = await enrol(stage.demo, 'eve.payer');
    const foreign = await eve.sealData('eve.payer', paymentText(made), { pin });
    eve.close();
    for (const [changed, offered] of [
      [payment({ ...made, amount: '50.00' }), seal],
      [payment({ ...made, to: 'Eve' }), seal],
      [payment({ ...made, order: randomUUID() }), seal],
      [made, foreign],
      [made, `${seal.slice(0, -4)}AAAA`],
      [made, 'no seal'],
    ] as const) {
      const { status, body } = await send(changed, offered);
      assert.equal(status, 422);
      assert.match(body, notBooked);
    }
    assert.equal(await balance(), '4,206.35');
  });

  it('is booked once', async () => {
    const made = payment();
    const seal = await sealOf(made);
    const { status, headers } = await send(made, seal);
    assert.deepEqual([status, headers.location], [303, '/account/payments']);
    assert.equal(await balance(), '4,201.35');
    assert.equal((await send(made, seal)).status, 422);
    assert.equal(await balance(), '4,201.35');
  });

  it('is refused when it was altered after sealing, and booked as it was sealed', async () => {
    const visitor = await stage.visitor();
    await visitor.enter('sealer');
    await visitor.open('/account/payments');
    const { page } = visitor;
    await page.getByLabel('To', { exact: true }).fill('Dora & Söhne');
    await page.getByLabel('Amount in euro').fill('12');
    const sealed = page.locator('neon-seal:state(done)');
    await visitor.confirm('Seal');
    await sealed.waitFor();
    await page.getByRole('button', { name: 'Pay, altered on the way' }).click();
    await page.getByRole('alert').filter({ hasText: notBooked }).waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Booked' }).count(), 0);

    // The received payment is shown, so that the person sees what was altered.
    assert.equal(await page.getByLabel('Amount in euro').inputValue(), '120');
    await page.getByLabel('Amount in euro').fill('12');
    await visitor.confirm('Seal');
    await sealed.waitFor();
    await page.getByRole('button', { name: 'Pay', exact: true }).click();
    const booked = page.getByRole('region', { name: 'Booked' });
    await booked.getByText('To: Dora & Söhne').waitFor();
    assert.equal(await booked.getByRole('listitem').count(), 1);
    // The browser writes refusals of forms into its console.
    const complaints = visitor.complaints.filter((text) => !text.includes('422'));
    assert.deepEqual(complaints, []);
  });

  it('has to be sealed again when it is changed, and works by keyboard alone', async () => {
    const visitor = await stage.visitor();
    await visitor.enter('typist');
    await visitor.open('/account/payments');
    const { page } = visitor;
    const { keyboard } = page;
    const seal = page.locator('neon-seal');
    await page.getByLabel('Amount in euro').focus();
    await keyboard.press('ControlOrMeta+A');
    await keyboard.type('7.50');
    // The reference, the text, the button.
    for (let stop = 0; stop < 3; stop++) await keyboard.press('Tab');
    await keyboard.press('Enter');
    await visitor.enterPin();
    await seal.and(page.locator(':state(done)')).waitFor();
    await page.getByLabel('For', { exact: true }).focus();
    await keyboard.type(' for May');
    await seal.and(page.locator(':invalid')).waitFor();
    for (let stop = 0; stop < 2; stop++) await keyboard.press('Tab');
    await keyboard.press('Enter');
    await visitor.enterPin();
    await seal.and(page.locator(':state(done)')).waitFor();
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await page.getByRole('region', { name: 'Booked' }).getByText('Pay EUR 7.50').waitFor();
  });

  it('can be tried later, and is not refused, when the bank’s key was revoked', async () => {
    const { keys } = await stage.demo.admin.done<{ keys: { id: string }[] }>(
      `/keys?service=${await stage.demo.mac()}`,
    );
    const made = payment();
    const seal = await sealOf(made);
    const before = await balance();
    for (const { id } of keys) await stage.demo.admin.done(`/keys/${id}`, { method: 'DELETE' });
    const { status, body } = await send(made, seal);
    assert.equal(status, 503);
    assert.match(body, /cannot check seals at the moment/);
    assert.equal(await balance(), before);
  });
});
