import type { Campaign, CampaignInput, CampaignSummary, NewCampaign } from './campaign.ts';
import { settingsOf, withSettingsChanged } from './campaign-settings.ts';
import { type CampaignAction, type ClosedStatus, requireStatus } from './campaign-status.ts';
import type { Changes } from './changes.ts';
import { enrollAll, prospectsById } from './enrolling.ts';
import { requireUsableMailboxes } from './mailboxes.ts';
import { type Page, type PageRequest, pageOf } from './page.ts';
import type { OutreachParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import type { CampaignFilter, OutreachStorage } from './storage.ts';
import { requireActiveSubscription } from './subscriptions.ts';

/**
 * The checks of every action come in this order, and the first that fails is the answer: the campaign exists,
 * subscription, status, end date, mailboxes (design.md, decisions on the Campaign API).
 */
export class Campaigns {
  readonly #parts: OutreachParts;

  constructor(parts: OutreachParts) {
    this.#parts = parts;
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
      await requireUsableMailboxes(storage, workspaceId, settings.mailboxIds);
      const prospects = await prospectsById(storage, workspaceId, given.prospectIds ?? []);
      const campaign: Campaign = {
        ...settings,
        id: newId(),
        workspaceId,
        status: 'draft',
        closedReason: null,
        startedAt: null,
        stats: { enrolled: 0, sent: 0, opened: 0, replied: 0, bounced: 0 },
        createdAt: at,
        updatedAt: at,
      };
      await storage.campaigns.insert(campaign);
      await enrollAll(this.#parts, campaign, prospects);
      return { ...campaign, stats: { ...campaign.stats, enrolled: prospects.length } };
    });
  }

  /** @throws Refusal `not_found` */
  async get(workspaceId: string, id: string): Promise<Campaign> {
    return existingCampaign(this.#parts.storage, workspaceId, id);
  }

  /** @throws Refusal `bad_cursor` */
  async list(workspaceId: string, request: PageRequest & CampaignFilter): Promise<Page<CampaignSummary>> {
    const { storage } = this.#parts;
    return pageOf(request, (slice) => storage.campaigns.list(workspaceId, { status: request.status }, slice));
  }

  /**
   * Changes what is given; `steps` and `mailboxIds` are replaced as a whole.
   *
   * @throws Refusal `not_found`, `invalid_status`, `invalid_dates` (of the campaign as it would be),
   *   `unusable_mailboxes` (only if mailboxes are given)
   */
  async update(workspaceId: string, id: string, changes: Changes<CampaignInput>): Promise<Campaign> {
    const { storage } = this.#parts;
    return this.#act('update', workspaceId, id, async (current, at) => {
      const changed = withSettingsChanged(current, changes, at);
      if (changes.mailboxIds !== undefined) {
        await requireUsableMailboxes(storage, workspaceId, changed.mailboxIds);
      }
      return changed;
    });
  }

  /**
   * Removes the campaign with its enrollments.
   *
   * @throws Refusal `not_found`, `invalid_status`
   */
  async delete(workspaceId: string, id: string): Promise<void> {
    const { storage } = this.#parts;
    await storage.unitOfWork.transaction(async () => {
      const campaign = await existingCampaign(storage, workspaceId, id);
      requireStatus('delete', campaign.status);
      await storage.campaigns.delete(workspaceId, id);
    });
  }

  /**
   * Starts a draft, or goes on with a paused campaign.
   *
   * @throws Refusal `not_found`, `subscription_blocked`, `invalid_status`, `end_date_expired`, `unusable_mailboxes`
   */
  async start(workspaceId: string, id: string): Promise<Campaign> {
    const { storage } = this.#parts;
    return this.#act('start', workspaceId, id, async (current, at) => {
      const { endDate } = current;
      if (endDate !== null && endDate <= at) throw new Refusal({ code: 'end_date_expired', endDate });
      await requireUsableMailboxes(storage, workspaceId, current.mailboxIds);
      return { ...current, status: 'running', startedAt: at };
    });
  }

  /** @throws Refusal `not_found`, `invalid_status` */
  async pause(workspaceId: string, id: string): Promise<Campaign> {
    return this.#act('pause', workspaceId, id, async (current) => ({ ...current, status: 'paused' }));
  }

  /**
   * Ends the campaign for good, on an operator's word.
   *
   * @throws Refusal `not_found`, `invalid_status`
   */
  async close(
    workspaceId: string,
    id: string,
    outcome: { readonly status: ClosedStatus; readonly reason: string },
  ): Promise<Campaign> {
    return this.#act('close', workspaceId, id, async (current) => ({
      ...current,
      status: outcome.status,
      closedReason: outcome.reason,
    }));
  }

  /** Stores what `change` makes of the campaign, once existence, subscription and status have been checked. */
  async #act(
    action: CampaignAction,
    workspaceId: string,
    id: string,
    change: (current: Campaign, at: Date) => Promise<Campaign>,
  ): Promise<Campaign> {
    const { storage, now } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      const current = await existingCampaign(storage, workspaceId, id);
      if (action === 'start') await requireActiveSubscription(storage, workspaceId);
      requireStatus(action, current.status);
      const at = now();
      const changed = { ...(await change(current, at)), updatedAt: at };
      await storage.campaigns.save(changed);
      return changed;
    });
  }
}

/** @throws Refusal `not_found` */
export async function existingCampaign(
  storage: OutreachStorage,
  workspaceId: string,
  id: string,
): Promise<Campaign> {
  const campaign = await storage.campaigns.find(workspaceId, id);
  if (campaign === undefined) throw new Refusal({ code: 'not_found', what: 'campaign', id });
  return campaign;
}
