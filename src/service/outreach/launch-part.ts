/** What a campaign needs to be launched: someone enrolled, a mailbox that can send, an e-mail to open with. */
export type LaunchPart = (typeof LAUNCH_PARTS)[number];

/** In the order in which they are told. */
export const LAUNCH_PARTS = ['enrollments', 'mailboxes', 'steps'] as const;
