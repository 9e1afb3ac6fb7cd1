/**
 * The tables, as the queries see them. Times are milliseconds since the epoch, flags 0 or 1, bytes base64url.
 * @module
 */
import type { Generated } from 'kysely';
import type { serviceSettings } from '../../settings/service-settings.js';
import type { SettingColumns } from '../../settings/setting-table.js';
import type { siteSettings } from '../../settings/site-settings.js';
import type { EventTable } from './event-table.js';
import type {
  AuditHeadTable,
  ClockMarkTable,
  KeyBindingTable,
  WriteProbeTable,
} from './mark-tables.js';
import type { OtpRefusalTable, OtpTable } from './otp-tables.js';
import type { EnrolmentTable, SealTable, SealUseTable } from './seal-tables.js';

/** Every table by name. */
export interface Database {
  service: ServiceTable;
  site: SiteTable;
  app_user: UserTable;
  token: TokenTable;
  op_log: OperationLogTable;
  code: CodeTable;
  otp: OtpTable;
  api_key: ApiKeyTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
  access_token: AccessTokenTable;
  enrolment: EnrolmentTable;
  seal: SealTable;
  seal_use: SealUseTable;
  otp_refusal: OtpRefusalTable;
  push: PushTable;
  event: EventTable;
  clock_mark: ClockMarkTable;
  wrong_pin: WrongPinTable;
  key_binding: KeyBindingTable;
  write_probe: WriteProbeTable;
}

/** A tenant of the deployment and its settings. */
export interface ServiceTable extends SettingColumns<typeof serviceSettings> {
  /** macId. */
  mac: string;
  created: number;
}

/** An alias: a page registered with a service, and its settings. */
export interface SiteTable extends SettingColumns<typeof siteSettings> {
  als: string;
  mac: string;
  created: number;
}

/** A person of a service. */
export interface UserTable {
  uid: string;
  mac: string;
  login: string;
  /** The login as it is compared. */
  login_norm: string;
  status: 'active' | 'disabled';
  blocked_at: number | null;
  /** Verifier of the PIN, null while none is defined. */
  pin_v: string | null;
  /** Salt of the verifier, fresh at every change. */
  vsalt: string | null;
  /** Salt of the stretching in the browser, constant for the user's life. */
  usalt: string;
  /** PBKDF2 iterations of the PIN. */
  iterations: number;
  /** Version of the pepper in `pin_v`. */
  pepper_v: number;
  /** Wrong PINs in a row, in all browsers together. */
  pin_fails: number;
  /** Wrong PINs over time: each right PIN takes one off, a new PIN all. */
  pin_total: number;
  /** All wrong PINs there have ever been; numbers the rows of `wrong_pin`. */
  wrong_pins: number;
  created: number;
  /** Time until which requests for approval are not shown to the user's tokens. */
  push_muted_until: number | null;
}

/** An enrolled browser, or one that is being enrolled. */
export interface TokenTable {
  tid: string;
  uid: string;
  mac: string;
  als: string;
  name: string;
  platform: string;
  /** Public static key: JSON of the JWK. */
  pub: string;
  /** LOCKED means locked by its user; locking after idle days is computed when the row is read. */
  status: 'PROVISIONAL' | 'ACTIVE' | 'BLOCKED' | 'LOCKED' | 'DESYNC' | 'REVOKED' | 'REPLACED';
  n: number;
  /** Dynamic key, encrypted under the key-encryption key. */
  k_sealed: string;
  kek_v: number;
  /** SHA-256 of the activation's HPKE `enc`. */
  enc_h: string;
  /** Code that a provisional token holds; null in all others. */
  code_id: string | null;
  /** End of a provisional token. */
  expires: number | null;
  bio_v: string | null;
  bio_vsalt: string | null;
  /** Salt of the BioKey's stretching in the browser. */
  bio_salt: string;
  bio_pepper_v: number;
  bio_fails: number;
  bio_off: number;
  /** Whether the token has ever had a BioKey; if so, registering another one needs a factor. */
  bio_had: number;
  /** Wrong PINs in a row in this browser. */
  pin_fails: number;
  /** Whether wrong PINs blocked it, not an administrator. */
  blocked_by_pins: number;
  /** `wrong_pins` of the user at the last right PIN in this browser: later ones have not been told here. */
  wrong_pins_told: number;
  last_used: number;
  created: number;
  /** When it got one of the statuses that are never left: DESYNC, REVOKED or REPLACED. */
  ended_at: number | null;
}

