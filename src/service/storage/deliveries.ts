import type { Delivery, ProspectReply } from '../outreach/delivery.ts';
import type { DeliveryRepository } from '../outreach/storage.ts';
import { toTimeOrNull } from './columns.ts';
import type { DeliveriesTable, RepliesTable } from './tables.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

export class SqlDeliveries implements DeliveryRepository {
  readonly #work: SqlUnitOfWork;

  constructor(work: SqlUnitOfWork) {
    this.#work = work;
  }

  async ofEnrollment(enrollmentId: string, limit: number): Promise<Delivery[]> {
    const rows = await this.#work.db
      .selectFrom('deliveries')
      .selectAll()
      .where('enrollment_id', '=', enrollmentId)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(deliveryFromRow).reverse();
  }

  async repliesTo(enrollmentId: string, limit: number): Promise<ProspectReply[]> {
    const rows = await this.#work.db
      .selectFrom('replies')
      .selectAll()
      .where('enrollment_id', '=', enrollmentId)
      .orderBy('received_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(replyFromRow).reverse();
  }
}

function deliveryFromRow(row: DeliveriesTable): Delivery {
  return {
    id: row.id,
    stepIndex: row.step_index,
    subject: row.subject,
    mailboxEmail: row.mailbox_email,
    status: row.status,
    createdAt: new Date(row.created_at),
    sentAt: toTimeOrNull(row.sent_at),
    openedAt: toTimeOrNull(row.opened_at),
    repliedAt: toTimeOrNull(row.replied_at),
  };
}

function replyFromRow(row: RepliesTable): ProspectReply {
  return {
    id: row.id,
    subject: row.subject,
    preview: row.preview,
    isAutomatic: row.is_automatic === 1,
    asksToUnsubscribe: row.asks_to_unsubscribe === 1,
    receivedAt: new Date(row.received_at),
  };
}
