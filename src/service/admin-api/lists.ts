/**
 * Long lists, which are read in parts.
 * @module
 */
import * as v from 'valibot';
import { placePattern } from '../domain/list-page.js';
import { integerText, matching } from '../fields.js';
import { login, mac } from './admin-route.js';

/** Maximum number of items in a part. */
export const limit = v.optional(integerText(1, 1000), '100');

/** Asks for a part of a list by time: of a service, or of one login of it. */
export const partOfServiceOrLogin = v.strictObject({
  service: mac,
  login: v.optional(login),
  after: v.optional(matching(placePattern, 'the "after" of an earlier answer')),
  limit,
});

/** What to add to the query for the next part of a list by time; left out after the last part. */
export const nextByTime = v.optional(v.strictObject({ after: v.string() }));

/** Ends the summary of a route that lists in parts. */
export const partsSentence =
  'Where there are more than `limit`, `next` has what to add to the query for the following ones.';
