import type { Mailbox } from './mailbox.ts';
import { Refusal, type UnusableMailbox } from './refusal.ts';
import type { OutreachStorage } from './storage.ts';

/**
 * @param ability `usable`: it can send now; `known`: the workspace has it
 * @throws Refusal `unusable_mailboxes` that names each id that does not have the ability
 */
export async function requireMailboxes(
  storage: OutreachStorage,
  workspaceId: string,
  ids: readonly string[],
  ability: 'usable' | 'known',
): Promise<void> {
  const found = new Map((await storage.mailboxes.findAll(workspaceId, ids)).map((one) => [one.id, one]));
  const mailboxes = [...new Set(ids)].flatMap((id, place) => {
    const reason = whyUnusable(found.get(id));
    const refused = ability === 'usable' ? reason !== undefined : reason === 'unknown';
    return refused && reason !== undefined ? [{ id, place, reason }] : [];
  });
  if (mailboxes.length > 0) throw new Refusal({ code: 'unusable_mailboxes', mailboxes });
}

/** Why nothing can be sent from it now; `undefined` if it can. */
export function whyUnusable(mailbox: Mailbox | undefined): UnusableMailbox['reason'] | undefined {
  if (mailbox === undefined) return 'unknown';
  if (!mailbox.connected) return 'disconnected';
  return mailbox.sendingEnabled ? undefined : 'sending_disabled';
}
