import { type Changes, withChanges } from './changes.ts';
import type { Mailbox, NewMailbox } from './mailbox.ts';
import { type Page, type PageRequest, pageOf } from './page.ts';
import type { OutreachParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import type { MailboxFilter } from './storage.ts';
import { existingWorkspace } from './workspaces.ts';

export class Mailboxes {
  readonly #parts: OutreachParts;

  constructor(parts: OutreachParts) {
    this.#parts = parts;
  }

  /**
   * A new mailbox, connected and with sending enabled.
   *
   * @throws Refusal `not_found` for an unknown workspace, `mailbox_exists`
   */
  async connect(workspaceId: string, given: NewMailbox): Promise<Mailbox> {
    const { storage, now, newId } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      await existingWorkspace(storage, workspaceId);
      const same = await storage.mailboxes.findByEmail(workspaceId, given.email);
      if (same !== undefined) {
        throw new Refusal({ code: 'mailbox_exists', email: same.email, mailboxId: same.id });
      }
      const at = now();
      const mailbox: Mailbox = {
        id: newId(),
        workspaceId,
        email: given.email,
        displayName: given.displayName ?? null,
        connected: true,
        sendingEnabled: true,
        createdAt: at,
        updatedAt: at,
      };
      await storage.mailboxes.insert(mailbox);
      return mailbox;
    });
  }

  /** @throws Refusal `not_found` for an unknown workspace, `bad_cursor` */
  async list(workspaceId: string, request: PageRequest & MailboxFilter): Promise<Page<Mailbox>> {
    const { storage } = this.#parts;
    await existingWorkspace(storage, workspaceId);
    return pageOf(request, (slice) => storage.mailboxes.list(workspaceId, { email: request.email }, slice));
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

  async #existing(workspaceId: string, id: string): Promise<Mailbox> {
    const mailbox = await this.#parts.storage.mailboxes.find(workspaceId, id);
    if (mailbox === undefined) throw new Refusal({ code: 'not_found', what: 'mailbox', id });
    return mailbox;
  }
}
