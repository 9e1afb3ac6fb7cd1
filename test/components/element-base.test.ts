import { expect, fixture, html } from '@open-wc/testing';
import { property } from 'lit/decorators.js';
import { NeonOtp } from '../../components/neon-otp/neon-otp.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, settled } from '../support/elements/kit-page.js';
import { strictPage } from '../support/pages/strict-page.js';

/** An element of a page that builds on one of the kit. */
class BankOtp extends NeonOtp {
  @property({ attribute: 'branch-name' }) branch = '';
  renderings = 0;
  isBroken = false;

  protected override render() {
    this.renderings++;
    if (this.isBroken) throw new Error('broken on purpose');
    return super.render();
  }
}
customElements.define('bank-otp', BankOtp);

const show = () => fixture<BankOtp>(html`<bank-otp branch-name="Dover" name="otp"></bank-otp>`);

describe('every element', () => {
  it('rejects updateComplete when its rendering throws, and renders again afterwards', async () => {
    const otp = await show();
    otp.isBroken = true;
    otp.requestUpdate();
    const problem = await otp.updateComplete.catch((error: unknown) => error);
    expect((problem as Error).message).to.equal('broken on purpose');

    otp.isBroken = false;
    otp.login = 'ada';
    await otp.updateComplete;
    expect(otp.validationMessage).to.equal('Get a one-time password first.');
  });

  it('maps attributes and properties to each other, also in an element that extends it', async () => {
    const otp = await show();
    expect(otp).to.include({ branch: 'Dover', name: 'otp', login: '', disabled: false });
    otp.setAttribute('login', 'ada');
    otp.setAttribute('disabled', '');
    expect(otp).to.include({ login: 'ada', disabled: true });
    otp.removeAttribute('login');
    otp.removeAttribute('disabled');
    expect(otp).to.include({ login: '', disabled: false });

    otp.name = 'password';
    otp.disabled = true;
    otp.branch = 'Calais';
    await otp.updateComplete;
    expect(otp.getAttribute('name')).to.equal('password');
    expect(otp.getAttribute('disabled')).to.equal('');
    expect(otp.getAttribute('branch-name')).to.equal('Dover');
    otp.name = '';
    otp.disabled = false;
    await otp.updateComplete;
    expect(otp.getAttributeNames()).to.deep.equal(['branch-name']);
  });

  it('sets no attribute on itself', async () => {
    const made = document.createElement('bank-otp');
    expect(made.getAttributeNames()).to.deep.equal([]);
    document.body.append(made);
    await new Harness(made).until(() => made.shadowRoot?.querySelector('button'));
    expect(made.getAttributeNames()).to.deep.equal([]);
    made.remove();
  });

  it('renders once for any number of changes, and not without a change', async () => {
    const otp = await show();
    const before = otp.renderings;
    otp.login = 'ada';
    otp.branch = 'Calais';
    otp.login = 'grace';
    await otp.updateComplete;
    expect(otp.renderings).to.equal(before + 1);
    otp.login = 'grace';
    await otp.updateComplete;
    expect(otp.renderings).to.equal(before + 1);
  });

  it('shares its style sheet with other elements of its class', async () => {
    const [one, other] = [await show(), await show()];
    expect(
      one.shadowRoot!.adoptedStyleSheets[0] === other.shadowRoot!.adoptedStyleSheets[0],
    ).to.equal(true);
  });

  it('keeps the properties that a page has set before it was defined', async () => {
    const kit = await KitPage.start();
    const page = await strictPage();
    try {
      const provider = page.document.createElement('neon-provider');
      const otp = page.document.createElement('neon-otp');
      Object.assign(provider, { service: kit.service.url, alias: kit.site.alias });
      otp.login = 'ada';
      provider.append(otp);
      page.document.body.append(provider);
      await page.load('/build/components/define.js');
      await settled(provider);
      const shown = new Harness(otp);
      await shown.until(() => shown.part('button').ariaDisabled === 'false');
      expect(otp.login).to.equal('ada');
      expect(Object.hasOwn(otp, 'login')).to.equal(false);
    } finally {
      page.close();
      await kit.close();
    }
  });
});
