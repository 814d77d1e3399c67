import type { Campaign, CampaignStats, CampaignSummary } from '../outreach/campaign.ts';
import type { NumberedPage, NumberedPageRequest, Slice } from '../outreach/page.ts';
import type { CampaignFilter, CampaignQuery, CampaignRepository } from '../outreach/storage.ts';
import { SqlCampaignDays } from './campaign-days.ts';
import { fromRow, SUMMARY_COLUMNS, summaryFromRow, toRow } from './campaign-rows.ts';
import { fromTime } from './columns.ts';
import { numberedPage } from './numbered-page.ts';
import { contains } from './search.ts';
import { inSlice } from './slices.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

const SORT_COLUMNS = { createdAt: 'created_at', updatedAt: 'updated_at', name: 'name_key' } as const;

export class SqlCampaigns implements CampaignRepository {
  readonly #work: SqlUnitOfWork;
  readonly #days: SqlCampaignDays;

  constructor(work: SqlUnitOfWork) {
    this.#work = work;
    this.#days = new SqlCampaignDays(work);
  }

  async insert(campaign: Campaign): Promise<void> {
    await this.#work.transaction(async () => {
      await this.#work.db.insertInto('campaigns').values(toRow(campaign)).execute();
      await this.#insertMailboxes(campaign);
    });
  }

  async find(workspaceId: string, id: string): Promise<Campaign | undefined> {
    return this.#work.transaction(async () => {
      const row = await this.#work.db
        .selectFrom('campaigns')
        .selectAll()
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && fromRow(row, await this.#mailboxIds(id));
    });
  }

  async list(workspaceId: string, filter: CampaignFilter, slice: Slice): Promise<CampaignSummary[]> {
    const rows = await this.#selected(workspaceId, filter)
      .select(SUMMARY_COLUMNS)
      .where(inSlice(slice, 'campaigns'))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(slice.limit)
      .execute();
    return rows.map(summaryFromRow);
  }

  async page(
    workspaceId: string,
    query: CampaignQuery & { readonly origin: string },
    request: NumberedPageRequest,
  ): Promise<NumberedPage<CampaignSummary>> {
    const direction = query.order === 'ascending' ? 'asc' : 'desc';
    return this.#work.transaction(async () => {
      const sorted = this.#selected(workspaceId, query)
        .select(SUMMARY_COLUMNS)
        .orderBy(SORT_COLUMNS[query.sortBy ?? 'createdAt'], direction)
        .orderBy('id', direction);
      return await numberedPage(sorted, request, summaryFromRow);
    });
  }

  async save(campaign: Campaign): Promise<void> {
    const { id, workspace_id, enrolled, sent, opened, replied, bounced, unsubscribed, ...changed } =
      toRow(campaign);
    await this.#work.transaction(async () => {
      await this.#work.db
        .updateTable('campaigns')
        .set(changed)
        .where('workspace_id', '=', workspace_id)
        .where('id', '=', id)
        .execute();
      await this.#work.db.deleteFrom('campaign_mailboxes').where('campaign_id', '=', id).execute();
      await this.#insertMailboxes(campaign);
    });
  }

  async count(workspaceId: string, id: string, change: Partial<CampaignStats>, at: Date): Promise<void> {
    const { enrolled = 0, sent = 0, opened = 0, replied = 0, bounced = 0, unsubscribed = 0 } = change;
    await this.#work.transaction(async () => {
      await this.#work.db
        .updateTable('campaigns')
        .set((column) => ({
          enrolled: column('enrolled', '+', enrolled),
          sent: column('sent', '+', sent),
          opened: column('opened', '+', opened),
          replied: column('replied', '+', replied),
          bounced: column('bounced', '+', bounced),
          unsubscribed: column('unsubscribed', '+', unsubscribed),
        }))
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', id)
        .execute();
      if (sent !== 0 || opened !== 0 || replied !== 0 || bounced !== 0) {
        await this.#days.count(id, { sent, opened, replied, bounced }, at);
      }
    });
  }

  async delete(workspaceId: string, id: string): Promise<void> {
    await this.#work.db
      .deleteFrom('campaigns')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .execute();
  }

  #selected(workspaceId: string, { origin, status, search, createdAfter }: CampaignQuery & CampaignFilter) {
    let query = this.#work.db
      .selectFrom('campaigns')
      .where('workspace_id', '=', workspaceId)
      .where('origin', '=', origin);
    if (status !== undefined) query = query.where('status', '=', status);
    if (search !== undefined) query = query.where((column) => contains(column.ref('name_key'), search));
    if (createdAfter !== undefined) query = query.where('created_at', '>', fromTime(createdAfter));
    return query;
  }

  async #mailboxIds(campaignId: string): Promise<string[]> {
    const rows = await this.#work.db
      .selectFrom('campaign_mailboxes')
      .select('mailbox_id')
      .where('campaign_id', '=', campaignId)
      .orderBy('position')
      .execute();
    return rows.map((row) => row.mailbox_id);
  }

  async #insertMailboxes({ id, mailboxIds }: Campaign): Promise<void> {
    const rows = mailboxIds.map((mailbox_id, position) => ({ campaign_id: id, mailbox_id, position }));
    if (rows.length > 0) await this.#work.db.insertInto('campaign_mailboxes').values(rows).execute();
  }
}
