import { expect, it } from 'vitest';
import { type Facts, Problem } from '../../../src/server/problem.ts';
import { writeCodedError } from '../../../src/service/apis/coded-errors.ts';

const write = writeCodedError({ unauthorized: 'Missing or invalid API key.' });

/** The error that a client reads. */
function errorOf(facts: Facts): unknown {
  return write(new Problem(facts), { requestId: 'req_1', operation: undefined }).body;
}

it.each([
  ['Content-Type', ['application/json'], 'The request body must be application/json.'],
  ['Content-Encoding', ['identity', 'gzip'], 'The Content-Encoding must be identity or gzip.'],
] as const)('says which header names something that is not taken: %s', (header, supported, message) => {
  const facts = { kind: 'unsupported_media_type', header, value: 'x', supported } as const;
  expect(errorOf(facts)).toMatchObject({ error: { code: 'unsupported_media_type', message } });
});

it('cuts what a client sent, but no character in two', () => {
  const pointer = `/aa${'😀'.repeat(400)}`;
  const violation = { in: 'body', keyword: 'type', expected: 'string', actual: 1, message: 'x' } as const;
  const error = errorOf({ kind: 'invalid_request', violations: [{ ...violation, pointer }] });
  expect(error).toMatchObject({ error: { details: [{ field: `aa${'😀'.repeat(248)}…` }] } });
});
