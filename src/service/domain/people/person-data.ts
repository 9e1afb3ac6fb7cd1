/**
 * What the database knows of a person: which table has it, what an export calls it, and whether it goes when the person is
 * deleted. Every table of the schema stands here, so that none that is new can be forgotten.
 * @module
 */
import type { Database } from '../../store/schema/schema.js';

/** What a table has of people. */
interface PersonData {
  /** Member of the export. */
  readonly member: string;
  /** Whether it is removed with the person. What stays names them by opaque ids only. */
  readonly isRemoved: boolean;
}

/** By table; null where no row can be led to a person. */
export const personData = {
  app_user: { member: 'user', isRemoved: true },
  token: { member: 'browsers', isRemoved: true },
  op_log: { member: 'operations', isRemoved: true },
  code: { member: 'codes', isRemoved: true },
  otp: { member: 'oneTimePasswords', isRemoved: true },
  access_token: { member: 'accessTokens', isRemoved: true },
  push: { member: 'requestsForApproval', isRemoved: true },
  wrong_pin: { member: 'wrongPins', isRemoved: true },
  event: { member: 'events', isRemoved: true },
  enrolment: { member: 'enrolments', isRemoved: false },
  seal: { member: 'seals', isRemoved: false },
  seal_use: { member: 'sealUses', isRemoved: false },
  audit: { member: 'auditTrail', isRemoved: false },
  service: null,
  site: null,
  api_key: null,
  // Hashes of what was refused, for 30 seconds: they name nobody.
  otp_refusal: null,
  audit_head: null,
  clock_mark: null,
  key_binding: null,
  write_probe: null,
} as const satisfies Readonly<Record<keyof Database, PersonData | null>>;

type Data = typeof personData;

/** A table that knows people. */
export type PersonTable = {
  [Table in keyof Data]: Data[Table] extends null ? never : Table;
}[keyof Data];

/** A member of an export. */
export type PersonMember = Data[PersonTable]['member'];

/** The tables that know people, with the member of the export that each fills. */
export const personTables = (Object.keys(personData) as (keyof Data)[]).flatMap((table) => {
  const data: PersonData | null = personData[table];
  return data ? [{ table: table as PersonTable, ...data }] : [];
}) as readonly { table: PersonTable; member: PersonMember; isRemoved: boolean }[];
