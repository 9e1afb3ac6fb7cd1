import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { TemplateResult } from 'lit';
import type { NeonProvider } from '../../components/neon-provider/neon-provider.js';
import { rejectionCode } from '../support/clients/rejection.js';
import { Harness } from '../support/elements/harness.js';
import { KitPage, onPage, pin, settled } from '../support/elements/kit-page.js';
import { nextEvent } from '../support/elements/next-event.js';
import { PromptHarness } from '../support/elements/prompt-harness.js';
import { SurroundingPage } from '../support/elements/surrounding-page.js';

/** Where a page may have its elements. `open` shows it, `isOpen` tells whether it still shows. */
interface Place {
  readonly name: string;
  around(content: TemplateResult): TemplateResult;
  open(): void;
  isOpen(): boolean;
}

const only = <T extends Element>(selector: string) => document.querySelector<T>(selector)!;

const dialogPlace = {
  open: () => only<HTMLDialogElement>('#around').showModal(),
  isOpen: () => only<HTMLDialogElement>('#around').open,
};
const popoverPlace = {
  open: () => only<HTMLElement>('#around').showPopover(),
  isOpen: () => only('#around').matches(':popover-open'),
};
/** A dialog of a library: it closes at Escape, which it hears before others. */
const scriptedPlace = {
  open() {
    const around = only<HTMLElement>('#around');
    around.hidden = false;
    const closed = new AbortController();
    const close = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') around.hidden = true;
      if (around.hidden) closed.abort();
    };
    for (const type of ['keydown', 'keyup'] as const) {
      document.addEventListener(type, close, { capture: true, signal: closed.signal });
    }
  },
  isOpen: () => !only<HTMLElement>('#around').hidden,
};
const formPlace = { open: () => undefined, isOpen: () => true };

const places: readonly Place[] = [
  {
    name: "the page's modal dialog",
    around: (content) => html`<dialog id="around">${content}</dialog>`,
    ...dialogPlace,
  },
  {
    name: 'a dialog of a library',
    around: (content) => html`<div id="around" role="dialog" hidden>${content}</div>`,
    ...scriptedPlace,
  },
  {
    name: "the page's form",
    around: (content) => html`<form id="around">${content}</form>`,
    ...formPlace,
  },
  {
    name: 'a popover',
    around: (content) => html`<div id="around" popover>${content}</div>`,
    ...popoverPlace,
  },
  {
    name: 'a manual popover',
    around: (content) => html`<div id="around" popover="manual">${content}</div>`,
    ...popoverPlace,
  },
];

