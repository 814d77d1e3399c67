import type { SubscriptionRepository } from '../outreach/storage.ts';
import type { Subscription } from '../outreach/subscription.ts';
import { fromTime } from './columns.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

export class SqlSubscriptions implements SubscriptionRepository {
  readonly #work: SqlUnitOfWork;

  constructor(work: SqlUnitOfWork) {
    this.#work = work;
  }

  async find(workspaceId: string): Promise<Subscription | undefined> {
    const row = await this.#work.db
      .selectFrom('subscriptions')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .executeTakeFirst();
    return row && { workspaceId, status: row.status, updatedAt: new Date(row.updated_at) };
  }

  async save({ workspaceId, status, updatedAt }: Subscription): Promise<void> {
    const changed = { status, updated_at: fromTime(updatedAt) };
    await this.#work.db
      .insertInto('subscriptions')
      .values({ workspace_id: workspaceId, ...changed })
      .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(changed))
      .execute();
  }
}
