/**
 * The document of the relying parties' door.
 * @module
 */
import * as v from 'valibot';
import * as answers from '../admin-api/answers.js';
import { openApiDocument, type Route } from '../openapi.js';
import * as requests from './requests.js';

const notAllowed = { 403: ['KEY_NOT_ALLOWED'] } as const;
const whole = v.pipe(v.number(), v.integer());
const amr = v.array(v.string());

const approval = v.strictObject({
  ok: v.literal(true),
  uid: v.string(),
  login: v.string(),
  amr,
  authTime: whole,
});

const otpVerdict = v.variant('ok', [v.strictObject({ ok: v.literal(false) }), approval]);

const sealVerdict = v.strictObject({
  ok: v.literal(true),
  login: v.string(),
  uid: v.string(),
  iat: whole,
  amr,
});

const introspection = v.variant('active', [
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
]);

const pushTicket = v.strictObject({ pid: v.string(), number: v.string(), ttl: whole });

const routes: readonly Route[] = [
  {
    method: 'post',
    path: '/rp/v1/otp/verify',
    summary: 'Verifies a one-time password and uses it up. Scope otp.verify.',
    body: requests.otpRequest,
    example: { service: 'shop', login: 'ada', otp: '48151623' },
    isRepeatable: true,
    status: 200,
    answer: otpVerdict,
    refusals: notAllowed,
  },
  {
    method: 'post',
    path: '/rp/v1/seal/verify',
    summary:
      'Verifies a seal over data or their digest; with once, a single time. Scope seal.verify.',
    body: requests.sealRequest,
    example: { service: 'shop', seal: 'eyJhbGciOi…', data: 'Pay 5 € to Bea', once: true },
    isRepeatable: true,
    status: 200,
    answer: sealVerdict,
    refusals: { ...notAllowed, 422: ['SEALDATA_IS_NOT_VALID'] },
  },
  {
    method: 'post',
    path: '/rp/v1/jwt/introspect',
    summary: 'Says whether an access token is good now (RFC 7662). Scope jwt.introspect.',
    body: requests.introspectionRequest,
    example: { token: 'eyJhbGciOi…', token_type_hint: 'access_token' },
    takesForm: true,
    status: 200,
    answer: introspection,
    refusals: notAllowed,
  },
  {
    method: 'post',
    path: '/rp/v1/codes',
    summary: 'Issues a code to a user of the service. It is told only here. Scope codes.issue.',
    body: requests.codeRequest,
    example: { service: 'shop', login: 'ada', kind: 'unlock' },
    status: 201,
    answer: answers.code,
    refusals: {
      ...notAllowed,
      404: ['USER_ENTRY_DOES_NOT_EXIST', 'NO_DEVICE_FOUND'],
      409: ['NO_ACTIVE_SERVICE_FOR_USER', 'SERVICE_ACCOUNT_STATUS_DISABLED'],
      422: ['SETTING_REFUSED'],
    },
  },
  {
    method: 'post',
    path: '/rp/v1/push/request',
    summary: 'Asks the browsers of a user for an approval, by a number to be shown. Scope push.',
    body: requests.pushOrder,
    example: { service: 'shop', login: 'ada', place: 'Lisbon, Portugal' },
    status: 200,
    answer: pushTicket,
    refusals: { ...notAllowed, 404: ['NO_ACTIVE_SERVICE_FOR_USER'] },
  },
  {
    method: 'post',
    path: '/rp/v1/push/result',
    summary: 'Waits up to 25 seconds for the answer to a request of the same key. Scope push.',
    body: requests.pushQuestion,
    example: { service: 'shop', pid: '9PVd8vgWCLlA_Ub2Us-M0w', wait: 25 },
    status: 200,
    answer: approval,
    notYet: v.strictObject({ st: v.literal('pending') }),
    refusals: {
      ...notAllowed,
      404: ['NO_ACTIVE_SERVICE_FOR_USER', 'PUSH_ALIAS_ENTRY_DOES_NOT_EXIST'],
      410: ['PUSH_DENIED', 'PUSH_EXPIRED'],
    },
  },
  {
    method: 'post',
    path: '/rp/v1/push/cancel',
    summary: 'Gives a request of the same key up, so that nobody is asked any more. Scope push.',
    body: requests.pushName,
    example: { service: 'shop', pid: '9PVd8vgWCLlA_Ub2Us-M0w' },
    status: 204,
    refusals: { ...notAllowed, 404: ['PUSH_ALIAS_ENTRY_DOES_NOT_EXIST'] },
  },
];

/** Makes the document. @param url origin of the service. */
export function rpDocument(url: string): object {
  const description = 'What the back end of a site asks, with a key that has the scope for it.';
  return openApiDocument({ title: 'Neon service: relying parties', description, url }, routes);
}
