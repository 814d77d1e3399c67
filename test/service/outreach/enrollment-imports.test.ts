import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { ColumnMapping } from '../../../src/service/outreach/prospect-file.ts';
import { newFile } from '../storage/storage-fixture.ts';
import { type FixtureOptions, outreachWithMailbox, refusalOf, whenFinished } from './outreach-fixture.ts';
import { inPieces } from './outreach-values.ts';

const NO_MAPPING: ColumnMapping = { fields: {}, customFields: {} };

async function draftToImportInto(options?: FixtureOptions) {
  const fixture = await outreachWithMailbox(options);
  const { outreach, workspaceId, draft } = fixture;
  const { id: campaignId } = await draft();
  const begin = (text: string, mapping = NO_MAPPING, id = campaignId) =>
    outreach.imports.begin(workspaceId, id, { bytes: inPieces(text), mapping });
  const finished = (jobId: string) =>
    whenFinished(() => outreach.imports.get(workspaceId, campaignId, jobId));
  const enrolled = async () => {
    const { items } = await outreach.enrollments.page(workspaceId, campaignId, { page: 1, limit: 100 });
    return new Map(items.map((enrollment) => [enrollment.email, enrollment]));
  };
  return { ...fixture, campaignId, begin, finished, enrolled };
}

const FILE = [
  'Email,First Name,Company,Plan',
  'mira@example.org,Mira,"Oficina, Norte",team',
  'not an address,Nobody,,',
  'rui@example.net,Rui,,',
  'ANA@example.org,Ana,,solo',
  'RUI@example.net,Again,,',
  ',Nameless,,',
].join('\r\n');

