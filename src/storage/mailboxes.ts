import type { Mailbox } from '../outreach/mailbox.ts';
import type { Slice } from '../outreach/page.ts';
import type { MailboxFilter, MailboxRepository } from '../outreach/storage.ts';
import { chunks, emailKey, fromTime } from './columns.ts';
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
    created_at: fromTime(mailbox.createdAt),
    updated_at: fromTime(mailbox.updatedAt),
  };
}

function fromRow(row: MailboxesTable): Mailbox {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    email: row.email,
    displayName: row.display_name,
    connected: row.connected === 1,
    sendingEnabled: row.sending_enabled === 1,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
