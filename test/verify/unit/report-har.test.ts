import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import type { Exchange } from '../../../src/verify/model/exchange.ts';
import { HarLog, LONGEST_KEPT_BODY, MOST_BYTES } from '../../../src/verify/report/har-log.ts';
import { renderHar } from '../../../src/verify/report/render-har.ts';
import { runLibrary } from './report-run.ts';
import har from './schemas/har-1.2.json' with { type: 'json' };

const tool = { name: 'countersign', version: '0.1.0' };
const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateSchema: false });
addFormats.default(ajv);
for (const { $schema: _, ...schema } of har.schemas) ajv.addSchema(schema);

function exchangeWith(body: Uint8Array | undefined, failure?: string): Exchange {
  const request = { method: 'GET', target: '/a?b=c', headers: [], body: undefined };
  const response = body && { status: 200, headers: [['content-type', 'image/png']] as const, body };
  return { baseUrl: 'http://localhost/v1', request, response, failure, duration: 1.5 };
}

test('an archive of a run keeps the schema of HTTP Archives, and names the cases', async () => {
  const log = new HarLog();
  const { cases } = await runLibrary({
    events: { exchange: log.add.bind(log), proven: log.nameCase.bind(log) },
  });
  const archive = JSON.parse(renderHar(log, { seed: 7, runId: 'abc' }, tool));
  expect(ajv.validate('har.json#', archive), ajv.errorsText()).toBe(true);
  const comments = archive.log.entries.map(({ comment }: { comment: string }) => comment);
  expect(comments).toEqual(expect.arrayContaining(cases.map(({ name }) => name)));
});

test('what is no text is written in Base64, and a missing answer as status 0', () => {
  const log = new HarLog();
  log.add(exchangeWith(Uint8Array.of(0xff, 0xd8)), new Date(0));
  log.add(exchangeWith(undefined, 'connection reset'), new Date(1));
  const archive = JSON.parse(renderHar(log, { seed: 7, runId: 'abc' }, tool));
  expect(ajv.validate('har.json#', archive), ajv.errorsText()).toBe(true);
  expect(archive.log.entries.map(({ response }: { response: unknown }) => response)).toMatchObject([
    { status: 200, content: { size: 2, text: '/9g=', encoding: 'base64' } },
    { status: 0, statusText: 'connection reset' },
  ]);
});

test('it has bounds, and says what they have left out', () => {
  const log = new HarLog();
  const count = MOST_BYTES / LONGEST_KEPT_BODY + 2;
  const large = exchangeWith(new Uint8Array(LONGEST_KEPT_BODY + 1));
  for (let n = 0; n < count; n++) log.add(large, new Date(n));
  expect(log.entries).toHaveLength(count - 2);
  expect(log.entries[0]?.exchange.response?.body).toHaveLength(LONGEST_KEPT_BODY);
  const short = { entries: log.entries.slice(0, 1), leftOut: log.leftOut };
  expect(JSON.parse(renderHar(short, { seed: 7, runId: 'abc' }, tool)).log.comment).toBe(
    'Seed 7, run abc. 2 more requests were sent, and not kept.',
  );
});