describe('importing a file', () => {
  it('enrolls whom it names, with what it tells of them, and says why it enrolled no others', async () => {
    const { outreach, workspaceId, campaignId, begin, finished, enrolled, clock } = await draftToImportInto();
    const nothing = { firstName: null, lastName: null, company: null, customFields: {} };
    await outreach.enrollments.add(workspaceId, campaignId, { email: 'ana@example.org', ...nothing });
    clock.advance(60);
    const begun = await begin(FILE);
    expect(begun).toMatchObject({ kind: 'enrollment_import', status: 'pending', campaignId });
    expect(begun.counts).toEqual({ total: 6, processed: 0, succeeded: 0, skipped: 0, failed: 0 });

    const { job, problems } = await finished(begun.id);
    expect(job).toMatchObject({ status: 'completed', failure: null, finishedAt: clock.now() });
    expect(job.counts).toEqual({ total: 6, processed: 6, succeeded: 2, skipped: 2, failed: 2 });
    expect(problems).toEqual([
      { line: 3, problem: { code: 'invalid_email', email: 'not an address' } },
      { line: 5, problem: { code: 'already_enrolled', email: 'ANA@example.org' } },
      { line: 6, problem: { code: 'duplicate_in_file', email: 'RUI@example.net', firstLine: 4 } },
      { line: 7, problem: { code: 'missing_email' } },
    ]);
    const all = await enrolled();
    expect([...all.keys()].sort()).toEqual(['ana@example.org', 'mira@example.org', 'rui@example.net']);
    expect(all.get('mira@example.org')).toMatchObject({
      values: {
        firstName: 'Mira',
        lastName: null,
        company: 'Oficina, Norte',
        customFields: { Plan: 'team' },
      },
      importId: job.id,
      stage: 'pending',
    });
    expect(all.get('ana@example.org')).toMatchObject({ values: nothing, importId: null });
    expect((await outreach.campaigns.get(workspaceId, campaignId)).stats.enrolled).toBe(3);
    expect(await outreach.imports.batches(workspaceId, campaignId)).toEqual([
      { id: job.id, enrolled: 2, createdAt: begun.createdAt },
    ]);
  });

  it('takes each value from the column that the mapping names', async () => {
    const { begin, finished, enrolled } = await draftToImportInto();
    const { id } = await begin('E-mail,firstName,Given,Other\na@example.org,Custom,Ana,x\n', {
      fields: { email: 'E-mail', firstName: 'Given' },
      customFields: { firstName: 'firstName', Renamed: 'Other' },
    });
    await finished(id);
    expect((await enrolled()).get('a@example.org')?.values).toEqual({
      firstName: 'Ana',
      lastName: null,
      company: null,
      customFields: { firstName: 'Custom', Renamed: 'x' },
    });
  });

  it('refuses rows with more in them than an enrollment may have', async () => {
    const { begin, finished, enrolled } = await draftToImportInto();
    const many = Array.from({ length: 51 }, (_, n) => `c${n}`);
    const header = ['email', 'first name', 'company', 'x'.repeat(65), ...many].join(',');
    const rows = [
      `a@example.org,${'ü'.repeat(100)}`,
      `b@example.org,${'ü'.repeat(101)}`,
      `c@example.org,,${'c'.repeat(201)}`,
      'd@example.org,,,long name',
      `e@example.org,,,,${'v'.repeat(1001)}`,
      `f@example.org,,,,${many.join(',')}`,
      `${'g'.repeat(250)}@example.org`,
    ];
    const { id } = await begin([header, ...rows].join('\n'));
    const { job, problems } = await finished(id);
    expect(job.counts).toMatchObject({ processed: 7, succeeded: 1, failed: 6 });
    expect(problems.map(({ problem }) => problem)).toEqual([
      { code: 'value_too_long', field: 'firstName', limit: 100 },
      { code: 'value_too_long', field: 'company', limit: 200 },
      { code: 'name_too_long', name: 'x'.repeat(65), limit: 64 },
      { code: 'value_too_long', field: 'c0', limit: 1000 },
      { code: 'too_many_custom_fields', limit: 50 },
      { code: 'value_too_long', field: 'email', limit: 254 },
    ]);
    expect([...(await enrolled()).keys()]).toEqual(['a@example.org']);
  });

  it.each([
    ['', { code: 'no_rows' }],
    ['email\n', { code: 'no_rows' }],
    ['address\na@example.org\n', { code: 'no_email_column' }],
    ['email\n"a@example.org\n', { code: 'not_csv', line: 2 }],
    ['email\nmira\u0000\n', { code: 'not_utf8' }],
    ['email,email\na@example.org,\n', { code: 'duplicate_column', column: 'email' }],
    [`email\n${'a@example.org\n'.repeat(10_001)}`, { code: 'too_many_rows', limit: 10_000 }],
  ])('is refused as a whole if it cannot be read, and leaves nothing: %#', async (text, problem) => {
    const file = newFile();
    const { outreach, workspaceId, campaignId, begin } = await draftToImportInto({ file });
    expect(await refusalOf(begin(text))).toEqual({ code: 'unreadable_file', problem });
    expect(await outreach.imports.batches(workspaceId, campaignId)).toEqual([]);
    const database = new DatabaseSync(file);
    for (const table of ['jobs', 'job_inputs', 'job_files']) {
      expect(database.prepare(`select * from ${table}`).all()).toEqual([]);
    }
    database.close();
  });

  it('is refused if the mapping names a column that is not there', async () => {
    const { begin } = await draftToImportInto();
    const mapping = { fields: { email: 'email', firstName: 'Given' }, customFields: {} };
    expect(await refusalOf(begin('email\na@example.org\n', mapping))).toEqual({
      code: 'unreadable_file',
      problem: { code: 'missing_column', column: 'Given' },
    });
  });

  it('keeps nothing of a file that ends in an error', async () => {
    const { outreach, workspaceId, campaignId, storage } = await draftToImportInto();
    async function* cutOff(): AsyncGenerator<Uint8Array, void> {
      yield Buffer.from('email\na@example.org\n');
      throw new Error('the client has gone');
    }
    const attempt = outreach.imports.begin(workspaceId, campaignId, { bytes: cutOff(), mapping: NO_MAPPING });
    await expect(attempt).rejects.toThrow('the client has gone');
    expect(await storage.jobs.countOpen(workspaceId)).toBe(0);
  });

  it('keeps the file no longer than it is read', async () => {
    const file = newFile();
    const { begin, finished } = await draftToImportInto({ file });
    await finished((await begin(FILE)).id);
    const database = new DatabaseSync(file);
    for (const table of ['job_inputs', 'job_files']) {
      expect(database.prepare(`select * from ${table}`).all()).toEqual([]);
    }
    database.close();
  });

  it('is never received within a transaction, which everyone would wait for', async () => {
    const { storage, begin } = await draftToImportInto();
    const attempt = storage.unitOfWork.transaction(() => begin(FILE));
    await expect(attempt).rejects.toThrow('inside a transaction');
  });

  it('is refused where enrolling is, and where too much is under way', async () => {
    const { outreach, storage, workspaceId, campaignId, begin } = await draftToImportInto();
    expect(await refusalOf(begin(FILE, NO_MAPPING, 'none'))).toMatchObject({ what: 'campaign' });
    await outreach.jobs.stop();
    for (let count = 0; count < 20; count++) await begin('email\na@example.org\n');
    expect(await refusalOf(begin(FILE))).toEqual({ code: 'too_many_jobs', limit: 20 });
    expect(await storage.jobs.countOpen(workspaceId)).toBe(20);
    await outreach.closing.close(workspaceId, campaignId, { status: 'completed', reason: 'Season over' });
    expect(await refusalOf(begin(FILE))).toMatchObject({ code: 'invalid_status', action: 'enroll' });
    await outreach.subscriptions.setStatus(workspaceId, 'inactive');
    expect(await refusalOf(begin(FILE))).toMatchObject({ code: 'subscription_blocked' });
  });
});

