import type { components } from '../../generated/campaign/received.ts';
import type { Mailbox } from '../outreach/mailbox.ts';
import { timestamp } from './times.ts';

/** A mailbox as the Campaign API and the Settings API show it. */
export function mailboxView(mailbox: Mailbox): components['schemas']['Mailbox'] {
  const { workspaceId: _, createdAt, updatedAt, ...rest } = mailbox;
  return { ...rest, createdAt: timestamp(createdAt), updatedAt: timestamp(updatedAt) };
}
