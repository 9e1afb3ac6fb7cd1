/**
 * Shows the number that a person types at their other device, for pages that have no place for it.
 * @module
 */

/** Texts and looks of the notice. */
const words = 'Type this number on your other device';

const css = `:host{all:initial;position:fixed;inset-inline:0;inset-block-end:1rem;z-index:2147483647;
display:flex;justify-content:center;pointer-events:none;color-scheme:light dark}
p{margin:0 1rem;padding:.875rem 1.25rem;border:1px solid light-dark(#d5d8e0,#3a4050);border-radius:.625rem;
background:light-dark(#fff,#191c24);color:light-dark(#14171f,#f2f4f8);box-shadow:0 .5rem 2rem #0004;
font:1rem/1.4 system-ui,sans-serif;text-align:center;pointer-events:auto}
b{display:block;font:600 1.75rem/1.3 ui-monospace,monospace;letter-spacing:.12em}`;

/** Shows it until the signal is aborted. */
export function showNumber(number: string, signal: AbortSignal): void {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [sheet];
  const text = document.createElement('p');
  text.role = 'status';
  const digits = document.createElement('b');
  document.body.append(host);
  root.append(text);
  // A live region says what comes into it after it is there.
  digits.textContent = number;
  text.append(words, digits);
  signal.addEventListener('abort', () => host.remove());
}