describe('events of a dialog', () => {
  let kit: KitPage;
  beforeEach(async () => {
    kit = await KitPage.start();
    await kit.enrol('ada');
  });
  afterEach(() => kit.close());

  const provided = (content: TemplateResult) =>
    html`<neon-provider service=${kit.service.url} alias=${kit.site.alias}
      >${content}</neon-provider
    >`;

  /** Shows the element for one-time passwords, and opens the prompt with its button. */
  async function prompted({ around, open }: Place, providerIs: 'inside' | 'outside') {
    const otp = html`<neon-otp login="ada"></neon-otp>`;
    const content = providerIs === 'inside' ? around(provided(otp)) : provided(around(otp));
    await fixture(html`<div>${content}</div>`);
    const provider = onPage('neon-provider');
    await settled(provider);
    open();
    const element = new Harness(onPage('neon-otp'));
    await element.until(() => element.part('button').ariaDisabled === 'false');
    element.part('button').focus();
    await sendKeys({ press: 'Enter' });
    const prompt = PromptHarness.of(provider);
    await prompt.asks();
    return { provider, prompt, element, page: new SurroundingPage(provider) };
  }

  for (const place of places) {
    for (const where of ['inside', 'outside'] as const) {
      for (const how of ['Escape', 'Enter', 'its button']) {
        it(`stay in it: closed by ${how}, in ${place.name}, its provider ${where}`, async () => {
          const { prompt, element, page } = await prompted(place, where);
          for (const key of ['Tab', 'Tab', 'Tab']) await sendKeys({ press: key });
          prompt.part('input').focus();
          await sendKeys({ type: pin });
          expect(page.heard).to.deep.equal([]);
          if (how === 'its button') await press(prompt.part('cancel-button'));
          else await sendKeys({ press: how });
          await prompt.closes();
          if (how === 'Enter') await element.until(() => element.states('ready').length);

          const isFocus = (type: string) => type.startsWith('focus');
          // The focus comes back to the page, which it may know.
          expect(page.stop().filter((type) => !isFocus(type))).to.deep.equal([]);
          expect(place.isOpen()).to.equal(true);
          expect(element.focused).to.match(how === 'Enter' ? /./ : /^button$/);
        });
      }
    }
  }

  it('include the repetitions of the key that has closed it', async () => {
    const place = places[1]!;
    const { prompt, page } = await prompted(place, 'inside');
    for (let times = 0; times < 3; times++) await sendKeys({ down: 'Escape' });
    expect(prompt.isOpen).to.equal(false);
    await sendKeys({ up: 'Escape' });
    expect(page.heard.filter((type) => type.startsWith('key'))).to.deep.equal([]);
    expect(place.isOpen()).to.equal(true);
    // Pressed again, the key is for the page.
    await sendKeys({ press: 'Escape' });
    expect(page.stop()).to.include('keydown');
    expect(place.isOpen()).to.equal(false);
  });

  it('include Escape while an answer is checked, however often it is pressed', async () => {
    const place = places[0]!;
    const { prompt, page } = await prompted(place, 'inside');
    await kit.service.plan('/btt/v1/op', 'hold');
    await prompt.enter(pin);
    await kit.service.held();
    for (let times = 0; times < 3; times++) await sendKeys({ press: 'Escape' });
    expect([prompt.isOpen, place.isOpen()]).to.deep.equal([true, true]);
    expect(page.stop()).to.deep.equal([]);
    await kit.service.release();
    await prompt.closes();
  });

  it('include Escape where the page has opened both dialogs by itself', async () => {
    // Browsers close several dialogs at once that were opened without the person's doing.
    const place = places[0]!;
    await fixture(html`<div>${place.around(provided(html`<button>page</button>`))}</div>`);
    const provider = onPage('neon-provider');
    await settled(provider);
    place.open();
    const code = rejectionCode(provider.client!.getOnlineOtp('ada'));
    const prompt = PromptHarness.of(provider);
    await prompt.asks();
    await sendKeys({ press: 'Escape' });
    expect(await code).to.equal('USER_CANCELLED');
    expect(place.isOpen()).to.equal(true);
  });

  it('include keys while nothing has the focus', async () => {
    const { prompt, page } = await prompted(places[1]!, 'outside');
    (prompt.root.activeElement as HTMLElement).blur();
    expect(document.activeElement === document.body).to.equal(true);
    await sendKeys({ press: 'Escape' });
    await prompt.closes();
    expect(page.stop().filter((type) => type.startsWith('key'))).to.deep.equal([]);
  });

  it('cannot be cancelled by a page that keeps clicks and the focus in its own dialog', async () => {
    const { prompt, element } = await prompted(places[1]!, 'outside');
    const trap = new AbortController();
    const { signal } = trap;
    const around = only<HTMLElement>('#around');
    for (const type of ['keydown', 'pointerdown', 'mousedown', 'click', 'focusin']) {
      const cancel = (event: Event) => {
        if (around.contains(event.target as Node)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
      };
      document.addEventListener(type, cancel, { signal, capture: true });
    }
    document.body.style.pointerEvents = 'none';
    await press(prompt.part('input'));
    await sendKeys({ type: pin });
    await press(prompt.part('button'));
    await element.until(() => element.states('ready').length);
    trap.abort();
    document.body.removeAttribute('style');
  });

  it('open a popover again that opening the dialog has closed', async () => {
    const place = places[3]!;
    const { prompt, element } = await prompted(place, 'outside');
    // The browser has closed it: the dialog is not in it.
    expect(place.isOpen()).to.equal(false);
    await prompt.enter(pin);
    await element.until(() => element.states('ready').length);
    await prompt.closes();
    expect(place.isOpen()).to.equal(true);
  });

  it('give the focus to what is around the opener when that is gone', async () => {
    const { prompt } = await prompted(places[2]!, 'inside');
    only<HTMLElement>('#around').tabIndex = -1;
    onPage('neon-otp').remove();
    await prompt.closes();
    expect(document.activeElement === only('#around')).to.equal(true);
  });

  for (const how of ['Escape', 'the button that cancels', 'the button that confirms']) {
    it(`stay in the question of a list, closed by ${how}`, async () => {
      const place = places[1]!;
      const content = html`<neon-login-list></neon-login-list>`;
      await fixture(html`<form>${place.around(provided(content))}</form>`);
      const provider: NeonProvider = onPage('neon-provider');
      await settled(provider);
      place.open();
      const list = new Harness(onPage('neon-login-list'));
      await list.until(() => list.parts('login').length);
      const dialog = list.part<HTMLDialogElement>('dialog');
      list.part('manage-button').click();
      await list.until(() => list.parts('forget-button').length);
      list.part('forget-button').focus();
      await sendKeys({ press: 'Enter' });
      await list.until(() => dialog.open);
      const page = new SurroundingPage(provider);
      if (how === 'Escape') await sendKeys({ press: 'Escape' });
      else await press(list.part(how.endsWith('cancels') ? 'cancel-button' : 'button'));
      await list.until(() => !dialog.open);
      expect(page.stop().filter((type) => !type.startsWith('focus'))).to.deep.equal([]);
      expect(place.isOpen()).to.equal(true);
    });
  }

  it('of the field that the page gives it reach the page, but not Enter and Escape', async () => {
    await fixture(
      html`<form id="around">
        <neon-provider service=${kit.service.url} alias=${kit.site.alias}>
          <input slot="password" type="password" autocomplete="current-password" />
        </neon-provider>
      </form>`,
    );
    const provider = onPage('neon-provider');
    await settled(provider);
    const prompt = PromptHarness.of(provider);
    const kind = { kind: 'text', login: 'ada', alias: kit.site.alias } as const;
    const allowed = { pinAllowed: true, bioKeyAllowed: false, left: null, operation: 'otp' };
    const signal = new AbortController().signal;
    const request = { ...kind, ...allowed, left: undefined, refused: undefined, signal };
    const answer = prompt.element.askForPin(request);
    await prompt.asks();
    const field = provider.querySelector('input')!;
    expect(document.activeElement === field).to.equal(true);
    const page = new SurroundingPage(provider);
    const typed = nextEvent(provider, 'input');
    await sendKeys({ type: 'x' });
    await typed;
    expect(page.heard).to.include('input');
    page.heard.length = 0;
    await sendKeys({ press: 'Enter' });
    expect(await answer).to.deep.equal({ value: 'x', type: 'pin' });
    expect(page.stop().filter((type) => !type.startsWith('focus'))).to.deep.equal([]);
  });
});

/** Presses the middle of a node with the mouse. */
async function press(node: HTMLElement): Promise<void> {
  const { left, top, width, height } = node.getBoundingClientRect();
  const position: [number, number] = [Math.round(left + width / 2), Math.round(top + height / 2)];
  await sendMouse({ type: 'click', position });
}
