import { describe, expect, test } from 'vitest';
import { publicSymbols } from './public-symbols.ts';
import { entriesOf, publishedPackages } from './published.ts';

const entries = publishedPackages.flatMap(entriesOf);
const exported = publicSymbols(entries.map(({ file }) => file));

describe.each(entries)('$name', ({ file, listing }) => {
  const symbols = exported.get(file) ?? [];

  test('exports the names that are listed', async () => {
    const values = symbols.filter(({ isValue }) => isValue).map((symbol) => `value ${symbol.name}\n`);
    const types = symbols.filter(({ isValue }) => !isValue).map((symbol) => `type ${symbol.name}\n`);

    // Something new, or gone, is a decision: it shows in the diff of that file.
    await expect([...values, ...types].join('')).toMatchFileSnapshot(listing);
  });

  test('says of each what it is', () => {
    expect(symbols.filter(({ isDocumented }) => !isDocumented).map((symbol) => symbol.name)).toEqual([]);
  });
});
