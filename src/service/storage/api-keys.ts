import type { StoredApiKey } from '../outreach/api-key.ts';
import type { Slice } from '../outreach/page.ts';
import type { ApiKeyRepository } from '../outreach/storage.ts';
import { fromTime, fromTimeOrNull, toTimeOrNull } from './columns.ts';
import { inSlice } from './slices.ts';
import type { ApiKeysTable } from './tables.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

export class SqlApiKeys implements ApiKeyRepository {
  readonly #work: SqlUnitOfWork;

  constructor(work: SqlUnitOfWork) {
    this.#work = work;
  }

  async insert(key: StoredApiKey): Promise<void> {
    await this.#work.db.insertInto('api_keys').values(toRow(key)).execute();
  }

  async find(workspaceId: string, id: string): Promise<StoredApiKey | undefined> {
    const row = await this.#work.db
      .selectFrom('api_keys')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', id)
      .executeTakeFirst();
    return row && fromRow(row);
  }

  async findByHint(hint: string): Promise<StoredApiKey[]> {
    const rows = await this.#work.db.selectFrom('api_keys').selectAll().where('hint', '=', hint).execute();
    return rows.map(fromRow);
  }

  async list(workspaceId: string, slice: Slice): Promise<StoredApiKey[]> {
    const rows = await this.#work.db
      .selectFrom('api_keys')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where(inSlice(slice, 'api_keys'))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(slice.limit)
      .execute();
    return rows.map(fromRow);
  }

  async save(key: StoredApiKey): Promise<void> {
    const { id, workspace_id, ...changed } = toRow(key);
    await this.#work.db
      .updateTable('api_keys')
      .set(changed)
      .where('workspace_id', '=', workspace_id)
      .where('id', '=', id)
      .execute();
  }
}

function toRow(key: StoredApiKey): ApiKeysTable {
  return {
    id: key.id,
    workspace_id: key.workspaceId,
    api: key.api,
    name: key.name,
    scopes: JSON.stringify(key.scopes),
    hint: key.hint,
    digest: key.digest,
    created_at: fromTime(key.createdAt),
    expires_at: fromTimeOrNull(key.expiresAt),
    revoked_at: fromTimeOrNull(key.revokedAt),
  };
}

function fromRow(row: ApiKeysTable): StoredApiKey {
  const scopes: string[] = JSON.parse(row.scopes);
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    api: row.api,
    name: row.name,
    scopes,
    hint: row.hint,
    digest: row.digest,
    createdAt: new Date(row.created_at),
    expiresAt: toTimeOrNull(row.expires_at),
    revokedAt: toTimeOrNull(row.revoked_at),
  };
}
