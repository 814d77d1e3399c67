import type { Campaign, CampaignInput, CampaignSummary, NewCampaign } from './campaign.ts';
import { settingsOf, withSettingsChanged } from './campaign-settings.ts';
import type { CampaignAction, CampaignStatus } from './campaign-status.ts';
import type { Changes } from './changes.ts';
import { enrollAll, prospectsById } from './enrolling.ts';
import { existingCampaign } from './existing-campaign.ts';
import { launched, missingForLaunch, requireEndAhead, running } from './launch.ts';
import type { LaunchPart } from './launch-part.ts';
import { type NumberedPage, type NumberedPageRequest, type Page, type PageRequest, pageOf } from './page.ts';
import type { OutreachParts } from './parts.ts';
import { requireStatus } from './require-status.ts';
import type { CampaignQuery } from './storage.ts';
import { requireActiveSubscription } from './subscriptions.ts';
import { requireMailboxes } from './usable-mailboxes.ts';

export interface UpdateOptions {
  /** Whether to launch what the changes have made of it; if it is not ready, nothing is changed. @default false */
  readonly launch?: boolean | undefined;
  /** Whether mailboxes that are given must be able to send now, or only be there. @default 'usable' */
  readonly mailboxes?: 'usable' | 'known' | undefined;
}

export interface StatusOptions {
  /** Narrows the statuses in which the action is allowed, for an API that is stricter. */
  readonly onlyIn?: readonly CampaignStatus[] | undefined;
}

/**
 * The campaigns that one API has made; those of another do not exist here.
 *
 * The checks of every action come in this order, and the first that fails is the answer: the campaign exists,
 * subscription, status, end date, mailboxes (design.md, decisions on the Campaign API).
 */
export class Campaigns {
  readonly #parts: OutreachParts;
  readonly #origin: string;

  constructor(parts: OutreachParts, origin: string) {
    this.#parts = parts;
    this.#origin = origin;
  }

