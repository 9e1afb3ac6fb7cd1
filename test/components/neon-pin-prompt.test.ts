import { expect, html } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { expectAccessible } from '../support/elements/axe.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';
import { rejectionCode } from '../support/clients/rejection.js';

describe('<neon-pin-prompt>', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
  });
  afterEach(() => kit.close());

  async function show() {
    const { provider, prompt } = await kit.show(html`<button>outside</button>`);
    const client = provider.client!;
    const outside = document.querySelector<HTMLButtonElement>('neon-provider > button')!;
    return { client, prompt, outside };
  }

  for (const how of ['Escape', 'its button']) {
    it(`rejects with USER_CANCELLED when it is closed by ${how}, and gives the focus back`, async () => {
      const { client, prompt, outside } = await show();
      outside.focus();
      const code = rejectionCode(client.getOnlineOtp('ada'));
      await prompt.asks();
      expect(prompt.focused).to.equal('input');
      await sendKeys({ type: '4829' });
      if (how === 'Escape') await sendKeys({ press: 'Escape' });
      else prompt.part('cancel-button').click();

      expect(await code).to.equal('USER_CANCELLED');
      expect(prompt.isOpen).to.equal(false);
      expect(prompt.states('asking', 'pending')).to.deep.equal([]);
      expect(document.activeElement === outside).to.equal(true);
      expect(prompt.part<HTMLInputElement>('input').value).to.equal('');
    });
  }

  it('closes with the reason of the caller when an operation is aborted', async () => {
    const { client, prompt } = await show();
    const abort = new AbortController();
    const outcome = client
      .getOnlineOtp('ada', { signal: abort.signal })
      .catch((error: unknown) => error);
    await prompt.asks();
    const reason = new Error('changed my mind');
    abort.abort(reason);

    expect(await outcome).to.equal(reason);
    await prompt.closes();
  });

  it('does not submit an empty answer, and says so', async () => {
    const { client, prompt } = await show();
    const code = rejectionCode(client.getOnlineOtp('ada'));
    await prompt.asks();
    const field = prompt.part<HTMLInputElement>('input');
    prompt.part('button').focus();
    await sendKeys({ press: 'Enter' });
    await prompt.until(() => prompt.text('message') === 'Fill in this field.');
    expect(prompt.states('asking', 'pending')).to.deep.equal(['asking']);
    expect([field.ariaInvalid, prompt.focused]).to.deep.equal(['true', 'input']);
    await sendKeys({ press: 'Escape' });
    expect(await code).to.equal('USER_CANCELLED');
  });

  it('asks again after a wrong PIN, says how many there were and are left, and takes the right one', async () => {
    const { client, prompt } = await show();
    await client.getOnlineOtp('ada', { pin: '111214' }).catch(() => undefined);
    const otp = client.getOnlineOtp('ada');
    await prompt.answer('111213');
    await prompt.refuses();
    const input = prompt.part<HTMLInputElement>('input');

    expect(prompt.text('message')).to.equal(
      '2 wrong PINs. After 3 more, your account is blocked here.',
    );
    expect(prompt.part('message').role).to.equal('alert');
    expect(prompt.text('hint')).to.equal('');
    expect(input.ariaInvalid).to.equal('true');
    expect(input.value).to.equal('');
    expect(prompt.focused).to.equal('input');

    await prompt.enter(pin);
    expect((await otp).value).to.match(/^\d{8}$/);
    expect(prompt.isOpen).to.equal(false);
  });

  it('warns before the last tries', async () => {
    const { client, prompt } = await show();
    for (const wrong of ['111213', '111214']) {
      await client.getOnlineOtp('ada', { pin: wrong }).catch(() => undefined);
    }
    const code = rejectionCode(client.getOnlineOtp('ada'));
    await prompt.asks();
    expect(prompt.text('hint')).to.equal('3 tries left.');
    await sendKeys({ press: 'Escape' });
    await code;
  });

  it('stays open while an answer is checked, announces that, and cannot be closed meanwhile', async () => {
    const { client, prompt } = await show();
    const otp = client.getOnlineOtp('ada');
    await kit.service.plan('/btt/v1/op', 'hold');
    await prompt.answer(pin);
    await kit.service.held();

    expect(prompt.states('asking', 'pending')).to.deep.equal(['pending']);
    expect(prompt.text('status')).to.equal('Checking…');
    expect(prompt.part('status').role).to.equal('status');
    expect(prompt.part('button').ariaBusy).to.equal('true');
    expect(prompt.part<HTMLInputElement>('input').readOnly).to.equal(true);
    await sendKeys({ press: 'Escape' });
    prompt.part('cancel-button').click();
    expect(prompt.isOpen).to.equal(true);

    await kit.service.release();
    await otp;
    expect(prompt.isOpen).to.equal(false);
  });

  it('shows the requests of several operations one after the other', async () => {
    await kit.enrol('grace');
    const { client, prompt } = await show();
    const first = client.getOnlineOtp('ada');
    const second = client.getOnlineOtp('grace');
    await prompt.asks();
    const asked = [prompt.text('login')];
    await prompt.enter(pin);
    await first;
    await prompt.asks();
    asked.push(prompt.text('login'));
    await prompt.enter(pin);
    await second;

    expect(asked.sort()).to.deep.equal(['ada', 'grace']);
  });

  it('shows what is typed, keeps the caret, and hides it when it is sent', async () => {
    const { client, prompt } = await show();
    const otp = client.getOnlineOtp('ada');
    await prompt.asks();
    await sendKeys({ type: '111213' });
    await sendKeys({ press: 'ArrowLeft' });
    const [field, button] = [prompt.part<HTMLInputElement>('input'), prompt.part('reveal-button')];
    const seen = () => [field.type, button.ariaPressed, field.selectionStart, prompt.focused];
    expect(button.ariaLabel).to.equal('Show the PIN');
    expect(seen()).to.deep.equal(['password', 'false', 5, 'input']);

    const { x, y, width, height } = button.getBoundingClientRect();
    const position: [number, number] = [Math.round(x + width / 2), Math.round(y + height / 2)];
    await sendMouse({ type: 'click', position });
    expect(seen()).to.deep.equal(['text', 'true', 5, 'input']);
    await sendMouse({ type: 'click', position });
    expect(seen()).to.deep.equal(['password', 'false', 5, 'input']);

    await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Space' });
    expect(seen()).to.deep.equal(['text', 'true', 5, 'reveal-button']);
    await expectAccessible(prompt.element);
    field.focus();
    prompt.part('button').click();
    expect(field.type).to.equal('password');
    // Nor can it be shown while it is checked.
    button.click();
    expect(field.type).to.equal('password');
    await prompt.until(() => button.ariaDisabled === 'true');
    await prompt.refuses();
    expect(button.ariaDisabled).to.equal('false');
    expect(seen()).to.deep.equal(['password', 'false', 0, 'input']);
    await prompt.enter(pin);
    await otp;
  });

  it('hides what was shown when the page is hidden, and when it closes', async () => {
    const { client, prompt } = await show();
    const code = rejectionCode(client.getOnlineOtp('ada'));
    await prompt.asks();
    const field = prompt.part<HTMLInputElement>('input');
    for (const end of [
      () => document.dispatchEvent(new Event('visibilitychange')),
      () => sendKeys({ press: 'Escape' }),
    ]) {
      prompt.part('reveal-button').click();
      expect(field.type).to.equal('text');
      expect(field.getAttribute('autocorrect')).to.equal('off');
      await end();
      await prompt.until(() => prompt.part('reveal-button').ariaPressed === 'false');
      expect(field.type).to.equal('password');
    }
    await code;
  });

  it('keeps Tab inside, and is named and described for screen readers', async () => {
    const { client, prompt, outside } = await show();
    const code = rejectionCode(client.getOnlineOtp('ada'));
    await prompt.asks();
    const dialog = prompt.part('dialog');
    const named = (attribute: string) =>
      prompt.root.getElementById(dialog.getAttribute(attribute)!)!.textContent;
    expect(named('aria-labelledby')).to.equal('Enter your PIN');
    expect(named('aria-describedby')).to.equal('ada');

    const stops: (string | null)[] = [];
    for (let stop = 0; stop < 4; stop++) {
      stops.push(prompt.focused);
      await sendKeys({ press: 'Tab' });
    }
    expect(stops).to.deep.equal(['input', 'reveal-button', 'cancel-button', 'button']);
    expect(document.activeElement === outside).to.equal(false);
    const field = prompt.part<HTMLInputElement>('input');
    expect(field).to.include({ type: 'password', inputMode: 'numeric', autocomplete: 'off' });
    await sendKeys({ press: 'Escape' });
    await code;
  });

  it('is not used if the page has its own prompter', async () => {
    const { provider, prompt } = await kit.show(html`<neon-otp login="ada"></neon-otp>`);
    const asked: string[] = [];
    provider.prompter = {
      askForPin: async ({ login }) => {
        asked.push(login);
        return { value: pin, type: 'pin' };
      },
      definePin: async () => pin,
    };
    const otp = new Harness(onPage('neon-otp'));
    await otp.until(() => otp.part('button').ariaDisabled === 'false');
    const generated = nextEvent(otp.element, 'neon-otp-generated');
    otp.part('button').click();
    await generated;

    expect(asked).to.deep.equal(['ada']);
    expect(prompt.isOpen).to.equal(false);
  });
});
