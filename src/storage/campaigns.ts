import type { Campaign, CampaignStats, CampaignSummary } from '../outreach/campaign.ts';
import type { Slice } from '../outreach/page.ts';
import type { CampaignFilter, CampaignRepository } from '../outreach/storage.ts';
import { fromRow, SUMMARY_COLUMNS, summaryFromRow, toRow } from './campaign-rows.ts';
import { inSlice } from './slices.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

export class SqlCampaigns implements CampaignRepository {
  readonly #work: SqlUnitOfWork;

  constructor(work: SqlUnitOfWork) {
    this.#work = work;
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

  async list(workspaceId: string, { status }: CampaignFilter, slice: Slice): Promise<CampaignSummary[]> {
    let query = this.#work.db
      .selectFrom('campaigns')
      .select(SUMMARY_COLUMNS)
      .where('workspace_id', '=', workspaceId)
      .where(inSlice(slice, 'campaigns'));
    if (status !== undefined) query = query.where('status', '=', status);
    const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(slice.limit).execute();
    return rows.map(summaryFromRow);
  }

  async save(campaign: Campaign): Promise<void> {
    const { id, workspace_id, enrolled, sent, opened, replied, bounced, ...changed } = toRow(campaign);
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

  async count(workspaceId: string, id: string, change: Partial<CampaignStats>): Promise<void> {
    const { enrolled = 0, sent = 0, opened = 0, replied = 0, bounced = 0 } = change;
    await this.#work.db
      .updateTable('campaigns')
      .set((column) => ({
        enrolled: column('enrolled', '+', enrolled),
        sent: column('sent', '+', sent),
        opened: column('opened', '+', opened),
        replied: column('replied', '+', replied),
        bounced: column('bounced', '+', bounced),
      }))
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .execute();
  }

  async delete(workspaceId: string, id: string): Promise<void> {
    await this.#work.db
      .deleteFrom('campaigns')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .execute();
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
    await this.#work.db.insertInto('campaign_mailboxes').values(rows).execute();
  }
}