/** One of the latest wrong PINs of a user. */
export interface WrongPinTable {
  uid: string;
  /** Its number among all wrong PINs of the user. */
  seq: number;
  /** Token in whose browser it was entered; it may have ended since. */
  tid: string;
  at: number;
}

/** What became of an operation id. Entries of the current position decide about repeated and late messages. */
export interface OperationLogTable {
  tid: string;
  rid: string;
  n: number;
  ch: string;
  outcome: 'applied' | 'abandoned';
  op: string;
  /** JSON: `{ok, err?, left?, fx?}`, kept as long as the entry. */
  result: string;
  /** The encrypted answer; erased after ten minutes and at the next step. */
  response: string | null;
  at: number;
  /** Time at which the token moved on from this entry's position. */
  superseded_at: number | null;
}

/** A code that a person types. */
export interface CodeTable {
  id: string;
  mac: string;
  uid: string;
  /** Token that the code is for; null: the user. */
  tid: string | null;
  kind: 'activation' | 'restore' | 'unlock_user' | 'unlock_token' | 'reset';
  /** Keyed hash, for the lookup, and version of the code key. */
  h: string;
  code_key_v: number;
  /** Whether a new PIN is defined even if one exists. */
  define_pin: number;
  created: number;
  expires: number;
  used_at: number | null;
  voided_at: number | null;
  tries: number;
  /** How many activations have begun with it. */
  begun: number;
}

/** A relying party's key. */
export interface ApiKeyTable {
  id: string;
  mac: string;
  name: string;
  /** SHA-256 of the key: it has 256 bits. */
  h: string;
  /** JSON array of scopes. */
  scopes: string;
  /** JSON array of aliases; null: all of the service. */
  aliases: string | null;
  created: number;
  revoked_at: number | null;
}

/** What happened, append only. */
export interface AuditTable {
  seq: Generated<number>;
  at: number;
  actor: string;
  kind: string;
  subject: string;
  /** JSON object without secrets. */
  detail: string;
  /** Hash of the entry before; filled in later. */
  prev_hash: Generated<string | null>;
  /** Keyed hash of number and content; null in entries from before the service made them. */
  tag: Generated<string | null>;
}

/** An access token that has not expired, and the browser it came from, which it does not name itself. */
export interface AccessTokenTable {
  jti: string;
  tid: string;
  expires: number;
  /** SHA-256 of the claims as they were signed; null when the token is from before this column existed. */
  h: string | null;
}

/** A request for the approval of another browser. */
export interface PushTable {
  pid: string;
  mac: string;
  /** Keyed hash of service and login, by which limits are counted whether or not the login exists. */
  subject: string;
  /** Version of the code key in `subject` and in the number of the request. */
  code_key_v: number;
  /** User whose browsers may answer; null: nobody may, and the request expires. */
  uid: string | null;
  /** Site of the asking page; null when a relying party asks. */
  als: string | null;
  /** Token of the asking page, if it has one. It may not answer the request. */
  asker: string | null;
  /** SHA-256 of the secret with which the page collects the outcome; null when a relying party asks. */
  cc: string | null;
  /** API key of the relying party that asks. */
  party: string | null;
  /** Site, place and browser of the asking page, as they are shown. */
  site: string;
  place: string;
  browser: string;
  status: 'pending' | 'approved' | 'denied' | 'cancelled';
  /** Number of wrong numbers. */
  tries: number;
  created: number;
  expires: number;
  answered_at: number | null;
  /** Token that approved, and a JSON array: how the person authenticated (RFC 8176). */
  approver: string | null;
  amr: string | null;
  /** When the outcome was first collected. */
  collected_at: number | null;
  /** The OTP that was issued then, encrypted under the key-encryption key; erased when it expires. */
  otp_sealed: string | null;
  kek_v: number | null;
  otp_expires: number | null;
}
