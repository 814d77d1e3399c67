import type { Slice } from '../outreach/page.ts';
import type { WorkspaceRepository } from '../outreach/storage.ts';
import type { Workspace } from '../outreach/workspace.ts';
import { fromTime } from './columns.ts';
import { inSlice } from './slices.ts';
import type { WorkspacesTable } from './tables.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

export class SqlWorkspaces implements WorkspaceRepository {
  readonly #work: SqlUnitOfWork;

  constructor(work: SqlUnitOfWork) {
    this.#work = work;
  }

  async insert(workspace: Workspace): Promise<void> {
    await this.#work.db.insertInto('workspaces').values(toRow(workspace)).execute();
  }

  async find(id: string): Promise<Workspace | undefined> {
    const row = await this.#work.db
      .selectFrom('workspaces')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst();
    return row && fromRow(row);
  }

  async list(slice: Slice): Promise<Workspace[]> {
    const rows = await this.#work.db
      .selectFrom('workspaces')
      .selectAll()
      .where(inSlice(slice, 'workspaces'))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(slice.limit)
      .execute();
    return rows.map(fromRow);
  }

  async save(workspace: Workspace): Promise<void> {
    const { id, ...changed } = toRow(workspace);
    await this.#work.db.updateTable('workspaces').set(changed).where('id', '=', id).execute();
  }
}

function toRow(workspace: Workspace): WorkspacesTable {
  return {
    id: workspace.id,
    name: workspace.name,
    requests_per_minute: workspace.rateLimit,
    created_at: fromTime(workspace.createdAt),
    updated_at: fromTime(workspace.updatedAt),
  };
}

function fromRow(row: WorkspacesTable): Workspace {
  return {
    id: row.id,
    name: row.name,
    rateLimit: row.requests_per_minute,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  };
}
