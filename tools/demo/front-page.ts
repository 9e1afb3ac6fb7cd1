/**
 * The front page: `index.html`, filled in.
 * @module
 */
import type { Secret } from './page/secret.js';
import { otherDevice, type Place } from './place.js';

/** Outcome of an attempt to sign in. */
export interface Attempt {
  /** A sentence at the form, or empty. */
  readonly problem: string;
  /** The login that was tried, or empty. */
  readonly login: string;
}

/**
 * Fills the placeholders `{{name}}`, and leaves out what is between `<!--first-->` and `<!--/first-->` on the second
 * device, and the other way round.
 */
export function frontPage(template: string, place: Place, attempt: Attempt): string {
  const { service, alias, device, secret, session } = place;
  const foreign = device === 'first' ? 'second' : 'first';
  const values: Readonly<Record<string, string>> = {
    service,
    alias,
    device,
    other: otherDevice(place),
    visitor: session?.login ?? '',
    means: secret ? `a browser and a ${secret}` : 'a browser',
    choice: choiceOf(secret),
    proof: secret ? ` and your ${secret}` : '',
    ...attempt,
  };
  return template
    .replace(new RegExp(`<!--${foreign}-->[^]*?<!--/${foreign}-->`, 'g'), '')
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => escape(values[name] ?? ''));
}

/** What a person chooses when a browser is set up. */
function choiceOf(secret: Secret): string {
  if (!secret) return '';
  const form = secret === 'PIN' ? 'six digits or more' : 'eight characters or more';
  return ` The first time you choose a ${secret} of ${form} that only you know.`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
