/**
 * JSON of requests. Refuses what two parsers could read differently.
 * @module
 */
import { fromBase64Url, fromUtf8 } from '../../../crypto/bytes.js';
import { maxRequestDepth, maxStringLength } from '../../../protocol/limits.js';
import { MalformedError } from '../../../protocol/readers.js';

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;
const integer = /^-?(?:0|[1-9]\d*)$/;
const literals: ReadonlySet<string> = new Set(['true', 'false', 'null']);

/**
 * Parses UTF-8 JSON.
 *
 * @throws {MalformedError} for anything that is not JSON, a byte order mark, a member that occurs twice,
 *   nesting deeper than 6, a string longer than 4096, or a number that is not a plain integer.
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  try {
    const text = fromUtf8(bytes);
    const value: unknown = JSON.parse(text);
    if (isStrict(text)) return value;
  } catch {
    // Falls through: not UTF-8, or not JSON.
  }
  throw new MalformedError('$');
}

/**
 * The same for JSON in base64url.
 * @throws {MalformedError} as {@link parseStrictJson}, and when it is not base64url.
 */
export function decodeStrictJson(encoded: string): unknown {
  let bytes: Uint8Array;
  try {
    bytes = fromBase64Url(encoded);
  } catch {
    throw new MalformedError('$');
  }
  return parseStrictJson(bytes);
}

/**
 * Tells whether an object has two members of the same name.
 * @param text valid JSON.
 */
export function repeatsMember(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  const tokens = text.match(token) ?? [];
  return tokens.some((symbol, index) => {
    if (symbol === '{' || symbol === '[') open.push(symbol === '{' ? new Set() : undefined);
    else if (symbol === '}' || symbol === ']') open.pop();
    else if (tokens[index + 1] === ':' && symbol.startsWith('"')) {
      return !isNew(open.at(-1)!, JSON.parse(symbol) as string);
    }
    return false;
  });
}

/** Checks the limits of {@link parseStrictJson} on text that is valid JSON. */
function isStrict(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  const tokens = text.match(token) ?? [];
  return tokens.every((symbol, index) => {
    if (symbol === '{' || symbol === '[') {
      return open.push(symbol === '{' ? new Set() : undefined) <= maxRequestDepth;
    }
    if (symbol === '}' || symbol === ']') open.pop();
    else if (symbol.startsWith('"')) {
      const value = JSON.parse(symbol) as string;
      const isName = tokens[index + 1] === ':';
      return value.length <= maxStringLength && (!isName || isNew(open.at(-1)!, value));
    } else if (symbol !== ',' && symbol !== ':' && !literals.has(symbol)) {
      return integer.test(symbol) && Number.isSafeInteger(Number(symbol));
    }
    return true;
  });
}

function isNew(names: Set<string>, name: string): boolean {
  const before = names.size;
  return names.add(name).size > before;
}
