/**
 * The settings of a site, each described once: the types of columns, schemas, flags of the command line and the
 * table in docs/operate.md are made from here. The columns themselves are not: each needs a migration, written by hand.
 * @module
 */
import * as fields from '../fields.js';
import { flag, list, text } from './setting-kinds.js';
import type { GivenSettings, SettingTable } from './setting-table.js';

const audience = fields.matching(/^\S{1,512}$/, 'text of 1 to 512 characters without spaces');

/** RFC 6749 section 3.3. */
const scope = fields.matching(
  /^[!#-[\]-~]{1,128}$/,
  'a scope of 1 to 128 visible ASCII characters',
);

export const siteSettings = {
  origins: {
    column: 'origins',
    kind: list(fields.text(512), { noun: 'origins', max: 32 }),
    sentence: 'origins of its pages, such as `https://www.shop.example`; `http:` only on localhost',
  },
  name: {
    column: 'name',
    kind: text(128),
    otherwise: 'host of the first origin',
    sentence: 'shown to whoever approves a request of the site',
  },
  iframe: {
    column: 'iframe',
    kind: flag,
    default: false,
    sentence: "whether pages may keep the keys in a frame of the service's origin",
  },
  hostPin: {
    column: 'host_pin',
    kind: flag,
    default: false,
    sentence:
      'whether that frame takes PINs and BioKeys from the page. For elements leave it off: the PIN is then typed into the frame, where the page cannot read it. Biometrics need it',
  },
  audiences: {
    column: 'audiences',
    kind: list(audience, { noun: 'audiences', max: 32 }),
    default: null,
    otherwise: 'the first origin',
    sentence: 'whom access tokens may be for',
  },
  scopes: {
    column: 'scopes',
    kind: list(scope, { noun: 'scopes', max: 32, mayBeEmpty: true }),
    default: [],
    sentence: 'what access tokens may be for',
  },
} as const satisfies SettingTable;

/** Settings of a site that an administrator gives. */
export type SiteSettings = GivenSettings<typeof siteSettings>;
