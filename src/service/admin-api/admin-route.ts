/**
 * What all routes of the administrator's door have in common.
 * @module
 */
import * as v from 'valibot';
import type { ServiceContext } from '../service-context.js';
import { matching, text } from '../fields.js';
import { toRoute, type Route, type RouteSource } from '../routes.js';

/** Who administers what. */
export interface Administrator {
  readonly context: ServiceContext;
  /** Who acts, in the audit trail. */
  readonly actor: string;
}

/** A route of administrators: behind the admin API and behind the command line. */
export type AdminRoute = Route<Administrator>;

/** Makes a route of the administrator's door. */
export function adminRoute<
  Path extends string,
  Query extends v.GenericSchema | undefined = undefined,
  Body extends v.GenericSchema | undefined = undefined,
  Answer extends v.GenericSchema | undefined = undefined,
>(source: RouteSource<Administrator, Path, Query, Body, Answer, undefined>): AdminRoute {
  return toRoute(source);
}

export const mac = matching(/^[A-Za-z0-9_-]{1,32}$/, '1 to 32 letters, digits, "_" or "-"');
export const alias = matching(/^[0-9a-f]{32}$/, '32 hexadecimal digits');
export const tid = matching(/^[A-Za-z0-9_-]{43}$/, 'the id of a token');

/** Longer than any login: the rules for logins decide. */
export const login = text(1024);

/** A query without parameters. */
export const noQuery = v.strictObject({});

/** Milliseconds since the epoch, in an answer. */
export const time = v.pipe(v.number(), v.integer(), v.minValue(0));
