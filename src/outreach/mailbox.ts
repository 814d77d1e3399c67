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
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface NewMailbox {
  readonly email: string;
  readonly displayName?: string | null | undefined;
}
