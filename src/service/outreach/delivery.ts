import type { Enrollment } from './enrollment.ts';

/** One e-mail to an enrolled prospect. */
export interface Delivery {
  readonly id: string;
  readonly stepIndex: number;
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

/** What has passed between a campaign and one prospect. */
export interface EnrollmentHistory {
  readonly enrollment: Enrollment;
  /** The last MAX_DELIVERIES_TOLD, the oldest first. */
  readonly deliveries: readonly Delivery[];
  /** The last MAX_REPLIES_TOLD, the oldest first. */
  readonly replies: readonly ProspectReply[];
}

export const MAX_DELIVERIES_TOLD = 50;

export const MAX_REPLIES_TOLD = 100;
