import type { Slice } from '../outreach/page.ts';
import type { Prospect } from '../outreach/prospect.ts';
import type { ProspectFilter, ProspectRepository } from '../outreach/storage.ts';
import { chunks, emailKey } from './columns.ts';
import { SqlProspectLists } from './prospect-lists.ts';
import { fromRow, toRow } from './prospect-rows.ts';
import { inSlice } from './slices.ts';
import type { ProspectsTable } from './tables.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

/** Columns of a row of `prospects`. */
const COLUMNS = 14;

export class SqlProspects implements ProspectRepository {
  readonly #work: SqlUnitOfWork;
  readonly #lists: SqlProspectLists;

  constructor(work: SqlUnitOfWork) {
    this.#work = work;
    this.#lists = new SqlProspectLists(work);
  }

  async insertAll(prospects: readonly Prospect[]): Promise<void> {
    await this.#work.transaction(async () => {
      for (const some of chunks(prospects, COLUMNS)) {
        await this.#work.db.insertInto('prospects').values(some.map(toRow)).execute();
      }
      await this.#lists.insertAll(prospects);
    });
  }

  async find(workspaceId: string, id: string): Promise<Prospect | undefined> {
    const [prospect] = await this.findAll(workspaceId, [id]);
    return prospect;
  }

  async findAll(workspaceId: string, ids: readonly string[]): Promise<Prospect[]> {
    return this.#inChunks(ids, (some) => this.#of(workspaceId).where('id', 'in', some).execute());
  }

  async findByEmails(workspaceId: string, emails: readonly string[]): Promise<Prospect[]> {
    return this.#inChunks([...new Set(emails.map(emailKey))], (some) =>
      this.#of(workspaceId).where('email_key', 'in', some).execute(),
    );
  }

  async findByLists(workspaceId: string, listIds: readonly string[], limit: number): Promise<Prospect[]> {
    return this.findAll(workspaceId, await this.#lists.members(workspaceId, listIds, limit));
  }

  async knownLists(workspaceId: string, listIds: readonly string[]): Promise<string[]> {
    return this.#lists.known(workspaceId, listIds);
  }

  async list(workspaceId: string, { email }: ProspectFilter, slice: Slice): Promise<Prospect[]> {
    return this.#work.transaction(async () => {
      let query = this.#of(workspaceId).where(inSlice(slice, 'prospects'));
      if (email !== undefined) query = query.where('email_key', '=', emailKey(email));
      const rows = await query
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(slice.limit)
        .execute();
      return this.#withLists(rows);
    });
  }

  async save(prospect: Prospect): Promise<void> {
    const { id, workspace_id, ...changed } = toRow(prospect);
    await this.#work.transaction(async () => {
      await this.#work.db
        .updateTable('prospects')
        .set(changed)
        .where('workspace_id', '=', workspace_id)
        .where('id', '=', id)
        .execute();
      await this.#lists.replace(prospect);
    });
  }

  #of(workspaceId: string) {
    return this.#work.db.selectFrom('prospects').selectAll().where('workspace_id', '=', workspaceId);
  }

  async #inChunks(
    values: readonly string[],
    query: (some: readonly string[]) => Promise<ProspectsTable[]>,
  ): Promise<Prospect[]> {
    return this.#work.transaction(async () => {
      const rows: ProspectsTable[] = [];
      for (const some of chunks(values)) rows.push(...(await query(some)));
      return this.#withLists(rows);
    });
  }

  async #withLists(rows: readonly ProspectsTable[]): Promise<Prospect[]> {
    const lists = await this.#lists.ofProspects(rows.map((row) => row.id));
    return rows.map((row) => fromRow(row, lists.get(row.id) ?? []));
  }
}
