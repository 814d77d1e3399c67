/** A person who can be written to. */
export interface Prospect extends ProspectDetails {
  readonly id: string;
  readonly workspaceId: string;
  /** As it was given; two prospects of a workspace never differ by upper and lower case alone. */
  readonly email: string;
  readonly status: ProspectStatus;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Everything but `active`: no e-mail is sent to this person any more. */
export type ProspectStatus = 'active' | 'bounced' | 'unsubscribed' | 'suppressed';

export interface ProspectDetails {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly role: string | null;
  readonly phone: string | null;
  readonly linkedinUrl: string | null;
  /** A change replaces it as a whole. */
  readonly customFields: Readonly<Record<string, string>>;
  /** The lists it is on, by name. A list exists as long as somebody is on it. A change replaces them all. */
  readonly listIds: readonly string[];
}
