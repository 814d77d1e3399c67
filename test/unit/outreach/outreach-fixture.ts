import { randomBytes, randomUUID } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import type { MailOptions } from '../../../src/mail/options.ts';
import type { Campaign, NewCampaign } from '../../../src/outreach/campaign.ts';
import { type CampaignOutreach, createOutreach, type Outreach } from '../../../src/outreach/outreach.ts';
import { Refusal, type RefusalFacts } from '../../../src/outreach/refusal.ts';
import type { NewStep, Variant } from '../../../src/outreach/step.ts';
import { mailGateway } from '../../../src/service/mail-gateway.ts';
import { openStorage, type Storage } from '../../../src/storage/storage.ts';
import { Clock, secretKeys } from '../storage/storage-values.ts';

export interface Fixture {
  /** With what is around the campaigns of an API called `campaign`. */
  readonly outreach: Outreach & CampaignOutreach;
  readonly storage: Storage;
  readonly clock: Clock;
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
  const mail = mailGateway({ allowPrivateHosts: true, ...options.mail });
  const outreach = createOutreach({ storage, mail, now: clock.now, newId: randomUUID, randomBytes });
  return { outreach: { ...outreach, ...outreach.campaignsOf('campaign') }, storage, clock };
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

export function newCampaign(...mailboxIds: string[]): NewCampaign {
  return {
    name: 'Spring partners',
    description: null,
    steps: [newStep(0)],
    mailboxIds,
    timezone: 'Europe/Lisbon',
    dailySendLimit: 80,
    dailyLimitPerMailbox: null,
    rampUp: { enabled: true, increment: 20, maximum: 200 },
    scheduleDays: [1, 2, 3, 4, 5],
    sendingWindowStart: 9 * 60,
    sendingWindowEnd: 17 * 60,
    trackOpens: false,
    trackClicks: false,
    offerUnsubscribe: true,
    stopOnReply: true,
    stopOnBounce: true,
    stopOnUnsubscribe: true,
    startDate: null,
    endDate: null,
    importMapping: {},
  };
}

/** An e-mail of one variant. */
export function newStep(stepIndex: number, more: Partial<NewStep> = {}): NewStep {
  const variant: Variant = {
    name: 'A',
    label: null,
    subject: `Step ${stepIndex}`,
    body: '<p>Hello</p>',
    bodyText: null,
    distributionPercent: 100,
  };
  return { stepIndex, variants: [variant], trigger: null, delayHours: 0, offerUnsubscribe: null, ...more };
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
