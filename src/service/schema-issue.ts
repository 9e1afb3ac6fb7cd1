/**
 * Sentences for what does not fit a schema.
 * @module
 */
import * as v from 'valibot';

/**
 * Says which member is wrong and what it has to be, never its value, which may be a secret: valibot's own
 * messages quote it.
 *
 * @param nameOf how the reader knows a member.
 */
export function describeIssue(
  issue: v.BaseIssue<unknown>,
  nameOf: (path: string) => string = (path) => path,
): string {
  const path = (v.getDotPath(issue) ?? '').slice(0, 64);
  if (path === '') return 'The body has to be a JSON object.';
  const name = nameOf(path);
  if (issue.type === 'strict_object') {
    return issue.expected === 'never' ? `${name} is not known here.` : `${name} is missing.`;
  }
  return `${name} has to be ${issue.message}.`;
}
