/**
 * The front page: `index.html`, filled in.
 * @module
 */
import { otherDevice, type Place } from './place.js';

/** What came of an attempt to sign in. */
export interface Attempt {
  /** A sentence at the form, or nothing. */
  readonly problem: string;
  /** The login that was tried, or nothing. */
  readonly login: string;
}

/**
 * Fills the placeholders `{{name}}`, and leaves out what is between `<!--first-->` and `<!--/first-->` on the second
 * device, and the other way round.
 */
export function frontPage(template: string, place: Place, attempt: Attempt): string {
  const { service, alias, device, session } = place;
  const foreign = device === 'first' ? 'second' : 'first';
  const values: Readonly<Record<string, string>> = {
    service,
    alias,
    device,
    other: otherDevice(place),
    visitor: session?.login ?? '',
    ...attempt,
  };
  return template
    .replace(new RegExp(`<!--${foreign}-->[^]*?<!--/${foreign}-->`, 'g'), '')
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => escape(values[name] ?? ''));
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
