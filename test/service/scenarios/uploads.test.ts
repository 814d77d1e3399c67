/** Uploads of leads: how the form itself is refused, and a large file whose import is killed halfway. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type ColdSendTeam, coldSendTeam } from '../../support/coldsend-team.ts';
import { type TestService, testService } from '../../support/service.ts';

const CSV = 'Email,First Name,Plan\r\nmira@example.org,Mira,team\r\n';

/** Bytes: `x-max-body` of uploadLeads. */
const MAX_UPLOAD = 52_494_336;

function upload(file: string | Blob, mapping?: string): FormData {
  const form = new FormData();
  if (typeof file === 'string') form.append('file', file);
  else form.append('file', file, 'leads.csv');
  if (mapping !== undefined) form.append('mapping', mapping);
  return form;
}

const csv = (text: string) => new Blob([text], { type: 'text/csv' });

async function newCampaign(team: ColdSendTeam): Promise<string> {
  const response = await team.send('POST', '/campaigns', { name: 'Autumn webinar follow-up' });
  const { campaign_id } = await response.json();
  return campaign_id;
}

describe('an upload is refused', () => {
  let service: TestService;
  let team: ColdSendTeam;
  let leads: string;
  beforeAll(async () => {
    service = await testService();
    team = await coldSendTeam(service);
    leads = `/campaigns/${await newCampaign(team)}/leads`;
  });
  afterAll(() => service.close());

  const invalid = (loc: string[], msg: string, type: string) => ({ detail: [{ loc, msg, type }] });

  test.each([
    [
      'without a file',
      (() => {
        const form = new FormData();
        form.append('mapping', '{"email":"Email"}');
        return form;
      })(),
      invalid(['body', 'file'], 'field required', 'value_error.missing'),
    ],
    [
      'with a text where the file is due',
      upload(CSV),
      invalid(['body', 'file'], 'Expected UploadFile, received: str', 'value_error'),
    ],
    [
      'with a mapping that is no JSON',
      upload(csv(CSV), '{"email"'),
      invalid(['body', 'mapping'], 'Invalid JSON', 'value_error.jsondecode'),
    ],
    [
      'with a mapping that lacks the address',
      upload(csv(CSV), '{"first_name":"First Name"}'),
      invalid(['body', 'mapping', 'email'], 'field required', 'value_error.missing'),
    ],
    [
      'with a mapping to a name that is too long',
      upload(csv(CSV), JSON.stringify({ email: 'Email', ['x'.repeat(65)]: 'Plan' })),
      invalid(
        ['body', 'mapping', '__key__'],
        'ensure this value has at most 64 characters',
        'value_error.any_str.max_length',
      ),
    ],
  ])('%s', async (_, body, answer) => {
    const response = await team.call('POST', leads, { body });
    expect([response.status, await response.json()]).toEqual([422, answer]);
  });

  test.each([
    ['that is cut off', '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nEmail'],
    ['that has no boundary', 'Email'],
  ])('as a form %s', async (_, body) => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=b' };
    const response = await team.call('POST', leads, { body, headers });
    expect([response.status, await response.json()]).toEqual([
      422,
      invalid(['body'], 'Invalid multipart body', 'value_error.multipart'),
    ]);
  });

  test('as anything but a form', async () => {
    const response = await team.send('POST', leads, { file: CSV });
    expect([response.status, await response.json()]).toEqual([
      415,
      { detail: 'Content-Type must be multipart/form-data' },
    ]);
  });

  test('when it is too large', async () => {
    const response = await team.call('POST', leads, { body: upload(csv('x'.repeat(MAX_UPLOAD))) });
    expect([response.status, await response.json()]).toEqual([
      413,
      { detail: `Request body is larger than ${MAX_UPLOAD} bytes` },
    ]);
  });

  test.each([
    ['when its file is empty', '', 'The file has no rows'],
    ['when its file has only names', 'Email\r\n', 'The file has no rows'],
    ['when its file is in another encoding', '\u00ff\u00fe', 'The file must be encoded in UTF-8'],
    ['when a quote is not closed', 'Email\r\n"mira', 'The file is not valid CSV (line 2)'],
    ['when no column is the address', 'Name\r\nMira\r\n', 'The file has no email column'],
    [
      'when it has too many rows',
      `Email\n${'mira@example.org\n'.repeat(10_001)}`,
      'The file has more than 10,000 rows',
    ],
  ])('%s', async (_, text, detail) => {
    const file = new Blob([Buffer.from(text, text.startsWith('\u00ff') ? 'latin1' : 'utf8')]);
    const response = await team.call('POST', leads, { body: upload(file) });
    expect([response.status, await response.json()]).toEqual([400, { detail }]);
  });

  test('of a campaign that does not exist', async () => {
    const response = await team.call('POST', '/campaigns/autumn/leads', { body: upload(csv(CSV)) });
    expect([response.status, await response.json()]).toEqual([404, { detail: 'Campaign autumn not found' }]);
  });
});

