import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { pasted } from '../support/pages/clipboard.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';
import { replaced } from '../support/pages/replaced-member.js';

describe('<neon-otp>', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
  });
  afterEach(() => kit.close());

  async function show() {
    const shown = await kit.show(html`<neon-otp login="ada"></neon-otp>`);
    const otp = new Harness(onPage('neon-otp'));
    await otp.until(() => otp.part('button').ariaDisabled === 'false');
    const generated = () => otp.until(() => otp.states('ready').length);
    return { ...shown, otp, generated };
  }

  it('shows the reason, and no password, when wrong PINs block the browser', async () => {
    const { otp, prompt } = await show();
    const failed = nextEvent(otp.element, 'neon-error');
    otp.part('button').click();
    await prompt.answer('111213');
    for (let left = 4; left > 0; left--) {
      await prompt.refuses();
      expect(prompt.text('message')).to.contain(
        left === 1 ? 'After one more,' : `After ${left} more,`,
      );
      await prompt.enter('111213');
    }
    const { error, operation } = await failed;
    await otp.until(() => otp.text('message'));

    expect(error).to.include({ code: 'PASSWORD_IS_WRONG', left: 0 });
    expect(operation).to.equal('getOnlineOtp');
    expect(prompt.isOpen).to.equal(false);
    expect(otp.text('message')).to.contain('blocked after too many wrong tries');
    expect(otp.part('message').role).to.equal('alert');
    expect(otp.states('pending', 'ready', 'failed')).to.deep.equal(['failed']);
    expect(otp.element.value).to.equal('');
  });

  it('asks for the PIN also where the browser lets no dialog be modal', async () => {
    const { otp, prompt, generated } = await show();
    const fails = () => {
      throw new DOMException('made to fail', 'InvalidStateError');
    };
    await replaced(HTMLDialogElement.prototype, 'showModal', fails, async () => {
      otp.part('button').click();
      await prompt.answer(pin);
      await generated();
    });
    expect(prompt.isOpen).to.equal(false);
    expect(await kit.service.verifyOtp(kit.site, 'ada', otp.element.value)).to.equal(true);
  });

  it('returns to its first state, without an error, when the prompt is closed', async () => {
    const { otp, prompt } = await show();
    let errors = 0;
    otp.element.addEventListener('neon-error', () => errors++);
    otp.part('button').click();
    await prompt.asks();
    await sendKeys({ press: 'Escape' });
    await otp.until(() => otp.part('button').ariaDisabled === 'false');

    expect(otp.text('message')).to.equal('');
    expect(otp.states('pending', 'ready', 'failed')).to.deep.equal([]);
    expect(errors).to.equal(0);
  });

  it('asks for an account before anything else', async () => {
    const { otp } = await show();
    otp.element.login = '';
    await otp.element.updateComplete;
    otp.part('button').click();

    expect(otp.part('button').ariaDisabled).to.equal('true');
    expect(otp.states('pending')).to.deep.equal([]);
    expect(otp.element.validationMessage).to.equal('Choose an account first.');
    expect(otp.text('hint')).to.equal('Choose an account first.');
  });

  for (const [what, content, says] of [
    [
      'its own words where the page puts no more than line breaks into it',
      html`<neon-otp login="ada"> <input slot="input" aria-label="otp" /> </neon-otp>`,
      'Get a one-time password',
    ],
    ['the words of the page', html`<neon-otp login="ada"> <b>It is me</b> </neon-otp>`, 'It is me'],
  ] as const) {
    it(`has ${what} on the button`, async () => {
      await kit.show(content);
      const otp = new Harness(onPage('neon-otp'));
      await otp.element.updateComplete;

      const ofPage = [...otp.element.querySelectorAll('b')].filter((word) =>
        word.checkVisibility(),
      );
      const words = [otp.part('button').innerText, ...ofPage.map((word) => word.innerText)];
      expect(words.filter(Boolean)).to.deep.equal([says]);
      await expect(otp.element).to.be.accessible();
    });
  }

  it('says that the service cannot be reached, and works at the next try', async () => {
    const { otp, prompt, generated } = await show();
    await kit.service.plan('/btt/v1/op', 'lose-request', 20);
    await kit.service.plan('/btt/v1/sync', 'lose-request', 20);
    otp.part('button').click();
    await prompt.answer(pin);
    await otp.until(() => otp.text('message'));
    expect(otp.states('failed')).to.deep.equal(['failed']);

    await kit.service.clear();
    otp.part('button').click();
    await prompt.answer(pin);
    await generated();
    expect(await kit.service.verifyOtp(kit.site, 'ada', otp.element.value)).to.equal(true);
  });

  it('shows and announces a password that the service accepts, and does not put it into events', async () => {
    const { otp, prompt } = await show();
    const event = nextEvent(otp.element, 'neon-otp-generated');
    otp.part('button').focus();
    await sendKeys({ press: 'Enter' });
    await prompt.answer(pin);
    const generated = await event;
    const { value } = otp.element;
    await otp.until(() => otp.text('code'));

    expect(value).to.match(/^\d{8}$/);
    expect(otp.text('code')).to.equal(value);
    expect(otp.text('status')).to.equal('Ready. Valid for 20 seconds.');
    expect(otp.part('status').role).to.equal('status');
    expect(otp.focused).to.equal('button');
    expect(JSON.stringify({ ...generated })).not.to.contain(value);
    expect(generated).to.include({ login: 'ada', bubbles: true, composed: true });
    expect(await kit.service.verifyOtp(kit.site, 'ada', value)).to.equal(true);
  });

  it('counts down to the time in the event', async () => {
    const { otp, prompt } = await show();
    const event = nextEvent(otp.element, 'neon-otp-generated');
    otp.part('button').click();
    const asked = Date.now();
    await prompt.answer(pin);
    const { expiresAt } = await event;
    await otp.until(() => otp.text('timer'));
    expect(otp.element.expiresAt).to.equal(expiresAt);

    expect(expiresAt).to.be.within(asked, Date.now() + 20_000);
    expect(Number(otp.text('timer'))).to.equal(Math.ceil((expiresAt - Date.now()) / 1000));
    expect(otp.part('timer').role).to.equal('timer');
  });

  describe('while it shows a password', () => {
    const hour = 3_600_000;
    const seen = () => document.dispatchEvent(new Event('visibilitychange'));

    async function ready() {
      const { otp, prompt, generated } = await show();
      otp.part('button').click();
      await prompt.answer(pin);
      await generated();
      return otp;
    }

    /** The clock of the machine, and the one that nobody can set, differ from now on by these milliseconds. */
    function within(wall: number, monotonic: number, work: () => Promise<void>): Promise<void> {
      const [wallNow, now] = [Date.now.bind(Date), performance.now.bind(performance)];
      return replaced(
        Date,
        'now',
        () => wallNow() + wall,
        () => replaced(performance, 'now', () => now() + monotonic, work),
      );
    }

    it('drops it after its life, also when the clock of the machine is put back', async () => {
      const otp = await ready();
      await within(-hour, 20_000, async () => {
        expect(otp.element.value).to.equal('');
        seen();
        await otp.until(() => otp.text('status') === 'Expired. Please get a new one.');
      });
    });

    // A clock that is set ahead cannot be told from a machine that slept, whose monotonic clock stood still.
    it('drops it when the machine slept with the page in front', async () => {
      const otp = await ready();
      await within(hour, 0, async () => {
        expect(otp.element.value).to.equal('');
        await otp.until(() => otp.text('status') === 'Expired. Please get a new one.');
      });
    });

    it('looks how much time has passed when the page is shown again', async () => {
      const otp = await ready();
      await within(hour, 0, async () => {
        seen();
        await otp.element.updateComplete;
        expect(otp.text('status')).to.equal('Expired. Please get a new one.');
      });
    });

    it('counts on when the clock is put back, and drops it when the machine then slept', async () => {
      const otp = await ready();
      const { value } = otp.element;
      await within(-hour, 0, async () => {
        const before = Number(otp.text('timer'));
        await otp.until(() => Number(otp.text('timer')) < before);
        expect(Number(otp.text('timer'))).to.equal(before - 1);
        expect(otp.element.value).to.equal(value);
        await within(hour, 0, async () => void expect(otp.element.value).to.equal(''));
      });
    });
  });

  it('copies the password without the gap in it', async () => {
    const { otp, prompt, generated } = await show();
    otp.part('button').click();
    await prompt.answer(pin);
    await generated();
    otp.part('copy-button').focus();
    await sendKeys({ press: 'Enter' });
    await otp.until(() => otp.text('status') === 'Copied');

    expect(await pasted()).to.equal(otp.element.value);
  });

  it('has the digits read one by one, and copies them without what is only read', async () => {
    const { otp, prompt } = await show();
    otp.part('button').click();
    await prompt.answer(pin);
    await otp.until(() => otp.states('ready').length);
    const code = otp.part('code');
    expect(code.ariaHidden).to.equal('true');
    expect(otp.text('code')).to.equal(otp.element.value);
    const heard = code.parentElement!.querySelector('output')!;
    expect(heard.textContent).to.equal([...otp.element.value].join(' '));
    expect(heard.ariaLabel).to.contain('One-time password');
    // Tools that record what a page shows hide its texts, but not its attributes.
    expect(otp.attributeValues.filter((text) => text.includes(otp.element.value))).to.deep.equal(
      [],
    );
    getSelection()!.selectAllChildren(code.parentElement!);
    expect(getSelection()!.toString().trim()).to.equal(otp.element.value);
  });

  it('selects the password for copying by hand where the clipboard is not allowed', async () => {
    const { otp, prompt, generated } = await show();
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
    otp.part('button').click();
    await prompt.answer(pin);
    await generated();
    const selected = new Promise((resolve) =>
      document.addEventListener('selectionchange', resolve, { once: true }),
    );
    otp.part('copy-button').click();
    await selected;
    Reflect.deleteProperty(navigator.clipboard, 'writeText');

    expect(String(getSelection())).to.equal(otp.element.value);
    const refused = 'This browser does not let the page copy.';
    await otp.until(() => otp.text('status').startsWith(refused));
    expect(otp.part('status').role).to.equal('status');
  });

  it('runs once however often it is pressed', async () => {
    const { otp, prompt, generated } = await show();
    const before = (await kit.service.requests()).filter((path) => path.endsWith('/op')).length;
    otp.part('button').click();
    await prompt.asks();
    otp.part('button').click();
    await prompt.enter(pin);
    await generated();
    const requests = await kit.service.requests();
    expect(requests.filter((path) => path.endsWith('/op')).length).to.equal(before + 1);
  });
});
