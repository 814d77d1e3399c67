import { type Changes, withChanges } from './changes.ts';
import { serversOf } from './mail.ts';
import type { Mailbox, NewConnectedMailbox, NewMailbox } from './mailbox.ts';
import { type NumberedPage, type NumberedPageRequest, type Page, type PageRequest, pageOf } from './page.ts';
import type { OutreachParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import type { MailboxFilter, MailboxQuery } from './storage.ts';
import { existingWorkspace } from './workspaces.ts';

type Details = Omit<
  Mailbox,
  'id' | 'workspaceId' | 'connected' | 'sendingEnabled' | 'createdAt' | 'updatedAt'
>;

export class Mailboxes {
  readonly #parts: OutreachParts;

  constructor(parts: OutreachParts) {
    this.#parts = parts;
  }

  /**
   * A new mailbox of which no more than its address is known: connected, and with sending enabled.
   *
   * @throws Refusal `not_found` for an unknown workspace, `mailbox_exists`
   */
  async connect(workspaceId: string, { email, displayName = null }: NewMailbox): Promise<Mailbox> {
    const { storage } = this.#parts;
    const details = { email, displayName, provider: null, dailyLimit: null, servers: null };
    return storage.unitOfWork.transaction(() => this.#insert(workspaceId, details));
  }

  /**
   * A new mailbox, once its connection has been tested: connected, and with sending enabled.
   *
   * @throws Refusal `not_found` for an unknown workspace, `mailbox_exists`, `connection_failed`
   * @throws Error within a transaction
   */
  async add(workspaceId: string, given: NewConnectedMailbox): Promise<Mailbox> {
    await this.test(workspaceId, given);
    return this.insertTested(workspaceId, given);
  }

  /**
   * Asks whether it could be added, its connection included.
   *
   * @throws Refusal `not_found` for an unknown workspace, `mailbox_exists`, `connection_failed`
   * @throws Error within a transaction
   */
  async test(workspaceId: string, { email, connection }: NewConnectedMailbox): Promise<void> {
    const { storage, mail } = this.#parts;
    storage.unitOfWork.requireNone();
    await this.#requireFree(workspaceId, email);
    const test = await mail.test(connection);
    if (!test.ok) throw new Refusal({ code: 'connection_failed', server: test.server, reason: test.reason });
  }

  /**
   * Adds one that has been tested.
   *
   * @throws Refusal `not_found` for an unknown workspace, `mailbox_exists`
   */
  async insertTested(workspaceId: string, { connection, ...given }: NewConnectedMailbox): Promise<Mailbox> {
    const { storage } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      const mailbox = await this.#insert(workspaceId, { ...given, servers: serversOf(connection) });
      await storage.mailConnections.insert(mailbox.id, connection);
      return mailbox;
    });
  }

  /** @throws Refusal `not_found` for an unknown workspace, `bad_cursor` */
  async list(workspaceId: string, request: PageRequest & MailboxFilter): Promise<Page<Mailbox>> {
    const { storage } = this.#parts;
    await existingWorkspace(storage, workspaceId);
    return pageOf(request, (slice) => storage.mailboxes.list(workspaceId, { email: request.email }, slice));
  }

  /** The newest first. */
  async page(
    workspaceId: string,
    { page, limit, ...query }: NumberedPageRequest & MailboxQuery,
  ): Promise<NumberedPage<Mailbox>> {
    return this.#parts.storage.mailboxes.page(workspaceId, query, { page, limit });
  }

  /** Those of the ids that are mailboxes of the workspace, in that order. */
  async known(workspaceId: string, ids: readonly string[]): Promise<Mailbox[]> {
    const found = await this.#parts.storage.mailboxes.findAll(workspaceId, ids);
    return found.toSorted((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id));
  }

  /** @throws Refusal `not_found` */
  async get(workspaceId: string, id: string): Promise<Mailbox> {
    return this.#existing(workspaceId, id);
  }

  /**
   * Reconnects or disconnects it, lets it send or not. It may be what it is asked to become already.
   *
   * @throws Refusal `not_found`
   */
  async update(
    workspaceId: string,
    id: string,
    changes: Changes<Pick<Mailbox, 'connected' | 'sendingEnabled'>>,
  ): Promise<Mailbox> {
    const { storage, now } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      const current = await this.#existing(workspaceId, id);
      const { connected, sendingEnabled } = withChanges(current, changes);
      const changed = { ...current, connected, sendingEnabled, updatedAt: now() };
      await storage.mailboxes.save(changed);
      return changed;
    });
  }

  /**
   * Deletes it with its connection. A campaign that is over goes on telling from where it sent.
   *
   * @throws Refusal `not_found`, `mailbox_in_use` by a campaign that is not over
   */
  async delete(workspaceId: string, id: string): Promise<void> {
    const { storage } = this.#parts;
    await storage.unitOfWork.transaction(async () => {
      await this.#existing(workspaceId, id);
      if (await storage.mailboxes.isInUse(workspaceId, id)) throw new Refusal({ code: 'mailbox_in_use', id });
      await storage.mailboxes.delete(workspaceId, id);
    });
  }

  /**
   * Sends one e-mail at once.
   *
   * @throws Refusal `not_found`, `no_connection`, `connection_failed`, `mail_not_accepted`
   * @throws Error within a transaction
   */
  async sendTest(
    workspaceId: string,
    id: string,
    { to, subject, text }: { readonly to: string; readonly subject: string; readonly text: string },
  ): Promise<{ readonly mailbox: Mailbox; readonly sentAt: Date; readonly messageId: string }> {
    const { storage, mail, now } = this.#parts;
    storage.unitOfWork.requireNone();
    const mailbox = await this.#existing(workspaceId, id);
    const connection = await storage.mailConnections.find(id);
    if (connection === undefined) throw new Refusal({ code: 'no_connection', id });
    const from = { name: mailbox.displayName ?? '', address: mailbox.email };
    const sent = await mail.send(connection, { from, to, subject, text });
    if (sent.ok) return { mailbox, sentAt: now(), messageId: sent.messageId };
    if (sent.reason === 'not_accepted') throw new Refusal({ code: 'mail_not_accepted', id });
    throw new Refusal({ code: 'connection_failed', server: sent.server, reason: sent.reason });
  }

  async #insert(workspaceId: string, details: Details): Promise<Mailbox> {
    const { storage, now, newId } = this.#parts;
    await this.#requireFree(workspaceId, details.email);
    const at = now();
    const mailbox: Mailbox = {
      ...details,
      id: newId(),
      workspaceId,
      connected: true,
      sendingEnabled: true,
      createdAt: at,
      updatedAt: at,
    };
    await storage.mailboxes.insert(mailbox);
    return mailbox;
  }

  async #requireFree(workspaceId: string, email: string): Promise<void> {
    const { storage } = this.#parts;
    await existingWorkspace(storage, workspaceId);
    const same = await storage.mailboxes.findByEmail(workspaceId, email);
    if (same === undefined) return;
    throw new Refusal({ code: 'mailbox_exists', email: same.email, mailboxId: same.id });
  }

  async #existing(workspaceId: string, id: string): Promise<Mailbox> {
    const mailbox = await this.#parts.storage.mailboxes.find(workspaceId, id);
    if (mailbox === undefined) throw new Refusal({ code: 'not_found', what: 'mailbox', id });
    return mailbox;
  }
}