  /**
   * A new draft, with its first prospects enrolled.
   *
   * @throws Refusal `subscription_blocked`, `invalid_dates`, `unusable_mailboxes`, `unknown_prospects`
   */
  async create(workspaceId: string, given: NewCampaign): Promise<Campaign> {
    const { storage, now, newId } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      await requireActiveSubscription(storage, workspaceId);
      const at = now();
      const settings = settingsOf(given, at);
      await requireMailboxes(storage, workspaceId, settings.mailboxIds, 'usable');
      const prospects = await prospectsById(storage, workspaceId, given.prospectIds ?? []);
      const campaign: Campaign = {
        ...settings,
        id: newId(),
        workspaceId,
        origin: this.#origin,
        status: 'draft',
        closedReason: null,
        startedAt: null,
        stats: { enrolled: 0, sent: 0, opened: 0, replied: 0, bounced: 0, unsubscribed: 0 },
        createdAt: at,
        updatedAt: at,
      };
      await storage.campaigns.insert(campaign);
      await enrollAll(
        this.#parts,
        campaign,
        prospects.map((prospect) => ({ prospect })),
      );
      return { ...campaign, stats: { ...campaign.stats, enrolled: prospects.length } };
    });
  }

  /** @throws Refusal `not_found` */
  async get(workspaceId: string, id: string): Promise<Campaign> {
    return this.#existing(workspaceId, id);
  }

  /** @throws Refusal `bad_cursor` */
  async list(
    workspaceId: string,
    { status, ...request }: PageRequest & { readonly status?: CampaignStatus | undefined },
  ): Promise<Page<CampaignSummary>> {
    const { storage } = this.#parts;
    const filter = { origin: this.#origin, status };
    return pageOf(request, (slice) => storage.campaigns.list(workspaceId, filter, slice));
  }

  /** The newest first, unless sorted otherwise. */
  async page(
    workspaceId: string,
    { page, limit, ...query }: NumberedPageRequest & CampaignQuery,
  ): Promise<NumberedPage<CampaignSummary>> {
    const { storage } = this.#parts;
    return storage.campaigns.page(workspaceId, { ...query, origin: this.#origin }, { page, limit });
  }

  /**
   * Changes what is given; `steps` and `mailboxIds` are replaced as a whole.
   *
   * @param changes or what makes them of the campaign as it is; that may throw
   * @throws Refusal `not_found`, `subscription_blocked` (only of a launch), `invalid_status`, `invalid_dates` (of
   *   the campaign as it would be), `unusable_mailboxes` (only if mailboxes are given), `end_date_expired` and
   *   `not_launch_ready` (only of a launch)
   */
  async update(
    workspaceId: string,
    id: string,
    changes: Changes<CampaignInput> | ((current: Campaign) => Changes<CampaignInput>),
    { launch = false, mailboxes = 'usable' }: UpdateOptions = {},
  ): Promise<Campaign> {
    const { storage } = this.#parts;
    const check = { action: 'update', isPaidFor: launch } as const;
    return this.#change(workspaceId, id, check, async (current, at) => {
      const given = typeof changes === 'function' ? changes(current) : changes;
      const changed = withSettingsChanged(current, given, at);
      if (given.mailboxIds !== undefined) {
        await requireMailboxes(storage, workspaceId, changed.mailboxIds, mailboxes);
      }
      return launch ? launched(storage, changed, at) : changed;
    });
  }

  /**
   * Removes the campaign with its enrollments.
   *
   * @throws Refusal `not_found`, `invalid_status`
   */
  async delete(workspaceId: string, id: string, { onlyIn }: StatusOptions = {}): Promise<void> {
    const { storage } = this.#parts;
    await storage.unitOfWork.transaction(async () => {
      const campaign = await this.#existing(workspaceId, id);
      requireStatus('delete', campaign.status, onlyIn);
      await storage.campaigns.delete(workspaceId, id);
    });
  }

  /**
   * Starts a draft, or goes on with a paused campaign. Each of its mailboxes must be able to send.
   *
   * @throws Refusal `not_found`, `subscription_blocked`, `invalid_status`, `end_date_expired`, `unusable_mailboxes`
   */
  async start(workspaceId: string, id: string): Promise<Campaign> {
    const { storage } = this.#parts;
    const check = { action: 'start', isPaidFor: true } as const;
    return this.#change(workspaceId, id, check, async (current, at) => {
      requireEndAhead(current, at);
      await requireMailboxes(storage, workspaceId, current.mailboxIds, 'usable');
      return running(current, at);
    });
  }

  /**
   * Starts a draft, or goes on with a paused campaign, if it has all that it takes to send something.
   *
   * @throws Refusal `not_found`, `subscription_blocked`, `invalid_status`, `end_date_expired`, `not_launch_ready`
   */
  async launch(workspaceId: string, id: string, { onlyIn }: StatusOptions = {}): Promise<Campaign> {
    const check = { action: 'launch', isPaidFor: true, onlyIn } as const;
    return this.#change(workspaceId, id, check, (current, at) => launched(this.#parts.storage, current, at));
  }

  /** What `launch` would refuse the campaign for. */
  async missingForLaunch(campaign: Campaign): Promise<LaunchPart[]> {
    return missingForLaunch(this.#parts.storage, campaign);
  }

  /** @throws Refusal `not_found`, `invalid_status` */
  async pause(workspaceId: string, id: string): Promise<Campaign> {
    const check = { action: 'pause', isPaidFor: false } as const;
    return this.#change(workspaceId, id, check, async (current) => ({ ...current, status: 'paused' }));
  }

  async #existing(workspaceId: string, id: string): Promise<Campaign> {
    return existingCampaign(this.#parts.storage, this.#origin, workspaceId, id);
  }

  /** Stores what `change` makes of the campaign, once existence, subscription and status have been checked. */
  async #change(
    workspaceId: string,
    id: string,
    check: StatusOptions & { readonly action: CampaignAction; readonly isPaidFor: boolean },
    change: (current: Campaign, at: Date) => Promise<Campaign>,
  ): Promise<Campaign> {
    const { storage, now } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      const current = await this.#existing(workspaceId, id);
      if (check.isPaidFor) await requireActiveSubscription(storage, workspaceId);
      requireStatus(check.action, current.status, check.onlyIn);
      const at = now();
      const changed = { ...(await change(current, at)), updatedAt: at };
      await storage.campaigns.save(changed);
      return changed;
    });
  }
}
