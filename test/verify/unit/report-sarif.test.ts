import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadContract } from '../../../src/toolkit/bundle/load-contract.ts';
import { compareWith, readBaseline } from '../../../src/verify/report/baseline.ts';
import { renderJson } from '../../../src/verify/report/render-json.ts';
import { renderSarif } from '../../../src/verify/report/render-sarif.ts';
import { libraryDocument } from '../faults/library/contract.ts';
import { runLibrary, takesAnyPages } from './report-run.ts';
import schema from './schemas/sarif-2.1.0.json' with { type: 'json' };

const tool = { name: 'countersign', version: '0.1.0' };
const { $schema: _, id: __, ...sarif } = schema;
const ajv = new Ajv({ strict: false, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(sarif);

const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
afterAll(() => rm(folder, { recursive: true }));
const file = join(folder, 'library.yaml');
await writeFile(file, stringify(libraryDocument));
const contract = await loadContract(file);
const report = await runLibrary({ contract, behaviour: takesAnyPages });

test('a finding is a result at the line of the clause', async () => {
  const log = JSON.parse(renderSarif(report, tool));
  expect(isSarif(log), ajv.errorsText(isSarif.errors)).toBe(true);
  const [result] = log.runs[0].results;
  expect(result).toMatchObject({
    ruleId: 'violation-accepted',
    level: 'error',
    message: { text: expect.stringMatching(/^addBook body \/pages maximum: answered 201, expected 400\. /) },
  });
  const { artifactLocation, region } = result.locations[0].physicalLocation;
  expect(artifactLocation.uri).toMatch(/^file:.*\/library\.yaml$/);
  const line = stringify(libraryDocument).split('\n')[region.startLine - 1];
  expect(line?.slice(region.startColumn - 1)).toBe('5000');
});

test('a baseline says which results are new and which are gone', async () => {
  const baseline = readBaseline(renderJson(report));
  const repaired = compareWith(baseline, await runLibrary({ contract }));
  const log = JSON.parse(renderSarif(repaired, tool));
  expect(isSarif(log), ajv.errorsText(isSarif.errors)).toBe(true);
  expect(log.runs[0].results).toMatchObject([{ baselineState: 'absent' }]);
  const again = JSON.parse(renderSarif(compareWith([], report), tool));
  expect(isSarif(again), ajv.errorsText(isSarif.errors)).toBe(true);
  expect(again.runs[0].results).toMatchObject([{ baselineState: 'new' }]);
});

test('a contract that no file is known of has its findings at their pointers', async () => {
  const log = JSON.parse(renderSarif(await runLibrary({ behaviour: takesAnyPages }), tool));
  expect(isSarif(log), ajv.errorsText(isSarif.errors)).toBe(true);
  expect(log.runs[0].results[0].locations).toEqual([
    {
      logicalLocations: [
        {
          name: 'addBook body /pages maximum',
          fullyQualifiedName: '#/components/schemas/NewBook/properties/pages/maximum',
        },
      ],
    },
  ]);
});
