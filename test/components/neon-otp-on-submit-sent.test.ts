import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import { expectAccessible } from '../support/elements/axe.js';
import { address, other, showOtpForm } from '../support/elements/form-page.js';
import { KitPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';

describe('<neon-otp on-submit> sends a form', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
  });
  afterEach(() => kit.close());

  const show = (content?: TemplateResult) => showOtpForm(kit, content);

  const accepts = (value: string | undefined) => kit.service.verifyOtp(kit.site, 'ada', value!);

  /** Operations that the service was asked for. */
  const operations = async () =>
    (await kit.service.requests()).filter((path) => path.endsWith('/op')).length;

  it('asks, then sends the form with its password: two presses and a PIN', async () => {
    const { prompt, otp, received, heard, button } = await show();
    expect(otp.element.validity.valid).to.equal(true);
    expect(otp.element.matches(':invalid')).to.equal(false);
    expect(['button', 'code', 'timer', 'copy-button'].flatMap((name) => otp.parts(name))).to.be
      .empty;
    await expectAccessible(otp.element);

    // Lit warns developers of updates that make another one needed.
    const again: boolean[] = [];
    otp.element.addController({ hostUpdated: () => again.push(otp.element.isUpdatePending) });
    button.click();
    await prompt.answer(pin);
    const { otp: sent, ...rest } = await received();
    expect([again.length > 0, again.includes(true)]).to.deep.equal([true, false]);
    expect(rest).to.deep.equal({ pathname: address, note: 'hello', how: 'plain' });
    expect(await accepts(sent)).to.equal(true);
    expect(heard.map(({ submitter }) => submitter)).to.deep.equal([button]);
  });

  it('keeps the address and the value of the pressed button', async () => {
    const { prompt, received, elsewhere } = await show();
    elsewhere.click();
    await prompt.answer(pin);
    const { pathname, how } = await received();
    expect([pathname, how]).to.deep.equal([other, 'other']);
  });

  it('sends a form without a button, by script or by Enter', async () => {
    const { prompt, form, received, heard } = await show(
      html`<input name="note" /><neon-otp name="otp" login="ada" on-submit></neon-otp>`,
    );
    form.requestSubmit();
    await prompt.answer(pin);
    expect(await accepts((await received())['otp'])).to.equal(true);

    form.querySelector('input')!.focus();
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    expect(await accepts((await received())['otp'])).to.equal(true);
    expect(heard.map(({ submitter }) => submitter)).to.deep.equal([null, null]);
  });

  it('presses the first button for Enter in a field, and gives the focus back to the field', async () => {
    const { prompt, form, received } = await show();
    const field = form.querySelector('input')!;
    field.focus();
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    expect((await received())['how']).to.equal('plain');
    expect(document.activeElement).to.equal(field);
  });

  it('runs once however often the buttons are pressed, and sends for the first', async () => {
    const { prompt, received, heard, button, elsewhere } = await show();
    const before = await operations();
    button.click();
    elsewhere.click();
    await prompt.asks();
    button.click();
    await prompt.enter(pin);
    expect((await received())['how']).to.equal('plain');
    expect(heard.length).to.equal(1);
    expect(await operations()).to.equal(before + 1);
  });

  it('keeps the first event from every listener of the page, in both phases', async () => {
    const { prompt, form, otp, received, button } = await show();
    const passwords: string[] = [];
    const note = () => passwords.push(otp.element.value);
    const ended = new AbortController();
    for (const target of [document, document.documentElement, form]) {
      target.addEventListener('submit', note, { capture: true, signal: ended.signal });
      target.addEventListener('submit', note, { signal: ended.signal });
    }
    addEventListener('submit', note, { capture: true, signal: ended.signal });
    button.click();
    await prompt.answer(pin);
    const { otp: sent } = await received();
    ended.abort();
    expect(passwords).to.deep.equal(Array(7).fill(sent));
  });

  it('asks again when the page has sent the password itself, by form data or by its value', async () => {
    const { prompt, form, otp, button } = await show();
    const read = [() => String(new FormData(form).get('otp')), () => otp.element.value];
    const sent: string[] = [];
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      sent.push(read[sent.length]!());
    });
    for (const _ of read) {
      const heard = nextEvent(form, 'submit');
      button.click();
      await prompt.answer(pin);
      await heard;
    }
    expect(new Set(sent).size).to.equal(2);
    for (const value of sent) expect(await accepts(value)).to.equal(true);
  });

  it('does not ask again when the page only delays the form', async () => {
    const { prompt, form, received, button } = await show();
    const delay = (event: Event) => {
      event.preventDefault();
      void Promise.resolve().then(() => form.requestSubmit(button));
    };
    form.addEventListener('submit', delay, { once: true });
    button.click();
    await prompt.answer(pin);
    expect(await accepts((await received())['otp'])).to.equal(true);
  });

  it('sends the form once for two elements, each with a password of its own', async () => {
    const { prompt, form, received, heard, button } = await show();
    const second = document.createElement('neon-otp');
    Object.assign(second, { name: 'second', login: 'ada', asksOnSubmit: true });
    form.append(second);
    await second.updateComplete;
    button.click();
    await prompt.asks();
    const closed = prompt.closes();
    await prompt.enter(pin);
    await closed;
    await prompt.answer(pin);
    const { otp, second: other } = await received();
    expect(await accepts(otp)).to.equal(true);
    expect(await accepts(other)).to.equal(true);
    expect(heard.length).to.equal(1);
  });

  it('works inside a shadow tree', async () => {
    const { prompt, provider } = await kit.show(html`<div></div>`);
    const host = provider.querySelector('div')!;
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML =
      '<form><neon-otp name="otp" login="ada" on-submit></neon-otp><button></button></form>';
    const otp = root.querySelector('neon-otp')!;
    await otp.updateComplete;
    const sent = new Promise<string>((resolve) =>
      root.addEventListener('submit', (event) => {
        event.preventDefault();
        resolve(String(new FormData(event.target as HTMLFormElement).get('otp')));
      }),
    );
    root.querySelector('button')!.click();
    await prompt.answer(pin);
    expect(await accepts(await sent)).to.equal(true);
  });
});
