/**
 * Texts as data, and the sentences that elements make of them. A text is a string, in which `{name}` stands for a value,
 * or a string for each plural category of its language. The English texts say which texts there are and which values each
 * has; a translation may have any part of them.
 * @module
 */
import { foreign, isolated } from './isolation.js';

/** A text by the categories of `Intl.PluralRules`. The value `count` selects one; `other` is used for those left out. */
export type PluralText = { readonly other: string } & {
  readonly [Category in Exclude<Intl.LDMLPluralRule, 'other'>]?: string;
};

/** A translation of English texts. What it leaves out is said in English. */
export type Translated<E> = E extends string
  ? string
  : E extends { readonly other: string }
    ? PluralText
    : { readonly [Name in keyof E]?: Translated<E[Name]> };

/**
 * A value in a text, shown as the language of that text has it. Two numbers are a range. A date is shown with its time;
 * `seconds` is a period from now, such as “in 5 minutes”, or “5 minutes ago” when it is negative.
 */
export type Value =
  | string
  | number
  | readonly [number, number]
  | Date
  | { readonly seconds: number };

/** Names of the values in a text. */
type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

type Sentence<Name extends string> = [Name] extends [never]
  ? string
  : (values: Readonly<Record<Name, Value>>) => string;

/** What elements say: strings, and functions where a text has values. */
export type Sentences<E> = E extends string
  ? Sentence<Names<E>>
  : E extends { readonly other: infer Other extends string }
    ? Sentence<Names<Other> | 'count'>
    : { readonly [Name in keyof E]: Sentences<E[Name]> };

/** Texts of one language, in the order of preference. */
export interface Wording {
  /** Undefined, or of any other form, where the language does not have them. */
  readonly texts: unknown;
  /** BCP 47 tag for numbers, plurals and dates: that of the place, where the words are in its language. */
  readonly tag: string;
  /** Whether it is English in a place of another language. */
  readonly isForeign: boolean;
}

type Values = Readonly<Record<string, Value>>;

/**
 * Makes the sentences of these texts. Each text is taken from the first wording that has it.
 * @param english the texts in English, which are used last.
 * @param last how the English ones are used.
 */
export function sentencesOf<E extends object>(
  english: E,
  wordings: readonly Wording[],
  last: Omit<Wording, 'texts'>,
): Sentences<E> {
  // The type is computed from the texts as the object is.
  return sentencesAt(english, [...wordings, { ...last, texts: english }]) as Sentences<E>;
}

function sentencesAt(english: unknown, wordings: readonly Wording[]): unknown {
  if (isText(english)) return sentenceAt(english, wordings);
  const members = Object.entries(english as object).map(([name, text]) => {
    const inside = wordings.map((wording) => ({ ...wording, texts: memberOf(wording, name) }));
    return [name, sentencesAt(text, inside)] as const;
  });
  return Object.fromEntries(members);
}

function sentenceAt(english: string | PluralText, wordings: readonly Wording[]): unknown {
  const { texts, tag, isForeign } = wordings.find(({ texts }) => isText(texts))!;
  const text = texts as string | PluralText;
  const say = (values: Values) => {
    const said = filled(text, tag, values);
    return isForeign && said ? foreign(said) : said;
  };
  const hasValues = typeof english !== 'string' || english.includes('{');
  return hasValues ? say : say({});
}

function isText(texts: unknown): texts is string | PluralText {
  return typeof texts === 'string' || typeof memberOf({ texts }, 'other') === 'string';
}

function memberOf({ texts }: Pick<Wording, 'texts'>, name: string): unknown {
  return typeof texts === 'object' && texts ? Reflect.get(texts, name) : undefined;
}

/** The text with its values; in a browser whose `Intl` fails, with values as they are. */
function filled(text: string | PluralText, tag: string, values: Values): string {
  const chosen = typeof text === 'string' ? text : chosenForm(text, tag, Number(values['count']));
  return chosen.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return orElse(
      () => shown(value, tag),
      () => bare(value),
    );
  });
}

function chosenForm(text: PluralText, tag: string, count: number): string {
  const category = orElse(
    () => new Intl.PluralRules(localesOf(tag)).select(count),
    () => 'other' as const,
  );
  return text[category] ?? text.other;
}

/** English follows: for a language that `Intl` does not know, it would take that of the browser. */
function localesOf(tag: string): readonly string[] {
  return [tag, 'en'];
}

function orElse<T>(first: () => T, second: () => T): T {
  try {
    return first();
  } catch {
    return second();
  }
}

/** A value without `Intl`. */
function bare(value: Value): string {
  if (value instanceof Date) return value.toString();
  return typeof value === 'object' && 'seconds' in value ? `${value.seconds} s` : String(value);
}

function shown(value: Value, tag: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return new Intl.NumberFormat(localesOf(tag)).format(value);
  if (isRange(value)) return [...new Set(value)].map((one) => shown(one, tag)).join('–');
  if ('seconds' in value) return period(value.seconds, tag);
  const format = new Intl.DateTimeFormat(localesOf(tag), {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return isolated(format.format(value));
}

function isRange(value: Value): value is readonly [number, number] {
  return Array.isArray(value);
}

/** Units from which a period is told in them, longest first, with their seconds. */
const units = [
  ['day', 86_400, 2 * 86_400],
  ['hour', 3_600, 2 * 3_600],
  ['minute', 60, 90],
  ['second', 1, 0],
] as const;

/** A period from now. Time that is left is rounded up, so that nobody comes too early. */
function period(seconds: number, tag: string): string {
  const [unit, length] = units.find(([, , least]) => Math.abs(seconds) >= least)!;
  const count = seconds < 0 ? Math.trunc(seconds / length) : Math.ceil(seconds / length);
  // Zero of the past is “0 seconds ago”, for which the sign is needed.
  return new Intl.RelativeTimeFormat(localesOf(tag)).format(
    seconds < 0 && !count ? -0 : count,
    unit,
  );
}
