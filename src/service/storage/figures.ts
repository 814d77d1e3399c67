import type { CampaignFigures, DayFigures, TotalFigures } from '../outreach/figures.ts';
import type { DayRange, FigureFilter, FigureRepository } from '../outreach/storage.ts';
import { fromTime } from './columns.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

/** Reads the counts of campaigns, and of their days. */
export class SqlFigures implements FigureRepository {
  readonly #work: SqlUnitOfWork;

  constructor(work: SqlUnitOfWork) {
    this.#work = work;
  }

  async total(workspaceId: string, filter: FigureFilter): Promise<TotalFigures> {
    const row = await this.#selected(workspaceId, filter)
      .select(({ fn }) => [
        fn.countAll().as('campaigns'),
        fn.sum('sent').as('sent'),
        fn.sum('opened').as('opened'),
        fn.sum('replied').as('replied'),
        fn.sum('bounced').as('bounced'),
      ])
      .executeTakeFirstOrThrow();
    return {
      campaigns: Number(row.campaigns),
      // A sum over nothing is null.
      sent: Number(row.sent),
      opened: Number(row.opened),
      replied: Number(row.replied),
      bounced: Number(row.bounced),
    };
  }

  async ofCampaigns(workspaceId: string, filter: FigureFilter, limit: number): Promise<CampaignFigures[]> {
    const rows = await this.#selected(workspaceId, filter)
      .select(['id', 'name', 'status', 'enrolled', 'sent', 'opened', 'replied', 'bounced', 'created_at'])
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ created_at, ...figures }) => ({ ...figures, createdAt: new Date(created_at) }));
  }

  async ofDays(workspaceId: string, { origin, from, to }: DayRange): Promise<DayFigures[]> {
    const rows = await this.#work.db
      .selectFrom('campaign_days')
      .innerJoin('campaigns', 'campaigns.id', 'campaign_days.campaign_id')
      .select(({ fn }) => [
        'campaign_days.day',
        fn.sum('campaign_days.sent').as('sent'),
        fn.sum('campaign_days.opened').as('opened'),
        fn.sum('campaign_days.replied').as('replied'),
        fn.sum('campaign_days.bounced').as('bounced'),
      ])
      .where('campaigns.workspace_id', '=', workspaceId)
      .where('campaigns.origin', '=', origin)
      .where('campaign_days.day', '>=', from)
      .where('campaign_days.day', '<=', to)
      .groupBy('campaign_days.day')
      .execute();
    return rows.map(({ day, sent, opened, replied, bounced }) => ({
      day,
      sent: Number(sent),
      opened: Number(opened),
      replied: Number(replied),
      bounced: Number(bounced),
    }));
  }

  #selected(workspaceId: string, { origin, status, startedFrom, startedBefore }: FigureFilter) {
    let query = this.#work.db
      .selectFrom('campaigns')
      .where('workspace_id', '=', workspaceId)
      .where('origin', '=', origin);
    if (status !== undefined) query = query.where('status', '=', status);
    if (startedFrom !== undefined) query = query.where('started_at', '>=', fromTime(startedFrom));
    if (startedBefore !== undefined) query = query.where('started_at', '<', fromTime(startedBefore));
    return query;
  }
}