const ROWS = 10_000;
const BAD_ROWS = 100;

/** One row in a hundred has no address. */
function largeFile(): string {
  const rows = Array.from({ length: ROWS }, (_, index) =>
    index % (ROWS / BAD_ROWS) === 0 ? `nobody,Nobody ${index}` : `lead${index}@example.org,"Lead, ${index}"`,
  );
  return `Email,First Name\r\n${rows.join('\r\n')}\r\n`;
}

interface Running {
  readonly url: string;
  readonly operatorToken: string;
  readonly process: ChildProcess;
}

const SECRET_KEY = Buffer.alloc(32).toString('base64');

/** The service in a process of its own, over the same data each time. */
async function serve(folder: string): Promise<Running> {
  const main = resolve(import.meta.dirname, '../../../src/service/main.ts');
  const child = spawn(
    process.execPath,
    ['--conditions=source', main, '--port', '0', '--data', join(folder, 'data.sqlite')],
    {
      env: { ...process.env, COUNTERSIGN_OPERATOR_TOKEN: 'opt_test', COUNTERSIGN_SECRET_KEY: SECRET_KEY },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let screen = '';
  for await (const chunk of child.stdout) {
    screen += chunk;
    if (screen.includes('Operator token')) break;
  }
  const [url = ''] = /http:\/\/localhost:\d+/.exec(screen) ?? [];
  return { url, operatorToken: 'opt_test', process: child };
}

test('a file of 10,000 rows is imported once, though the process is killed halfway', {
  timeout: 120_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const first = await serve(folder);
  const team = await coldSendTeam(first);
  const campaignId = await newCampaign(team);
  const started = await team.call('POST', `/campaigns/${campaignId}/leads`, {
    body: upload(csv(largeFile()), '{"email":"Email","first_name":"First Name"}'),
  });
  const { job_id } = await started.json();
  const job = async (origin: string) => {
    const path = `/api/public/v1/campaigns/${campaignId}/leads/upload/${job_id}`;
    return (await fetch(origin + path, { headers: { 'X-API-Key': team.apiKey } })).json();
  };

  await expect.poll(async () => (await job(first.url)).processed_count, { interval: 5 }).toBeGreaterThan(0);
  const killed = once(first.process, 'exit');
  first.process.kill('SIGKILL');
  await killed;
  const second = await serve(folder);

  await expect.poll(async () => (await job(second.url)).status, { timeout: 60_000 }).toBe('COMPLETED');
  const done = await job(second.url);
  expect(done).toMatchObject({
    progress_percentage: 100,
    processed_count: ROWS,
    success_count: ROWS - BAD_ROWS,
    duplicate_count: 0,
    error_count: BAD_ROWS,
    total_count: ROWS,
  });
  expect(done.errors).toHaveLength(BAD_ROWS);
  expect(done.errors[1]).toEqual({ row: 102, message: 'value is not a valid email address' });
  const headers = { 'X-API-Key': team.apiKey };
  const campaign = await (
    await fetch(`${second.url}/api/public/v1/campaigns/${campaignId}`, { headers })
  ).json();
  expect(campaign).toMatchObject({
    total_leads: ROWS - BAD_ROWS,
    batches: [{ lead_count: ROWS - BAD_ROWS }],
  });
});