describe('an import that is under way', () => {
  it('fails if its campaign is closed; what it has enrolled stays', async () => {
    const { outreach, restart, workspaceId, campaignId, begin, finished, enrolled } =
      await draftToImportInto();
    await outreach.jobs.stop();
    const { id } = await begin(FILE);
    await outreach.closing.close(workspaceId, campaignId, { status: 'errored', reason: 'Domain blocked' });
    await restart();
    const { job } = await finished(id);
    expect(job).toMatchObject({ status: 'failed', failure: { code: 'campaign_closed' } });
    expect((await enrolled()).size).toBe(0);
  });

  it('is gone with its campaign, and with it the file', async () => {
    const file = newFile();
    const { outreach, workspaceId, campaignId, begin } = await draftToImportInto({ file });
    await outreach.jobs.stop();
    await begin(FILE);
    await outreach.campaigns.delete(workspaceId, campaignId);
    const database = new DatabaseSync(file);
    for (const table of ['jobs', 'job_inputs', 'job_files']) {
      expect(database.prepare(`select * from ${table}`).all()).toEqual([]);
    }
    database.close();
  });

  it('is known through its own campaign alone', async () => {
    const { outreach, workspaceId, begin, draft } = await draftToImportInto();
    const { id } = await begin(FILE);
    const { id: other } = await draft();
    const facts = await refusalOf(outreach.imports.get(workspaceId, other, id));
    expect(facts).toEqual({ code: 'not_found', what: 'job', id });
    const unknown = outreach.imports.get(workspaceId, other, 'none');
    expect(await refusalOf(unknown)).toEqual({ code: 'not_found', what: 'job', id: 'none' });
  });

  it('lets requests through between its batches, and shows how far it has got', async () => {
    const { outreach, workspaceId, campaignId, begin } = await draftToImportInto();
    const addresses = Array.from({ length: 10_000 }, (_, n) => `lead${n}@example.org`);
    const { id } = await begin(`email\n${addresses.join('\n')}\n`);
    const seen = new Set<number>();
    const { job } = await whenFinished(async () => {
      await outreach.prospects.create(workspaceId, { email: `other${seen.size}@example.net` });
      const told = await outreach.imports.get(workspaceId, campaignId, id);
      seen.add(told.job.counts.processed);
      return told;
    });
    expect(job.counts).toEqual({
      total: 10_000,
      processed: 10_000,
      succeeded: 10_000,
      skipped: 0,
      failed: 0,
    });
    // Twenty batches; a poll may miss some of them, but not most.
    expect(seen.size).toBeGreaterThan(5);
    expect([...seen].every((count) => count % 500 === 0)).toBe(true);
  });
});
