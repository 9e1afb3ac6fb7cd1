import { html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import { addressesOf } from './frame-addresses.js';
import { Harness } from './harness.js';
import { onPage, type KitPage } from './kit-page.js';

/** Where forms are sent to: any page that is there. */
export const [address, other] = ['/package.json', '/tsconfig.json'];

const fields = html`<input name="note" value="hello" />
  <neon-otp name="otp" login="ada" on-submit></neon-otp>
  <button name="how" value="plain">Sign in</button>
  <button name="how" value="other" formaction=${other}>Sign in elsewhere</button>`;

/** A page whose form is sent into a frame, so that the test goes on. */
export async function showForm(kit: KitPage, content: TemplateResult = fields) {
  const { prompt, provider } = await kit.show(html`
    <form action=${address} target="answer">${content}</form>
    <iframe name="answer" title="answer"></iframe>
  `);
  const form = document.querySelector('form')!;
  const addresses = addressesOf(document.querySelector('iframe')!);
  /** The next request to the server. */
  const received = async () => {
    const { pathname, searchParams } = await addresses.next();
    return { pathname, ...Object.fromEntries(searchParams) } as Record<string, string>;
  };
  /** Submit events that the page hears, wherever it listens. */
  const heard: SubmitEvent[] = [];
  document.body.addEventListener('submit', (event) => heard.push(event), { capture: true });
  const [button, elsewhere] = form.querySelectorAll(':scope > button') as Iterable<HTMLElement>;
  return { prompt, provider, form, received, heard, button: button!, elsewhere: elsewhere! };
}

/** The same, with the element in the form. */
export async function showOtpForm(kit: KitPage, content?: TemplateResult) {
  const shown = await showForm(kit, content);
  const otp = new Harness(onPage('neon-otp'));
  await otp.element.updateComplete;
  return { ...shown, otp };
}
