import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CSV_LIMITS } from '../../../src/service/csv/limits.ts';
import { readRows } from '../../../src/service/csv/read-rows.ts';

/** Short texts out of all that is special in CSV; a cell's own surrounding space is not kept, so there is none. */
const cell = fc
  .string({ unit: fc.constantFrom('a', 'é', '🙂', '"', ',', ';', ' ', '\n', '\r\n', '\r'), maxLength: 8 })
  .map((text) => text.trim());

const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 });

const written = (cells: readonly string[], quoteAll: boolean): string =>
  cells
    .map((text) => (quoteAll || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
    .join(',');

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let start = 0;
  for (const size of sizes) {
    yield bytes.subarray(start, start + size);
    start += size;
  }
  yield bytes.subarray(start);
}

test('what a CSV writer writes is read back, line for line, however it is cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.boolean(),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.array(fc.integer({ min: 0, max: 20 })),
      async (table, quoteAll, lineEnd, mark, sizes) => {
        const texts = table.map((cells) => written(cells, quoteAll) + lineEnd);
        const file = (mark ? '\uFEFF' : '') + texts.join('');
        const expected = table
          .map((cells, index) => ({ line: texts.slice(0, index).join('').split('\n').length, cells }))
          .filter(({ cells }) => cells.some((text) => text !== ''));

        const read = await all(readRows(cut(new TextEncoder().encode(file), sizes), CSV_LIMITS));

        expect(read).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
});
