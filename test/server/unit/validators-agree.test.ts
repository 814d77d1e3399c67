import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schemaChecker } from '../../../src/contract/checker.ts';
import { crossFieldKeywords } from '../../../src/contract/keywords.ts';
import { plainValidator } from '../../../src/server/cross-check/express-openapi-validator.ts';
import { contract } from './library.ts';

const NOW = new Date('2026-01-01T00:00:00Z');
const CROSS_FIELD: ReadonlySet<string> = new Set(crossFieldKeywords.map(({ name }) => name));

/** Values on both sides of each clause of `NewBook`, and what other validators of 3.1 have stumbled over. */
const members = {
  title: fc.constantFrom('', 'a', 'a'.repeat(20), 'a'.repeat(21), '𝒳'.repeat(20), null, 5),
  subtitle: fc.constantFrom('', null, 'a'.repeat(21), 0),
  isbn: fc.constantFrom('9780000000001', '978', null),
  copies: fc.constantFrom(0, 1, 99, 100, 1.5, '5', null),
  size: fc.constantFrom([1, 2], [1], [1, 'x'], [1, 2, 3], {}),
  labels: fc.constantFrom({}, { 'x-a': 'red' }, { 'x-a': 'purple' }, { a: 'red' }, null),
  lentAt: fc.constantFrom('2026-02-28T12:00:00Z', '2026-02-30T12:00:00Z', '2026-19-39T12:00:00Z', 'now', ''),
  chapters: fc.constantFrom(
    [],
    [{ number: 1 }],
    [{}],
    [{ number: 1.5 }],
    [1, 2, 3, 4, 5, 6].map((number) => ({ number })),
  ),
  binding: fc.constantFrom('soft', 'hard', 'none', null),
  colour: fc.constantFrom('red', 1),
  unknown: fc.constant(true),
  ['__proto__']: fc.constant({}),
};

/** A valid book with up to three members replaced: with more, hardly any body would be valid. */
const newBook = fc
  .subarray(Object.entries(members), { maxLength: 3 })
  .chain((some) => fc.record({ title: fc.constant('Emma'), ...Object.fromEntries(some) }));

const anyBody = fc.oneof({ weight: 9, arbitrary: newBook }, { weight: 1, arbitrary: fc.jsonValue() });

async function createBook() {
  const operation = contract.operations.find(({ id }) => id === 'createBook');
  const media = operation?.body?.content[0];
  if (operation === undefined || media === undefined) throw new Error('createBook has a body');
  return { media, first: await plainValidator(contract, operation) };
}

describe('the two validators of a request', () => {
  it('accept and refuse the same bodies, cross-field clauses apart', async () => {
    const { media, first } = await createBook();
    const second = schemaChecker(contract, { now: () => NOW });
    await fc.assert(
      fc.asyncProperty(anyBody, async (value) => {
        const body = JSON.parse(JSON.stringify(value));
        const failures = second.check(media.schemaPointer, structuredClone(body));
        const refusals = await first({
          params: {},
          query: {},
          headers: {},
          cookies: {},
          body,
          isForm: false,
          media,
          search: '',
        });
        expect(refusals.length > 0, JSON.stringify({ body, refusals })).toBe(
          failures.some(({ keyword }) => !CROSS_FIELD.has(keyword)),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('hear of media types as the contract writes them: the first keeps something for each that it hears', async () => {
    const { media, first } = await createBook();
    const data = {
      params: {},
      query: {},
      headers: { 'content-type': 'application/json; boundary=x; v=1' },
      cookies: {},
      body: { title: 'Emma' },
      isForm: false,
      media,
      search: '',
    };
    expect(await first(data)).toEqual([]);
    expect(data.headers).toEqual({ 'content-type': 'application/json' });
  });
});
