/**
 * Elements without a provider say so once, and each `define` brings one.
 */
import { expect } from '@open-wc/testing';
import '../../components/define.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, settled } from '../support/elements/kit-page.js';
import { replaced } from '../support/pages/replaced-member.js';
import { strictPage } from '../support/pages/strict-page.js';

const tags = [
  ...['access-token', 'activate', 'activation-code', 'bio-key', 'change-pin', 'devices'],
  ...['login-list', 'otp', 'push-inbox', 'push-otp', 'reset-pin', 'seal', 'unlock'],
].map((name) => `neon-${name}`);

/** Runs `work` with the warnings about missing providers, and a way to wait for their number. */
async function withWarnings(
  work: (warnings: string[], count: (wanted: number) => Promise<void>) => Promise<void>,
): Promise<void> {
  const warnings: string[] = [];
  const heard = new EventTarget();
  const warn = (text: unknown) => {
    if (!String(text).includes('needs a <neon-provider>')) return;
    warnings.push(String(text));
    heard.dispatchEvent(new Event('warning'));
  };
  const count = async (wanted: number) => {
    while (warnings.length < wanted) {
      await new Promise((resolve) => heard.addEventListener('warning', resolve, { once: true }));
    }
  };
  await replaced(console, 'warn', warn, () => work(warnings, count));
}

describe('an element without a provider', () => {
  it('says so once, to developers and to people, unless it was removed', async () => {
    await withWarnings(async (warnings, count) => {
      const [gone, otp, early, list] = [
        'neon-unlock',
        'neon-otp',
        'neon-seal',
        'neon-login-list',
      ].map((tag) => document.createElement(tag)) as [
        HTMLElement,
        HTMLElementTagNameMap['neon-otp'],
        HTMLElement,
        HTMLElement,
      ];
      document.body.append(gone);
      // The document is not parsed yet.
      await replaced(document, 'readyState', 'loading', async () => document.body.append(early));
      const begin = performance.now();
      document.body.append(otp);
      gone.remove();
      await count(1);
      expect(performance.now() - begin).to.be.at.least(1999);
      expect(warnings).to.deep.equal([
        '<neon-otp> needs a <neon-provider> with service and alias around it',
      ]);
      const shown = new Harness(otp);
      await shown.until(() => shown.text('hint').startsWith('This page is not set up correctly.'));

      document.dispatchEvent(new Event('DOMContentLoaded'));
      otp.remove();
      document.body.append(otp, list);
      await count(3);
      expect(
        warnings
          .slice(1)
          .sort()
          .map((text) => text.split(' ')[0]),
      ).to.deep.equal(['<neon-login-list>', '<neon-seal>']);
      for (const element of [otp, early, list]) element.remove();
    });
  });

  it('works when the provider comes late, and takes its complaint back', async () => {
    const kit = await KitPage.start();
    await kit.enrol('ada');
    await withWarnings(async (warnings, count) => {
      const provider = document.createElement('neon-provider');
      const otp = document.createElement('neon-otp');
      provider.append(otp);
      document.body.append(provider);
      // A provider without a service is none.
      await count(1);
      expect(warnings[0]).to.contain('<neon-otp>');
      provider.service = kit.service.url;
      provider.alias = kit.site.alias;
      await settled(provider);
      otp.login = 'ada';
      const shown = new Harness(otp);
      await shown.until(() => shown.part('button').ariaDisabled === 'false');
      expect(shown.text('hint')).to.equal('It works once, and for a few seconds.');
      expect(warnings).to.have.length(1);
      provider.remove();
    });
    await kit.close();
  });
});

describe('the definition of one element', () => {
  it('brings the provider and its dialog', async () => {
    const found = await Promise.all(
      tags.map(async (tag) => {
        const page = await strictPage();
        await page.load(`/build/components/${tag}/define.js`);
        const { customElements } = page.window;
        const there = [tag, 'neon-provider', 'neon-pin-prompt'].map((name) =>
          Boolean(customElements.get(name)),
        );
        page.close();
        return [tag, ...there];
      }),
    );
    expect(found).to.deep.equal(tags.map((tag) => [tag, true, true, true]));
  });
});
