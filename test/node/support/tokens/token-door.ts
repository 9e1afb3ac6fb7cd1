/**
 * The token API of one site, as a page of that site reaches it, with raw requests and replies.
 */
import assert from 'node:assert/strict';
import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { randomBytes, toBase64Url } from '../../../../src/crypto/bytes.js';
import { helloPath, readHello, type Hello } from '../../../../src/protocol/hello.js';

/** A reply. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Address of a site's token API, with alias and origin. */
export interface Address {
  /** Where the service listens. */
  readonly at: string;
  readonly iss: string;
  readonly als: string;
  readonly origin: string;
}

/** Alterations of a request. */
export interface Sending {
  /** null: the header is left out. */
  readonly origin?: string | null;
  readonly contentType?: string;
  readonly method?: string;
  /** `X-Forwarded-For`: the sender's address, where the service believes it. */
  readonly address?: string;
}

/** The token API, as a page of a site reaches it. */
export class Door implements Address {
  readonly at: string;
  readonly iss: string;
  readonly als: string;
  readonly origin: string;

  constructor({ at, iss, als, origin }: Address) {
    this.at = at;
    this.iss = iss;
    this.als = als;
    this.origin = origin;
  }

  /** The same service for another alias or page, or under another name. */
  as(other: Partial<Address>): Door {
    return new Door({ at: this.at, iss: this.iss, als: this.als, origin: this.origin, ...other });
  }

  /** Sends a body, as JSON unless it is text or bytes already. */
  async post(
    path: string,
    body: object | string,
    {
      origin = this.origin,
      contentType = 'text/plain;charset=UTF-8',
      method = 'POST',
      address,
    }: Sending = {},
  ): Promise<Reply> {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(this.at + path, {
      method,
      headers: {
        'content-type': contentType,
        ...(origin !== null && { origin }),
        ...(address !== undefined && { 'x-forwarded-for': address }),
      },
      body: isRaw ? (body as string) : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** Asks for the hello, verifies it by a key of its own list, and reads it. */
  async hello(): Promise<Hello & { readonly svc: unknown; readonly versions: unknown }> {
    const cn = toBase64Url(randomBytes(16));
    const reply = await this.post(helloPath, { v: [1], als: this.als, lib: 'raw', cn });
    assert.equal(reply.status, 200, reply.text);
    const claims = await this.verified(reply.text, 'btt-hello');
    const hello = readHello(claims, '$');
    assert.equal(hello.cn, cn);
    return { ...hello, svc: claims['svc'], versions: claims['versions'] };
  }

  async challenge(): Promise<string> {
    return (await this.hello()).chal;
  }

  /** Verifies a compact JWS by the published key that it names, and returns its claims. */
  async verified(compact: string, typ: string): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.at}/.well-known/jwks.json`);
    const { keys } = (await response.json()) as { keys: JWK[] };
    const { kid } = decodeProtectedHeader(compact);
    const jwk = keys.find((key) => key.kid === kid);
    assert.ok(jwk, 'the signing key is published');
    const { payload, protectedHeader } = await compactVerify(
      compact,
      await importJWK(jwk, 'ES256'),
      { algorithms: ['ES256'] },
    );
    assert.deepEqual(protectedHeader, { alg: 'ES256', typ, kid });
    return JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
  }
}

/** Checks that a reply is a problem document with this status and code, and without a statement. */
export function assertRefused({ status, headers, text }: Reply, expected: string): void {
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/, text);
  const problem = JSON.parse(text) as { status: number; code: string; stmt?: string };
  assert.equal(`${status} ${problem.code}`, expected);
  assert.equal(problem.status, status);
  assert.equal(problem.stmt, undefined);
}

/** A door that is reached from one address. */
export class DoorFrom extends Door {
  readonly address: string;

  constructor(door: Door, address: string) {
    super(door);
    this.address = address;
  }

  override post(path: string, body: object | string, sending: Sending = {}): Promise<Reply> {
    return super.post(path, body, { address: this.address, ...sending });
  }
}
