import type { Job, MailboxCreation, Placed } from './job.ts';
import type { Work } from './job-runner.ts';
import { itemsLeft } from './jobs.ts';
import type { NewConnectedMailbox } from './mailbox.ts';
import type { Mailboxes } from './mailboxes.ts';
import type { OutreachParts } from './parts.ts';
import { Refusal } from './refusal.ts';

/** Connections that are tested at the same time. */
const TESTS_AT_ONCE = 5;

/** Adds mailboxes. Which ones are through is told by the results, each of which is stored with its mailbox. */
export function creationWork(parts: OutreachParts, mailboxes: Mailboxes): Work {
  return async (job, stopped) => {
    const input = await parts.storage.jobs.input(job.id, 'mailbox_creation');
    const left = await itemsLeft(parts, job, input.mailboxes);
    // Of two with one address the first in the list is the first that is tried, whichever server answers sooner.
    const lines = [...Map.groupBy(left, ({ value }) => value.email.toLowerCase()).values()];
    const worker = async (): Promise<void> => {
      for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
        for (const item of line) {
          if (stopped.aborted) return;
          await createOne(parts, mailboxes, job, item);
        }
      }
    };
    await Promise.all(Array.from({ length: TESTS_AT_ONCE }, worker));
  };
}

async function createOne(
  parts: OutreachParts,
  mailboxes: Mailboxes,
  job: Job,
  { place, value: given }: Placed<NewConnectedMailbox>,
): Promise<void> {
  const { unitOfWork, jobs } = parts.storage;
  const { email } = given;
  try {
    await mailboxes.test(job.workspaceId, given);
    await unitOfWork.transaction(async () => {
      const { id: mailboxId } = await mailboxes.insertTested(job.workspaceId, given);
      await jobs.insertResults(job.id, [{ place, value: { email, mailboxId, problem: null } }]);
      await jobs.count(job.id, { processed: 1, succeeded: 1 });
    });
  } catch (error) {
    const problem = problemOf(error);
    if (problem === 'internal') parts.report(error);
    await unitOfWork.transaction(async () => {
      await jobs.insertResults(job.id, [{ place, value: { email, mailboxId: null, problem } }]);
      await jobs.count(job.id, { processed: 1, failed: 1 });
    });
  }
}

function problemOf(error: unknown): MailboxCreation['problem'] {
  const code = error instanceof Refusal ? error.facts.code : undefined;
  return code === 'mailbox_exists' || code === 'connection_failed' ? code : 'internal';
}
