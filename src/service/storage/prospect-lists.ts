import type { Prospect } from '../outreach/prospect.ts';
import { chunks } from './columns.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

/** Columns of a row of `prospect_lists`. */
const COLUMNS = 4;

/** Which prospects are on which lists. Always called within a transaction of `SqlProspects`. */
export class SqlProspectLists {
  readonly #work: SqlUnitOfWork;

  constructor(work: SqlUnitOfWork) {
    this.#work = work;
  }

  async insertAll(prospects: readonly Prospect[]): Promise<void> {
    const rows = prospects.flatMap(({ id, workspaceId, listIds }) =>
      listIds.map((list_id, position) => ({ prospect_id: id, list_id, workspace_id: workspaceId, position })),
    );
    for (const some of chunks(rows, COLUMNS)) {
      await this.#work.db.insertInto('prospect_lists').values(some).execute();
    }
  }

  async replace(prospect: Prospect): Promise<void> {
    await this.#work.db.deleteFrom('prospect_lists').where('prospect_id', '=', prospect.id).execute();
    await this.insertAll([prospect]);
  }

  /** The lists of each of the prospects that is on any, by the prospect's id. */
  async ofProspects(prospectIds: readonly string[]): Promise<Map<string, string[]>> {
    const lists = new Map<string, string[]>();
    for (const some of chunks(prospectIds)) {
      const rows = await this.#work.db
        .selectFrom('prospect_lists')
        .select(['prospect_id', 'list_id'])
        .where('prospect_id', 'in', some)
        .orderBy('prospect_id')
        .orderBy('position')
        .execute();
      for (const { prospect_id, list_id } of rows) {
        lists.set(prospect_id, [...(lists.get(prospect_id) ?? []), list_id]);
      }
    }
    return lists;
  }

  /** The ids of at most `limit` prospects on the lists, each once. */
  async members(workspaceId: string, listIds: readonly string[], limit: number): Promise<string[]> {
    const rows = await this.#work.db
      .selectFrom('prospect_lists')
      .select('prospect_id')
      .distinct()
      .where('workspace_id', '=', workspaceId)
      .where('list_id', 'in', listIds)
      .limit(limit)
      .execute();
    return rows.map((row) => row.prospect_id);
  }

  /** Those of the lists that somebody is on. */
  async known(workspaceId: string, listIds: readonly string[]): Promise<string[]> {
    const rows = await this.#work.db
      .selectFrom('prospect_lists')
      .select('list_id')
      .distinct()
      .where('workspace_id', '=', workspaceId)
      .where('list_id', 'in', listIds)
      .execute();
    return rows.map((row) => row.list_id);
  }
}
