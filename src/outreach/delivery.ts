/** One e-mail to an enrolled prospect. */
export interface Delivery {
  readonly id: string;
  /** The place of its step in the campaign, from 1. */
  readonly step: number;
  readonly subject: string;
  /** The address that it was sent from; the mailbox may be gone. */
  readonly mailboxEmail: string;
  readonly status: DeliveryStatus;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly openedAt: Date | null;
  readonly repliedAt: Date | null;
}

export type DeliveryStatus = 'queued' | 'sent' | 'bounced' | 'failed';

/** What an enrolled prospect wrote. */
export interface ProspectReply {
  readonly id: string;
  readonly subject: string;
  /** How it begins. */
  readonly preview: string;
  /** Whether a machine wrote it. */
  readonly isAutomatic: boolean;
  readonly asksToUnsubscribe: boolean;
  readonly receivedAt: Date;
}
