import { CLOSED_STATUSES } from '../outreach/campaign-status.ts';
import type { MailServers } from '../outreach/mail.ts';
import type { Mailbox } from '../outreach/mailbox.ts';
import type { NumberedPage, NumberedPageRequest, Slice } from '../outreach/page.ts';
import type { MailboxFilter, MailboxQuery, MailboxRepository } from '../outreach/storage.ts';
import { chunks, emailKey, fromTime } from './columns.ts';
import { numberedPage } from './numbered-page.ts';
import { contains, searchKey } from './search.ts';
import { inSlice } from './slices.ts';
import type { MailboxesTable } from './tables.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

export class SqlMailboxes implements MailboxRepository {
  readonly #work: SqlUnitOfWork;

  constructor(work: SqlUnitOfWork) {
    this.#work = work;
  }

  async insert(mailbox: Mailbox): Promise<void> {
    await this.#work.db.insertInto('mailboxes').values(toRow(mailbox)).execute();
  }

  async find(workspaceId: string, id: string): Promise<Mailbox | undefined> {
    const [mailbox] = await this.findAll(workspaceId, [id]);
    return mailbox;
  }

  async findAll(workspaceId: string, ids: readonly string[]): Promise<Mailbox[]> {
    const found: Mailbox[] = [];
    for (const some of chunks(ids)) {
      const rows = await this.#of(workspaceId).where('id', 'in', some).execute();
      found.push(...rows.map(fromRow));
    }
    return found;
  }

  async findByEmail(workspaceId: string, email: string): Promise<Mailbox | undefined> {
    const row = await this.#of(workspaceId).where('email_key', '=', emailKey(email)).executeTakeFirst();
    return row && fromRow(row);
  }

  async list(workspaceId: string, { email }: MailboxFilter, slice: Slice): Promise<Mailbox[]> {
    let query = this.#of(workspaceId).where(inSlice(slice, 'mailboxes'));
    if (email !== undefined) query = query.where('email_key', '=', emailKey(email));
    const rows = await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(slice.limit).execute();
    return rows.map(fromRow);
  }

  async page(
    workspaceId: string,
    { connected, sendingEnabled, search }: MailboxQuery,
    request: NumberedPageRequest,
  ): Promise<NumberedPage<Mailbox>> {
    return this.#work.transaction(async () => {
      let query = this.#of(workspaceId);
      if (connected !== undefined) query = query.where('connected', '=', Number(connected));
      if (sendingEnabled !== undefined) query = query.where('sending_enabled', '=', Number(sendingEnabled));
      if (search !== undefined) query = query.where((column) => contains(column.ref('search_key'), search));
      const newestFirst = query.orderBy('created_at', 'desc').orderBy('id', 'desc');
      return await numberedPage(newestFirst, request, fromRow);
    });
  }

  async isInUse(workspaceId: string, id: string): Promise<boolean> {
    const user = await this.#work.db
      .selectFrom('campaign_mailboxes')
      .innerJoin('campaigns', 'campaigns.id', 'campaign_mailboxes.campaign_id')
      .select('campaigns.id')
      .where('campaigns.workspace_id', '=', workspaceId)
      .where('campaign_mailboxes.mailbox_id', '=', id)
      .where('campaigns.status', 'not in', CLOSED_STATUSES)
      .limit(1)
      .executeTakeFirst();
    return user !== undefined;
  }

  async delete(workspaceId: string, id: string): Promise<void> {
    await this.#work.db
      .deleteFrom('mailboxes')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .execute();
  }

  async save(mailbox: Mailbox): Promise<void> {
    const { id, workspace_id, ...changed } = toRow(mailbox);
    await this.#work.db
      .updateTable('mailboxes')
      .set(changed)
      .where('workspace_id', '=', workspace_id)
      .where('id', '=', id)
      .execute();
  }

  #of(workspaceId: string) {
    return this.#work.db.selectFrom('mailboxes').selectAll().where('workspace_id', '=', workspaceId);
  }
}

function toRow(mailbox: Mailbox): MailboxesTable {
  return {
    id: mailbox.id,
    workspace_id: mailbox.workspaceId,
    email: mailbox.email,
    email_key: emailKey(mailbox.email),
    display_name: mailbox.displayName,
    connected: Number(mailbox.connected),
    sending_enabled: Number(mailbox.sendingEnabled),
    provider: mailbox.provider,
    daily_limit: mailbox.dailyLimit,
    servers: mailbox.servers === null ? null : JSON.stringify(mailbox.servers),
    search_key: searchKey(mailbox.email, mailbox.displayName),
    created_at: fromTime(mailbox.createdAt),
    updated_at: fromTime(mailbox.updatedAt),
  };
}

function fromRow(row: MailboxesTable): Mailbox {
  const servers: MailServers | null = row.servers === null ? null : JSON.parse(row.servers);
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    email: row.email,
    displayName: row.display_name,
    connected: row.connected === 1,
    sendingEnabled: row.sending_enabled === 1,
    provider: row.provider,
    dailyLimit: row.daily_limit,
    servers,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
