import { html, type TemplateResult } from 'lit';
import type { NeonLoginList, NeonOtp } from '../../../components/index.js';
import { Harness } from './harness.js';
import { onPage, type KitPage, type Shown } from './kit-page.js';

const signInForm = html`<form>
  <neon-login-list name="login" required></neon-login-list><neon-otp name="otp"></neon-otp>
</form>`;

/** The lists and the element for a password on a page. */
interface ShownForm extends Shown {
  readonly lists: readonly Harness<NeonLoginList>[];
  /** The first of the lists. */
  readonly list: Harness<NeonLoginList>;
  readonly otp: Harness<NeonOtp>;
}

/** Shows a form without a script of the page; resolves when its lists know their accounts. */
export async function showForm(
  kit: KitPage,
  content: TemplateResult = signInForm,
): Promise<ShownForm> {
  const shown = await kit.show(content);
  const lists = Array.from(
    shown.provider.querySelectorAll('neon-login-list'),
    (list) => new Harness(list),
  );
  for (const list of lists) await list.until(() => !list.states('loading').length);
  return { ...shown, lists, list: lists[0]!, otp: new Harness(onPage('neon-otp')) };
}

export function form(): HTMLFormElement {
  return document.querySelector('form')!;
}

/** The data that the form would send now. */
export function submitted(): Readonly<Record<string, FormDataEntryValue>> {
  return Object.fromEntries(new FormData(form()));
}

/** Resolves when an element has been updated for a login. */
export function worksFor({ element }: Harness<NeonOtp>, login: string): Promise<void> {
  return new Promise((resolve) => {
    const check = {
      hostUpdated() {
        if (element.currentLogin !== login) return;
        element.removeController(check);
        resolve();
      },
    };
    element.addController(check);
    check.hostUpdated();
  });
}

/** Chooses an account, as a person does. */
export function choose(list: Harness<NeonLoginList>, login: string): void {
  const radios = list.parts('login').map((row) => row.querySelector('input')!);
  radios.find(({ value }) => value === login)!.click();
}
