import { randomBytes, randomUUID } from 'node:crypto';
import { expect, onTestFinished, vi } from 'vitest';
import type { MailOptions } from '../../../src/service/mail/options.ts';
import { mailGateway } from '../../../src/service/mail-gateway.ts';
import type { Campaign, NewCampaign } from '../../../src/service/outreach/campaign.ts';
import type { Job } from '../../../src/service/outreach/job.ts';
import {
  type CampaignOutreach,
  createOutreach,
  type Outreach,
} from '../../../src/service/outreach/outreach.ts';
import { Refusal, type RefusalFacts } from '../../../src/service/outreach/refusal.ts';
import { readProspectFile } from '../../../src/service/read-prospect-file.ts';
import { openStorage, type Storage } from '../../../src/service/storage/storage.ts';
import { Clock, secretKeys } from '../storage/storage-values.ts';
import { newCampaign } from './outreach-values.ts';

export interface Fixture {
  /** With what is around the campaigns of an API called `campaign`. */
  readonly outreach: Outreach & CampaignOutreach;
  readonly storage: Storage;
  readonly clock: Clock;
  /** The domain once more, over the same database: what a new process does when the one before was stopped. */
  restart(): Promise<Fixture['outreach']>;
  /** What went wrong in the background. */
  readonly reported: readonly unknown[];
}

export interface FixtureOptions {
  /** @default in memory */
  readonly file?: string;
  /** Beside that hosts may be private. */
  readonly mail?: MailOptions;
}

/** The domain over an empty database. */
export async function emptyOutreach(options: FixtureOptions = {}): Promise<Fixture> {
  const { file = ':memory:' } = options;
  const clock = new Clock();
  const storage = await openStorage({ file, now: clock.now, randomBytes, secretKeys });
  onTestFinished(() => storage.close());
  const reported: unknown[] = [];
  const mail = mailGateway({ allowPrivateHosts: true, ...options.mail });
  const start = async () => {
    const outreach = createOutreach({
      storage,
      mail,
      readProspectFile,
      now: clock.now,
      newId: randomUUID,
      randomBytes,
      report: (error) => reported.push(error),
    });
    await outreach.jobs.resume();
    onTestFinished(() => outreach.jobs.stop());
    return { ...outreach, ...outreach.campaignsOf('campaign') };
  };
  return { outreach: await start(), restart: start, storage, clock, reported };
}

export interface WorkspaceFixture extends Fixture {
  readonly workspaceId: string;
  readonly mailboxId: string;
  /** A draft of the workspace, sent from its mailbox. */
  draft(given?: Partial<NewCampaign>): Promise<Campaign>;
}

/** The domain with one workspace, which has one mailbox. */
export async function outreachWithMailbox(options?: FixtureOptions): Promise<WorkspaceFixture> {
  const fixture = await emptyOutreach(options);
  const { outreach } = fixture;
  const { id: workspaceId } = await outreach.workspaces.create({ name: 'Oficina Norte' });
  const { id: mailboxId } = await outreach.mailboxes.connect(workspaceId, { email: 'ana@example.com' });
  const draft = (given: Partial<NewCampaign> = {}) =>
    outreach.campaigns.create(workspaceId, { ...newCampaign(mailboxId), ...given });
  return { ...fixture, workspaceId, mailboxId, draft };
}

/** The facts of the refusal that `attempt` ends in. */
export async function refusalOf(attempt: Promise<unknown>): Promise<RefusalFacts> {
  const outcome = await attempt.then(
    () => 'no refusal',
    (error: unknown) => error,
  );
  if (outcome instanceof Refusal) return outcome.facts;
  return expect.fail(`expected a refusal, got ${String(outcome)}`);
}

/** What `read` tells of a job, once the job is through. */
export async function whenFinished<Told extends { readonly job: Job }>(
  read: () => Promise<Told>,
): Promise<Told> {
  return vi.waitUntil(
    async () => {
      const told = await read();
      return told.job.finishedAt !== null && told;
    },
    { interval: 5, timeout: 15_000 },
  );
}
