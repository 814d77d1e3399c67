import type { Campaign } from './campaign.ts';
import { isOpenTo } from './campaign-status.ts';
import { enrollAll, type Newcomer, prospectsByEmail } from './enrolling.ts';
import type { ImportProblem, Job, Placed } from './job.ts';
import { JobFailed, takeTurns, type Work } from './job-runner.ts';
import type { OutreachParts } from './parts.ts';
import type { Prospect } from './prospect.ts';
import type { FileRow, RefusedFileRow, RowProblem } from './prospect-file.ts';
import { Refusal } from './refusal.ts';
import { excessOf } from './row-limits.ts';

/** Rows that are stored together, and between which others have their turn. */
const ROWS_AT_ONCE = 500;

type Row = FileRow | RefusedFileRow;

/**
 * Enrolls the rows of a file, so many at once; together with them it is stored how many there were. Whenever it is
 * interrupted, it goes on with the row after the last one that was stored: the same file gives the same rows.
 */
export function importWork(parts: OutreachParts): Work {
  const { storage } = parts;
  return async (job, stopped) => {
    const { mapping } = await storage.jobs.input(job.id, 'enrollment_import');
    let place = 0;
    let batch: Placed<Row>[] = [];
    try {
      const bytes = inTurns(storage.jobFiles.read(job.id));
      for await (const row of boundedRows(parts.readProspectFile(bytes, mapping))) {
        if (place >= job.counts.processed) batch.push({ place, value: row });
        place++;
        if (batch.length < ROWS_AT_ONCE) continue;
        await importBatch(parts, job, batch);
        batch = [];
        await takeTurns();
        if (stopped.aborted) return;
      }
    } catch (error) {
      throw error instanceof Refusal ? failureOf(error) : error;
    }
    await importBatch(parts, job, batch);
  };
}

/** Others have their turn between two pieces. */
async function* inTurns(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  for await (const piece of pieces) {
    yield piece;
    await takeTurns();
  }
}

/** What has more in it than an enrollment may have is refused, too. */
async function* boundedRows(rows: AsyncIterable<Row>): AsyncGenerator<Row, void> {
  for await (const row of rows) {
    const problem = 'problem' in row ? undefined : excessOf(row);
    yield problem === undefined ? row : { line: row.line, problem };
  }
}

/** It was looked through when it was received, so this is a file that is not what it was. */
function failureOf(refusal: Refusal): Error {
  const { facts } = refusal;
  return facts.code === 'unreadable_file' ? new JobFailed(facts) : refusal;
}

async function importBatch(parts: OutreachParts, job: Job, batch: readonly Placed<Row>[]): Promise<void> {
  const { storage } = parts;
  const { workspaceId, campaignId } = job;
  if (campaignId === null) throw new Error('an import is for a campaign');
  await storage.unitOfWork.transaction(async () => {
    const campaign = await storage.campaigns.find(workspaceId, campaignId);
    // Its jobs went with it.
    if (campaign === undefined) return;
    if (!isOpenTo('enroll', campaign.status)) throw new JobFailed({ code: 'campaign_closed' });
    const problems = await enrollRows(parts, job, campaign, batch);
    const skipped = problems.filter(({ value }) => isDuplicate(value)).length;
    await storage.jobs.insertResults(job.id, problems);
    await storage.jobs.count(job.id, {
      processed: batch.length,
      succeeded: batch.length - problems.length,
      skipped,
      failed: problems.length - skipped,
    });
  });
}

/** @returns why some of them are not enrolled */
async function enrollRows(
  parts: OutreachParts,
  job: Job,
  campaign: Campaign,
  batch: readonly Placed<Row>[],
): Promise<Placed<ImportProblem>[]> {
  const emails = batch.flatMap(({ value: row }) => ('problem' in row ? [] : [row.email]));
  const prospects = await prospectsByEmail(parts, job.workspaceId, emails);
  const ids = prospects.map((prospect) => prospect.id);
  const current = await parts.storage.enrollments.findCurrent(campaign.id, ids);
  const enrolled = new Set(current.map(({ prospectId }) => prospectId));
  const byEmail = new Map(prospects.map((prospect) => [prospect.email.toLowerCase(), prospect]));

  const newcomers: Newcomer[] = [];
  const problems: Placed<ImportProblem>[] = [];
  for (const { place, value: row } of batch) {
    const admitted = admit(row, byEmail, enrolled);
    if ('code' in admitted) problems.push({ place, value: { line: row.line, problem: admitted } });
    else newcomers.push(admitted);
  }
  await enrollAll(parts, campaign, newcomers, job.id);
  return problems;
}

function admit(
  row: Row,
  byEmail: ReadonlyMap<string, Prospect>,
  enrolled: ReadonlySet<string>,
): Newcomer | RowProblem {
  if ('problem' in row) return row.problem;
  const prospect = byEmail.get(row.email.toLowerCase());
  if (prospect === undefined) throw new Error('every address of the batch has a prospect');
  if (enrolled.has(prospect.id)) return { code: 'already_enrolled', email: row.email };
  return { prospect, values: row.values };
}

function isDuplicate({ problem: { code } }: ImportProblem): boolean {
  return code === 'duplicate_in_file' || code === 'already_enrolled';
}
