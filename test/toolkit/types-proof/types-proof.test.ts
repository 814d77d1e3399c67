/**
 * The generated types say what the contracts say: of each schema of the self-loop's contracts, valid values compile
 * as a client sends them, as a handler receives them and as it answers, and values that break what TypeScript can say do not.
 */
import { expect, test } from 'vitest';
import { toContract } from '../../../src/contract/read-contract.ts';
import { writeReceivedTypes, writeTypes } from '../../../src/toolkit/generate/types.ts';
import { readContracts } from '../../verify/self-loop/read-contracts.ts';
import { compile } from './compile.ts';
import { literal } from './literal.ts';
import { mergedDocument, type Numbered } from './merged-document.ts';
import { placesOf } from './places.ts';
import { type Sample, samplesOf } from './samples.ts';

const numbered: readonly Numbered[] = [...readContracts().values()]
  .flat()
  .map(({ document }, index) => ({ contract: toContract(document), prefix: `c${index}_` }));

test('valid values compile, and broken ones do not', async () => {
  const time = (label: string) => console.log(label, Math.round(process.cpuUsage().user / 1000));
  time('begin');
  const places = numbered.flatMap(placesOf);
  const samples = numbered.flatMap((each) =>
    [...Map.groupBy(placesOf(each), ({ view }) => view).values()].flatMap(samplesOf),
  );
  time('samples');
  const merged = toContract(mergedDocument(numbered));
  const files = new Map([
    ['types.ts', await writeTypes(merged)],
    ['received.ts', await writeReceivedTypes(merged)],
    ['blob.d.ts', 'interface Blob { readonly size: number }'],
    ...sampleFiles(samples),
  ]);
  time('types');
  const complaints = compile(files);
  time('compiled');
  console.log([...complaints].map(([n, l]) => [n, l.size, [...l].slice(0, 3)]));
  const wrong = samples.flatMap((sample, index) => {
    const { place, value, isValid } = sample;
    const complaint = complaints.get(fileOf(sample))?.get(lineOf(samples, index));
    if (isValid === (complaint === undefined)) return [];
    return [`${isValid ? 'REFUSED' : 'ACCEPTED'} ${place.label} (${place.view}): ${JSON.stringify(value)} ${complaint ?? ''}`];
  });
  const refused = wrong.filter((each) => each.startsWith('REFUSED'));
  console.log(
    `types: ${places.length} schemas, ${samples.length} samples, ${refused.length} valid ones refused, ${wrong.length - refused.length} broken ones accepted`,
  );
  if (process.env['WRONG']) (await import('node:fs')).writeFileSync(process.env['WRONG'], wrong.join('\n\n'));
  if (process.env['WRONG']) for (const [n, t] of files) (await import('node:fs')).writeFileSync(`/tmp/proof-${n}`, t);
  expect([...(complaints.get('types.ts') ?? []), ...(complaints.get('received.ts') ?? [])]).toEqual([]);
  expect(wrong.slice(0, 20)).toEqual([]);
});

function fileOf({ place }: Sample): string {
  return place.view === 'sent' ? 'sent.ts' : 'handled.ts';
}

const HEAD = 3;

function lineOf(samples: readonly Sample[], index: number): number {
  return index + HEAD + 1;
}

/** One line for each sample; an empty one where the sample stands in the other file. */
function sampleFiles(samples: readonly Sample[]): [string, string][] {
  return (['sent.ts', 'handled.ts'] as const).map((name) => [
    name,
    [
      `import type { operations } from './${name === 'sent.ts' ? 'types' : 'received'}.ts';`,
      'type Present<T> = Exclude<T, undefined>;',
      "declare const blob: Blob;",
      ...samples.map((sample, index) => {
        const { place, value } = sample;
        if (fileOf(sample) !== name) return '';
        return `const _${index}: ${place.type} = ${literal(place.contract.document, place.pointer, value)};`;
      }),
    ].join('\n'),
  ]);
}
