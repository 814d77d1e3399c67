import type { MailConnection } from '../outreach/mail.ts';
import type { MailConnectionRepository } from '../outreach/storage.ts';
import type { SecretBox } from './secret-box.ts';
import type { SqlUnitOfWork } from './unit-of-work.ts';

/** How to log in to mailboxes: sealed, each bound to its mailbox. */
export class SqlMailConnections implements MailConnectionRepository {
  readonly #work: SqlUnitOfWork;
  readonly #secrets: SecretBox;

  constructor(work: SqlUnitOfWork, secrets: SecretBox) {
    this.#work = work;
    this.#secrets = secrets;
  }

  async insert(mailboxId: string, connection: MailConnection): Promise<void> {
    const sealed = this.#secrets.seal(JSON.stringify(connection), ownerOf(mailboxId));
    await this.#work.db
      .insertInto('mail_connections')
      .values({ mailbox_id: mailboxId, sealed: Buffer.from(sealed).toString('base64') })
      .execute();
  }

  async find(mailboxId: string): Promise<MailConnection | undefined> {
    const row = await this.#work.db
      .selectFrom('mail_connections')
      .select('sealed')
      .where('mailbox_id', '=', mailboxId)
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const connection: MailConnection = JSON.parse(
      this.#secrets.open(Buffer.from(row.sealed, 'base64'), ownerOf(mailboxId)),
    );
    return connection;
  }
}

function ownerOf(mailboxId: string): string {
  return `mailbox ${mailboxId}`;
}
