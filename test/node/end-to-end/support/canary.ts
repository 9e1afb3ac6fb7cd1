/**
 * Secrets that must not leak, and a search for them.
 * @module
 */
import assert from 'node:assert/strict';

/** Where to look: texts by the name of the place. */
export type Places = Readonly<Record<string, string>>;

/** A set of secrets to search for. */
export class Canary {
  /** Names of secrets, by each of their spellings. */
  readonly #names = new Map<string, string>();

  /** @param secret text, or bytes such as a stretched PIN. Digits are found as a number of their own. */
  add(name: string, secret: string | Uint8Array): void {
    assert.ok(secret.length >= 6, `${name} is too short to be looked for`);
    for (const text of spellingsOf(secret)) this.#names.set(text, name);
  }

  /** Each place that has a secret, with the name of that secret, once. */
  find(places: Places): string[] {
    const found = Object.entries(places).flatMap(([place, text]) =>
      [...this.#names]
        .filter(([spelling]) => has(text, spelling))
        .map(([, name]) => `${place}: ${name}`),
    );
    return [...new Set(found)].sort();
  }
}

/** All spellings and encodings of a secret. */
function spellingsOf(secret: string | Uint8Array): Set<string> {
  if (typeof secret !== 'string') return new Set(encodingsOf(secret));
  const bare = secret.replace(/[-\s]/g, '');
  const half = bare.length / 2;
  const grouped = [
    bare.replace(/(.{4})(?=.)/g, '$1-'),
    `${bare.slice(0, half)} ${bare.slice(half)}`,
  ];
  const isCode = /^[\d A-Z-]+$/.test(secret);
  const forms = isCode ? [secret, bare, ...grouped] : [secret];
  return new Set(
    [...forms, ...forms.map((form) => form.toLowerCase())].flatMap((form) => [
      form,
      encodeURIComponent(form),
      ...encodingsOf(new TextEncoder().encode(form)),
    ]),
  );
}

/** Hexadecimal, and base64 at each of the three alignments in a longer text. */
function encodingsOf(bytes: Uint8Array): string[] {
  const aligned = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([new Uint8Array(shift), bytes]).toString('base64');
    const begin = Math.ceil((shift * 8) / 6);
    return text.slice(begin, Math.floor(((shift + bytes.length) * 8) / 6));
  });
  const hex = Buffer.from(bytes).toString('hex');
  const url = aligned.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [...aligned, ...url, hex, hex.toUpperCase()];
}

/** Six digits occur in many times and keys, so they have to stand alone. */
function has(text: string, spelling: string): boolean {
  if (!/^\d{6}$/.test(spelling)) return text.includes(spelling);
  return new RegExp(`(?<!\\w)${spelling}(?!\\w)`).test(text);
}
