/**
 * The generated types say what the contracts say: of each schema of the self-loop's contracts, valid values compile, as
 * a client sends them, as a handler receives them and as it answers, and values that break what TypeScript can say do not.
 */
import { expect, test } from 'vitest';
import type { Contract } from '../../../src/contract/contract.ts';
import { toContract } from '../../../src/contract/read-contract.ts';
import { withFileParts } from '../../../src/toolkit/generate/file-parts.ts';
import { writeReceivedTypes, writeTypes } from '../../../src/toolkit/generate/types.ts';
import { readContracts } from '../../verify/self-loop/read-contracts.ts';
import { compile } from './compile.ts';
import { literal } from './literal.ts';
import { mergedDocument, type Numbered } from './merged-document.ts';
import { isReadOtherwise, placesOf } from './places.ts';
import { type Sample, samplesOf } from './samples.ts';

const numbered: readonly Numbered[] = [...readContracts().values()]
  .flat()
  .map(({ document }, index) => ({ contract: withFiles(toContract(document)), prefix: `c${index}_` }));
const merged = toContract(mergedDocument(numbered));
const types = await writeTypes(merged);
const received = await writeReceivedTypes(merged);

test('valid values compile, and broken ones do not', () => {
  const places = numbered.flatMap(placesOf);
  const byView = numbered.flatMap((each) => [...Map.groupBy(placesOf(each), ({ view }) => view).values()]);
  const samples = byView.flatMap(samplesOf);
  const complaints = compile(
    new Map([
      ['types.ts', types],
      ['received.ts', received],
      ['sent.ts', linesFor('types.ts', samples)],
      ['handled.ts', linesFor('received.ts', samples)],
      ['blob.d.ts', 'interface Blob { readonly size: number }'],
    ]),
  );
  const isRefused = (sample: Sample, index: number): boolean => {
    const file = fileFor(sample) === 'types.ts' ? 'sent.ts' : 'handled.ts';
    return complaints.get(file)?.has(HEAD.length + index + 1) === true;
  };
  const wrong = samples.filter((sample, index) => sample.isValid === isRefused(sample, index));
  const refused = wrong.filter(({ isValid }) => isValid);
  const accepted = wrong.filter(({ isValid }) => !isValid);
  console.log(
    `types: ${places.length} schemas, ${samples.length} samples, ` +
      `${refused.length} valid ones refused, ${accepted.length} broken ones accepted`,
  );

  expect([...(complaints.get('types.ts') ?? []), ...(complaints.get('received.ts') ?? [])]).toEqual([]);
  expect(refused.map(describeSample)).toEqual([]);
  expect(accepted.map(describeSample)).toEqual([]);
  // That many at least are what was meant: neither side of the proof is empty.
  expect(samples.filter(({ isValid }) => isValid).length).toBeGreaterThan(1_000);
  expect(samples.filter(({ isValid }) => !isValid).length).toBeGreaterThan(1_000);
});

test('a handler sees what a client sends, but for defaults and what stands in a media type', () => {
  const isAlike = ({ contract }: Numbered): boolean => !isReadOtherwise(contract);
  const ours = partsOf(types);
  const theirs = partsOf(received);

  expect(numbered.filter(isAlike).length).toBeGreaterThan(400);
  for (const { prefix } of numbered.filter(isAlike)) expect(theirs.get(prefix)).toEqual(ours.get(prefix));
});

function describeSample({ place, value }: Sample): string {
  return `${place.label} (${place.view}): ${JSON.stringify(value)}`;
}

function fileFor({ place }: Sample): 'types.ts' | 'received.ts' {
  return place.view === 'sent' ? 'types.ts' : 'received.ts';
}

/** What a form declares as a file by its media type is bytes, whatever JSON Schema would allow in its place. */
function withFiles(contract: Contract): Contract {
  const bodies = contract.operations.flatMap(({ body }) => body?.content ?? []);
  const forms = bodies.filter(({ form }) => form !== undefined);
  const places = forms.map(
    ({ schemaPointer: pointer }) => ({ pointer, direction: 'request', put() {} }) as const,
  );
  return { ...contract, document: withFileParts(contract.document, places) };
}

const HEAD = ['type Present<T> = Exclude<T, undefined>;', 'declare const blob: Blob;'];

/** One line for each sample; an empty one where its type stands in another file. */
function linesFor(file: 'types.ts' | 'received.ts', samples: readonly Sample[]): string {
  const lines = samples.map((sample, index) => {
    const { place, value } = sample;
    if (fileFor(sample) !== file) return '';
    return `const _${index}: ${place.type} = ${literal(place.contract.document, place.pointer, value)};`;
  });
  return [...HEAD, ...lines, `import type { operations } from './${file}';`].join('\n');
}

/** The lines of a generated file by the contract whose names stand in them. */
function partsOf(source: string): Map<string, string[]> {
  const parts = new Map<string, string[]>();
  let prefix = '';
  for (const line of source.split('\n')) {
    // A name of paths, operations or components begins a part.
    const [, found] = /^ {4,8}"?\/?(c\d+_)/.exec(line) ?? [];
    prefix = found ?? prefix;
    parts.set(prefix, [...(parts.get(prefix) ?? []), line]);
  }
  return parts;
}
