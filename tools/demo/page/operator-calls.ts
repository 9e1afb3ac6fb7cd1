/**
 * Calls of the staff panel to the bank's own server.
 * @module
 */
import type { PinMode } from './secret.js';

/** What a code is for. */
export type CodeKind = 'activation' | 'restore' | 'unlock' | 'reset';

/** A freshly issued code. */
export interface IssuedCode {
  readonly code: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly kind: CodeKind;
}

/** An order for a code. */
export interface CodeOrder {
  readonly login: string;
  readonly kind: CodeKind;
  /** The browser that an unlock code is for; the customer when left out. */
  readonly tid?: string | undefined;
  /** Whether the customer may choose a new PIN with it. */
  readonly definePin?: boolean;
}

/** One enrolled browser of a customer. */
export interface Browser {
  readonly tid: string;
  readonly name: string;
  readonly status: string;
  /** Milliseconds since the epoch. */
  readonly lastUsedAt: number;
}

/** What the bank knows about a customer. */
export interface Customer {
  readonly uid: string;
  readonly login: string;
  readonly status: string;
  /** After too many wrong PINs. */
  readonly blocked: boolean;
  /** Kind of secret of the bank's customers. */
  readonly pin: PinMode;
  readonly pinDefined: boolean;
  readonly tokens: readonly Browser[];
}

/** Settings of the service for the bank's customers. */
export interface ServiceSettings {
  readonly pin: PinMode;
  readonly bio: 'off' | 'allowed' | 'forced';
  readonly seal: boolean;
  readonly push: boolean;
  readonly pushOpen: boolean;
}

/** The server refused a call; `message` is a sentence for people. */
export class OperatorRefusal extends Error {
  override readonly name = 'OperatorRefusal';
}

export function issueCode(order: CodeOrder): Promise<IssuedCode> {
  return call('/operator/codes', order) as Promise<IssuedCode>;
}

/** Resolves with undefined when there is no such customer. */
export async function findCustomer(login: string): Promise<Customer | undefined> {
  const answer = await call(`/operator/customers?login=${encodeURIComponent(login)}`);
  return (answer as { customer: Customer | null }).customer ?? undefined;
}

export async function changeCustomer(
  uid: string,
  action: 'unblock' | 'disable' | 'enable',
): Promise<void> {
  await call(`/operator/customers/${uid}/${action}`, {});
}

export async function changeBrowser(tid: string, action: 'block' | 'unblock'): Promise<void> {
  await call(`/operator/browsers/${tid}/${action}`, {});
}

export async function readSettings(): Promise<{
  readonly settings: ServiceSettings;
  /** Number of customers. */
  readonly customers: number;
}> {
  return (await call('/operator/settings')) as Awaited<ReturnType<typeof readSettings>>;
}

export async function saveSettings(settings: ServiceSettings): Promise<void> {
  await call('/operator/settings', settings);
}

export async function removeCustomers(): Promise<void> {
  await call('/operator/settings/remove-customers', {});
}

async function call(path: string, body?: object): Promise<unknown> {
  const response = await fetch(
    path,
    body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
  ).catch(() => {
    throw new OperatorRefusal('The bank’s server does not answer. Try again in a moment.');
  });
  const answer = (await response.json().catch(() => ({}))) as { error?: string };
  if (response.ok) return answer;
  throw new OperatorRefusal(answer.error ?? 'The bank’s server could not do this.');
}
