import { dayOf } from './columns.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

/** What is counted by the day. */
export interface DayCounts {
  readonly sent: number;
  readonly opened: number;
  readonly replied: number;
  readonly bounced: number;
}

/** What happened in campaigns from day to day (UTC). */
export class SqlCampaignDays {
  readonly #work: SqlUnitOfWork;

  constructor(work: SqlUnitOfWork) {
    this.#work = work;
  }

  /** Adds to the day on which the moment lies. */
  async count(campaignId: string, counts: DayCounts, at: Date): Promise<void> {
    await this.#work.db
      .insertInto('campaign_days')
      .values({ campaign_id: campaignId, day: dayOf(at), ...counts })
      .onConflict((conflict) =>
        conflict.columns(['campaign_id', 'day']).doUpdateSet((column) => ({
          sent: column('campaign_days.sent', '+', column.ref('excluded.sent')),
          opened: column('campaign_days.opened', '+', column.ref('excluded.opened')),
          replied: column('campaign_days.replied', '+', column.ref('excluded.replied')),
          bounced: column('campaign_days.bounced', '+', column.ref('excluded.bounced')),
        })),
      )
      .execute();
  }
}
