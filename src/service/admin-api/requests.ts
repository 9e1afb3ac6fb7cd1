/**
 * What the administration may ask for, as schemas. Messages complete the sentence "<member> has to be …".
 * @module
 */
import * as v from 'valibot';
import { scopes } from '../domain/tenants/api-keys.js';
import { codeKinds, codeLife } from '../domain/codes/issued-code.js';
import { placePattern } from '../domain/list-page.js';
import { settingRanges } from '../domain/tenants/services.js';

const text = (max: number) => {
  const message = `text of 1 to ${max} characters`;
  return v.pipe(v.string(message), v.minLength(1, message), v.maxLength(max, message));
};
const integer = (min: number, max: number) => {
  const message = `a whole number from ${min} to ${max}`;
  return v.pipe(
    v.number(message),
    v.safeInteger(message),
    v.minValue(min, message),
    v.maxValue(max, message),
  );
};
const matching = (pattern: RegExp, message: string) =>
  v.pipe(v.string(message), v.regex(pattern, message));
const oneOf = <const T extends readonly string[]>(...values: T) =>
  v.picklist(values, `one of ${values.join(', ')}`);
const flag = v.boolean('true or false');

const mac = matching(/^[A-Za-z0-9_-]{1,32}$/, '1 to 32 letters, digits, "_" or "-"');
const alias = matching(/^[0-9a-f]{32}$/, '32 hexadecimal digits');
const tid = matching(/^[A-Za-z0-9_-]{43}$/, 'the id of a token');
/** Longer than any login, which is judged by its own rules. */
const login = text(1024);

const settings = {
  name: v.optional(text(128)),
  pin: v.optional(oneOf('none', 'pin', 'password')),
  pinMin: v.optional(integer(...settingRanges.pinMin)),
  pinMax: v.optional(integer(...settingRanges.pinMax)),
  pinTries: v.optional(integer(...settingRanges.pinTries)),
  pinTotalLimit: v.optional(integer(...settingRanges.pinTotalLimit)),
  iterations: v.optional(integer(...settingRanges.iterations)),
  bio: v.optional(oneOf('off', 'allowed', 'forced')),
  seal: v.optional(flag),
  push: v.optional(flag),
  pushOpen: v.optional(flag),
  pushPerAddress: v.optional(integer(...settingRanges.pushPerAddress)),
  maxTools: v.optional(integer(...settingRanges.maxTools)),
  otpDigits: v.optional(integer(...settingRanges.otpDigits)),
  otpLife: v.optional(integer(...settingRanges.otpLife)),
  idleDays: v.optional(integer(...settingRanges.idleDays)),
};

export const newService = v.strictObject({ mac: v.optional(mac), ...settings });

export const serviceChange = v.strictObject({
  status: v.optional(oneOf('open', 'closed')),
  ...settings,
});

const originsMessage = 'a list of 1 to 32 origins';

const audience = matching(/^\S{1,512}$/, 'text of 1 to 512 characters without spaces');
const audiencesMessage = 'a list of 1 to 32 audiences';
/** RFC 6749 section 3.3. */
const scope = matching(/^[!#-[\]-~]{1,128}$/, 'a scope of 1 to 128 visible ASCII characters');
const siteScopesMessage = 'a list of at most 32 scopes';

const origins = v.pipe(
  v.array(text(512), originsMessage),
  v.minLength(1, originsMessage),
  v.maxLength(32, originsMessage),
);

const siteSettings = {
  name: v.optional(text(128)),
  iframe: v.optional(flag),
  hostPin: v.optional(flag),
  audiences: v.optional(
    v.pipe(
      v.array(audience, audiencesMessage),
      v.minLength(1, audiencesMessage),
      v.maxLength(32, audiencesMessage),
    ),
  ),
  scopes: v.optional(v.pipe(v.array(scope, siteScopesMessage), v.maxLength(32, siteScopesMessage))),
};

export const newSite = v.strictObject({
  service: mac,
  origins,
  dropIn: v.optional(flag),
  ...siteSettings,
});

export const siteChange = v.strictObject({ origins: v.optional(origins), ...siteSettings });

export const newUser = v.strictObject({ service: mac, login });

export const newCode = v.strictObject({
  service: mac,
  login,
  kind: oneOf(...codeKinds),
  tid: v.optional(tid),
  definePin: v.optional(flag),
  life: v.optional(integer(codeLife.min, codeLife.max)),
});

const scopesMessage = `a list of ${scopes.join(', ')}`;

export const newKey = v.strictObject({
  service: mac,
  name: v.optional(text(128)),
  scopes: v.pipe(
    v.array(v.picklist(scopes, `one of ${scopes.join(', ')}`), scopesMessage),
    v.minLength(1, scopesMessage),
  ),
  aliases: v.optional(
    v.pipe(v.array(alias, 'a list of aliases'), v.minLength(1, 'a list of aliases')),
  ),
});

export const noQuery = v.strictObject({});

export const ofOptionalService = v.strictObject({ service: v.optional(mac) });

export const ofService = v.strictObject({ service: mac });

const number = (min: number, max: number) =>
  v.pipe(
    v.string(`a whole number from ${min} to ${max}`),
    v.regex(/^\d{1,15}$/, `a whole number from ${min} to ${max}`),
    v.transform(Number),
    integer(min, max),
  );

const limit = v.optional(number(1, 1000), '100');

export const partOfServiceOrLogin = v.strictObject({
  service: mac,
  login: v.optional(login),
  after: v.optional(matching(placePattern, 'the "after" of an earlier answer')),
  limit,
});

export const auditQuery = v.strictObject({
  actor: v.optional(text(128)),
  kind: v.optional(text(64)),
  subject: v.optional(text(128)),
  since: v.optional(number(0, Number.MAX_SAFE_INTEGER)),
  until: v.optional(number(0, Number.MAX_SAFE_INTEGER)),
  after: v.optional(number(0, Number.MAX_SAFE_INTEGER)),
  before: v.optional(number(0, Number.MAX_SAFE_INTEGER)),
  limit,
});

/** What an earlier check of the audit trail has said, by which a later one is held to it. */
export const auditHead = v.strictObject({
  seq: v.optional(integer(1, Number.MAX_SAFE_INTEGER)),
  hash: v.optional(matching(/^[\w-]{43}$/, 'a hash of 43 characters')),
});
