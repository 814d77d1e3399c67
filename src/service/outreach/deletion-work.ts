import type { Job, MailboxDeletion, Placed } from './job.ts';
import { takeTurns, type Work } from './job-runner.ts';
import { itemsLeft } from './jobs.ts';
import type { Mailboxes } from './mailboxes.ts';
import type { OutreachParts } from './parts.ts';
import { Refusal } from './refusal.ts';

/** Deletes mailboxes. Which ones are through is told by the results, each of which is stored with its deletion. */
export function deletionWork(parts: OutreachParts, mailboxes: Mailboxes): Work {
  return async (job, stopped) => {
    const input = await parts.storage.jobs.input(job.id, 'mailbox_deletion');
    for (const item of await itemsLeft(parts, job, input.mailboxIds)) {
      if (stopped.aborted) return;
      await deleteOne(parts, mailboxes, job, item);
      await takeTurns();
    }
  };
}

async function deleteOne(
  parts: OutreachParts,
  mailboxes: Mailboxes,
  job: Job,
  { place, value: mailboxId }: Placed<string>,
): Promise<void> {
  const { unitOfWork, jobs } = parts.storage;
  try {
    await unitOfWork.transaction(async () => {
      await mailboxes.delete(job.workspaceId, mailboxId);
      await jobs.insertResults(job.id, [{ place, value: { mailboxId, problem: null } }]);
      await jobs.count(job.id, { processed: 1, succeeded: 1 });
    });
  } catch (error) {
    const problem = problemOf(error);
    if (problem === 'internal') parts.report(error);
    await unitOfWork.transaction(async () => {
      await jobs.insertResults(job.id, [{ place, value: { mailboxId, problem } }]);
      await jobs.count(job.id, {
        processed: 1,
        ...(problem === 'internal' ? { failed: 1 } : { skipped: 1 }),
      });
    });
  }
}

function problemOf(error: unknown): MailboxDeletion['problem'] {
  const code = error instanceof Refusal ? error.facts.code : undefined;
  return code === 'not_found' || code === 'mailbox_in_use' ? code : 'internal';
}
