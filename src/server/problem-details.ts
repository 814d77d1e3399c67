/** Problems as RFC 9457 writes them, for a contract that has no error schema of its own. */
import { STATUS_CODES } from 'node:http';
import { findMediaType } from './media-type.ts';
import type { ProblemContext, WrittenProblem } from './options.ts';
import type { Problem } from './problem.ts';

const MEDIA_TYPE = 'application/problem+json';
const JSON_TYPE = 'application/json';

/** `{type, title, status, detail, instance, errors?}`; each error tells where it is, and what is wrong. */
export function problemDetails(
  { status, message, facts }: Problem,
  { requestId, operation }: ProblemContext,
): WrittenProblem {
  const body = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Problem',
    status,
    detail: message,
    instance: `urn:request:${requestId}`,
    ...(facts.kind === 'application' ? { code: facts.code, details: facts.details } : {}),
    ...(facts.kind === 'invalid_request'
      ? {
          errors: facts.violations.map(({ in: place, pointer, message: detail }) => ({
            in: place,
            pointer,
            detail,
          })),
        }
      : {}),
  };
  const documented = (operation?.responses ?? [])
    .filter(
      ({ status: own }) =>
        own === String(status) || own === `${Math.floor(status / 100)}XX` || own === 'default',
    )
    .flatMap(({ content }) => content);
  // It is JSON as well, and what is documented as neither it is all the same.
  const isPlain =
    findMediaType(documented, MEDIA_TYPE) === undefined && findMediaType(documented, JSON_TYPE) !== undefined;
  const headers =
    facts.kind === 'application' && facts.headers !== undefined ? { headers: facts.headers } : {};
  return { status, body, ...headers, mediaType: isPlain ? JSON_TYPE : MEDIA_TYPE };
}
