/**
 * Routes that verify what browsers have made: one-time passwords, seals and access tokens.
 * @module
 */
import * as v from 'valibot';
import { whole, flag, integer, list, matching } from '../fields.js';
import { verifyOtp } from '../domain/otp/otp-verification.js';
import { verifySeal, type SealedData } from '../domain/seals/seal-verification.js';
import { introspect } from '../domain/tokens/access-token-introspection.js';
import { normaliseDigits } from '../../protocol/typed-values.js';
import { malformed, ProblemError } from '../problem-document.js';
import type { DescribedRefusal } from '../refusals.js';
import { amr, approval, compact, rpRoute, typedText } from './rp-route.js';

const sealNotValid: DescribedRefusal = { status: 422, code: 'SEALDATA_IS_NOT_VALID' };

const digest = matching(/^[\w-]{42}[AEIMQUYcgkosw048]$/, 'SHA-256 in base64url');

const thumbprintsMessage = 'a thumbprint of 43 characters, or a list of 1 to 256 of them';

const thumbprint = matching(/^[\w-]{43}$/, thumbprintsMessage);

export const verificationRoutes = {
  otp: rpRoute('otp.verify', {
    method: 'post',
    path: '/rp/v1/otp/verify',
    summary: 'Verifies a one-time password and uses it up.',
    body: v.strictObject({ service: typedText, login: typedText, otp: typedText }),
    example: { service: 'shop', login: 'ada', otp: '48151623' },
    isRepeatable: true,
    status: 200,
    answer: v.variant('ok', [v.strictObject({ ok: v.literal(false) }), approval]),
    handle: ({ context, party }, { body: { login, otp }, idempotencyKey }) =>
      verifyOtp(context, party, { login, otp: normaliseDigits(otp), idempotencyKey }),
  }),

  seal: rpRoute('seal.verify', {
    method: 'post',
    path: '/rp/v1/seal/verify',
    summary:
      'Verifies a seal over data, or over bytes given by dig and their number len; with once, a single time.',
    body: v.strictObject({
      service: typedText,
      seal: compact,
      data: v.optional(v.string('text')),
      dig: v.optional(digest),
      len: v.optional(integer(0, Number.MAX_SAFE_INTEGER)),
      login: v.optional(typedText),
      jkt: v.optional(
        v.union([thumbprint, list(thumbprint, 256, thumbprintsMessage)], thumbprintsMessage),
      ),
      once: v.optional(flag),
    }),
    example: { service: 'shop', seal: 'eyJhbGciOi…', data: 'Pay 5 € to Bea', once: true },
    isRepeatable: true,
    status: 200,
    answer: v.strictObject({
      ok: v.literal(true),
      login: v.string(),
      uid: v.string(),
      iat: whole,
      amr,
      tid: v.string(),
      jkt: v.string(),
    }),
    refusals: [sealNotValid],
    handle: async ({ context, party }, { body, idempotencyKey }) => {
      const { seal, login, jkt, once } = body;
      const claim = { seal, login, jkt, once, data: sealedData(body), idempotencyKey };
      const verdict = await verifySeal(context, party, claim);
      if (verdict) return verdict;
      throw new ProblemError(sealNotValid.status, sealNotValid.code, {
        detail:
          'The seal is none of this service, or is not over these data by this person and browser.',
      });
    },
  }),

  accessToken: rpRoute('jwt.introspect', {
    method: 'post',
    path: '/rp/v1/jwt/introspect',
    summary: 'Says whether an access token is good now (RFC 7662).',
    // RFC 7662 section 2.1.
    body: v.strictObject({ token: compact, token_type_hint: v.optional(typedText) }),
    example: { token: 'eyJhbGciOi…', token_type_hint: 'access_token' },
    takesForm: true,
    status: 200,
    answer: v.variant('active', [
      v.strictObject({ active: v.literal(false) }),
      v.strictObject({
        active: v.literal(true),
        token_type: v.literal('Bearer'),
        iss: v.string(),
        sub: v.string(),
        username: v.string(),
        aud: v.string(),
        client_id: v.string(),
        iat: whole,
        exp: whole,
        jti: v.string(),
        auth_time: whole,
        acr: v.string(),
        amr,
        scope: v.optional(v.string()),
      }),
    ]),
    handle: ({ context, party }, { body: { token } }) => introspect(context, party, token),
  }),
};

interface DataMembers {
  readonly data?: string | undefined;
  readonly dig?: string | undefined;
  readonly len?: number | undefined;
}

/**
 * Verifiers of the first release send a digest without a length.
 * @throws {ProblemError} 400 unless there is exactly one of a text and a digest, or with a length beside a text.
 */
function sealedData({ data, dig, len }: DataMembers): SealedData {
  if (data !== undefined && dig === undefined && len === undefined) return data;
  if (data === undefined && dig !== undefined) return { dig, len };
  throw malformed('Either data, or dig with or without len, has to be given.');
}
