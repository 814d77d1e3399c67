import type { components } from '../../../generated/campaign/received.ts';
import type { Mailbox } from '../outreach/mailbox.ts';
import { publicId } from './public-ids.ts';
import { timestamp } from './times.ts';

/** A mailbox as the Campaign API and the Settings API show it. */
export function mailboxView(mailbox: Mailbox): components['schemas']['Mailbox'] {
  const { id, email, displayName, connected, sendingEnabled, createdAt, updatedAt } = mailbox;
  return {
    id: publicId('mailbox', id),
    email,
    displayName,
    connected,
    sendingEnabled,
    createdAt: timestamp(createdAt),
    updatedAt: timestamp(updatedAt),
  };
}
