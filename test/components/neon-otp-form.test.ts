import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { addressesOf } from '../support/elements/frame-addresses.js';
import { nextEvent } from '../support/elements/next-event.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';

describe('<neon-otp> in a form', () => {
  let kit: KitPage;
  async function start(settings: object = {}): Promise<void> {
    kit = await KitPage.start(settings);
    await kit.enrol('ada');
    await kit.enrol('grace');
  }
  afterEach(() => kit.close());

  async function show() {
    const { prompt } = await kit.show(html`
      <form>
        <fieldset>
          <neon-otp login="ada" name="otp"><input slot="input" aria-label="otp" /></neon-otp>
        </fieldset>
        <button>Sign in</button>
      </form>
    `);
    const form = document.querySelector('form')!;
    const otp = new Harness(onPage('neon-otp'));
    await otp.until(() => otp.part('button').ariaDisabled === 'false');
    const generate = async () => {
      otp.part('button').click();
      await prompt.answer(pin);
      await otp.until(() => otp.states('ready').length);
      return otp.element.value;
    };
    const submitted = () => new FormData(form).get('otp');
    const field = form.querySelector('input')!;
    return { otp, prompt, form, field, generate, submitted };
  }

  it('keeps the form from being sent before there is a password, and says what is missing', async () => {
    await start();
    const { otp, form } = await show();
    let sent = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      sent++;
    });
    form.querySelector<HTMLButtonElement>(':scope > button')!.click();

    expect(sent).to.equal(0);
    expect(otp.element.validity.valueMissing).to.equal(true);
    expect(otp.element.validationMessage).to.equal('Get a one-time password first.');
    expect(otp.element.checkValidity()).to.equal(false);
    expect(otp.element.matches(':invalid')).to.equal(true);
    expect(otp.element.form).to.equal(form);
  });

  it('does nothing while it or its fieldset is disabled', async () => {
    await start();
    const { otp, form } = await show();
    const fieldset = form.querySelector('fieldset')!;
    fieldset.disabled = true;
    await otp.until(() => otp.part<HTMLButtonElement>('button').disabled);
    expect(otp.element.willValidate).to.equal(false);

    fieldset.disabled = false;
    await otp.until(() => !otp.part<HTMLButtonElement>('button').disabled);
    otp.element.disabled = true;
    await otp.until(() => otp.part<HTMLButtonElement>('button').disabled);
    expect(otp.element.hasAttribute('disabled')).to.equal(true);
  });

  it('submits nothing while it is disabled, and keeps the password out of the session history', async () => {
    await start();
    const { form, field, generate, submitted } = await show();
    const value = await generate();
    const fieldset = form.querySelector('fieldset')!;
    fieldset.disabled = true;
    expect(submitted()).to.equal(null);
    fieldset.disabled = false;
    expect(submitted()).to.equal(value);
    expect(field.autocomplete).to.equal('off');
  });

  it("forgets the password when it expires, also in the form and in the page's field", async () => {
    await start({ otpLife: 10_000 });
    const { otp, field, generate, submitted } = await show();
    const value = await generate();
    expect(field.value).to.equal(value);
    await otp.until(() => otp.text('hint') === 'Valid for 7 more seconds.');
    expect(otp.text('status')).to.equal('Ready. Valid for 10 seconds.');
    // Read aloud once; people see it count.
    const ending = 'You can get a new one at any time.';
    await otp.until(() => otp.text('hint') === `Valid for 3 more seconds. ${ending}`);
    expect(otp.text('status')).to.equal(`Valid for 5 more seconds. ${ending}`);
    expect(otp.part('hint').role).to.equal(null);
    await otp.until(() => otp.text('status').startsWith('Expired'));

    expect(otp.text('code')).to.equal('');
    expect(otp.element.value).to.equal('');
    expect(field.value).to.equal('');
    expect(submitted()).to.equal(null);
    expect(otp.element.checkValidity()).to.equal(false);
    // The service counts from when it made it, a moment later.
    await kit.service.advance(1_000);
    expect(await kit.service.verifyOtp(kit.site, 'ada', value)).to.equal(false);
  });

  for (const [what, change] of [
    ['its login changes', (form) => (form.querySelector('neon-otp')!.login = 'grace')],
    ['its form is reset', (form) => form.reset()],
    ['it leaves the page', (form) => form.remove()],
  ] as [string, (form: HTMLFormElement) => void][]) {
    it(`forgets the password when ${what}`, async () => {
      await start();
      const { otp, form, field, generate, submitted } = await show();
      const value = await generate();
      expect(submitted()).to.equal(value);
      change(form);
      await otp.element.updateComplete;

      expect(otp.element.value).to.equal('');
      expect(otp.text('code')).to.equal('');
      expect(otp.text('timer')).to.equal('');
      expect(field.value).to.equal('');
      expect(submitted()).to.equal(null);
    });
  }

  it('closes its prompt when its login changes', async () => {
    await start();
    const { otp, prompt } = await show();
    otp.part('button').click();
    await prompt.asks();
    otp.element.login = 'grace';
    await prompt.closes();
    await otp.until(() => otp.part('button').ariaDisabled === 'false');

    expect(otp.states('pending', 'failed')).to.deep.equal([]);
    expect(otp.text('message')).to.equal('');
  });

  it('moves the focus to the button that sends the form, so that Enter does', async () => {
    await start();
    const { form, otp, prompt } = await show();
    const sent = nextEvent(form, 'submit');
    otp.part('button').focus();
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    await otp.until(() => otp.states('ready').length && !otp.focused);
    expect(document.activeElement).to.equal(form.querySelector(':scope > button'));
    form.addEventListener('submit', (event) => event.preventDefault());
    await sendKeys({ press: 'Enter' });
    expect((await sent).submitter).to.equal(document.activeElement);
  });

  it('leaves the focus where the person has moved it meanwhile', async () => {
    await start({ pin: 'none' });
    const { form, otp, field } = await show();
    const generated = nextEvent(otp.element, 'neon-otp-generated');
    otp.part('button').click();
    field.focus();
    await generated;
    await otp.until(() => otp.states('ready').length);
    expect(form.contains(document.activeElement)).to.equal(true);
    expect(document.activeElement).to.equal(field);
  });

  it('submits the password under its name', async () => {
    await start();
    const { form, field, otp, generate } = await show();
    const heard: string[] = [];
    for (const type of ['input', 'change']) {
      field.addEventListener(type, () => heard.push(`${type} ${field.value}`));
    }
    const value = await generate();
    expect(heard).to.deep.equal([`input ${value}`, `change ${value}`]);
    expect(otp.element.checkValidity()).to.equal(true);

    const frame = document.createElement('iframe');
    frame.name = 'answer';
    form.append(frame);
    form.target = 'answer';
    form.action = '/package.json';
    const addresses = addressesOf(frame);
    form.requestSubmit();
    const { searchParams } = await addresses.next();
    expect(searchParams.get('otp')).to.equal(value);
    expect(await kit.service.verifyOtp(kit.site, 'ada', value)).to.equal(true);
  });
});
