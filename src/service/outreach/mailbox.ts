import type { MailConnection, MailServers } from './mail.ts';

/** An e-mail account that campaigns send from. */
export interface Mailbox {
  readonly id: string;
  readonly workspaceId: string;
  /** As it was given; two mailboxes of a workspace never differ by upper and lower case alone. */
  readonly email: string;
  readonly displayName: string | null;
  /** Whether it can be reached. */
  readonly connected: boolean;
  /** Whether campaigns may send from it. */
  readonly sendingEnabled: boolean;
  /** `null`: nobody has told. */
  readonly provider: MailProvider | null;
  /** E-mails a day, over all campaigns; `null`: no limit of its own. */
  readonly dailyLimit: number | null;
  /** `null`: nobody has told how to log in, so nothing can be sent. */
  readonly servers: MailServers | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Who hosts a mailbox. */
export type MailProvider = 'google_workspace' | 'outlook_365' | 'custom';

export interface NewMailbox {
  readonly email: string;
  readonly displayName?: string | null | undefined;
}

/** A mailbox with what it takes to log in. */
export interface NewConnectedMailbox {
  readonly email: string;
  readonly displayName: string | null;
  readonly provider: MailProvider;
  readonly dailyLimit: number | null;
  readonly connection: MailConnection;
}
