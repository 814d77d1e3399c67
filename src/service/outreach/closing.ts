import type { Campaign } from './campaign.ts';
import type { ClosedStatus } from './campaign-status.ts';
import type { OutreachParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import { requireStatus } from './require-status.ts';

/** Ends campaigns for good, whichever API made them, on an operator's word. */
export class Closing {
  readonly #parts: OutreachParts;

  constructor(parts: OutreachParts) {
    this.#parts = parts;
  }

  /** @throws Refusal `not_found`, `invalid_status` */
  async close(
    workspaceId: string,
    campaignId: string,
    { status, reason }: { readonly status: ClosedStatus; readonly reason: string },
  ): Promise<Campaign> {
    const { storage, now } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      const current = await storage.campaigns.find(workspaceId, campaignId);
      if (current === undefined) throw new Refusal({ code: 'not_found', what: 'campaign', id: campaignId });
      requireStatus('close', current.status);
      const closed: Campaign = { ...current, status, closedReason: reason, updatedAt: now() };
      await storage.campaigns.save(closed);
      return closed;
    });
  }
}
