/** Whatever answers: a server, a mock, any URL. */

/** Whose credential a case uses: one that may do everything, one that lacks every scope, one of another tenant. */
export const roleNames = ['default', 'limited', 'otherTenant'] as const;
/** The name of a role. */
export type RoleName = (typeof roleNames)[number];

/** Whose credentials a case uses. */
export interface Role {
  /** The credential for each security scheme, by the scheme's name: a token, an API key, `user:password`. */
  readonly schemes: Readonly<Record<string, string>>;
  /** The scopes that it has, where that matters: a `limited` role is used where these do not suffice. @default none */
  readonly scopes?: readonly string[];
}

/** The roles that a target has credentials for. */
export interface Roles {
  readonly default: Role;
  /** Several, where no credential can be without any scope: the first that lacks what an operation needs is used. */
  readonly limited?: Role | readonly Role[];
  readonly otherTenant?: Role;
}

/** What is verified: where it answers, and who asks. */
export interface Target {
  /** Where the contract's paths begin, the base path included: `http://127.0.0.1:3000/api/v1`. */
  readonly baseUrl: string;
  readonly roles: Roles;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Whether it is a mock without state that gives the answer it is asked for: `Prefer: code=404, example=unknown`.
   *
   * @default false
   */
  readonly prefer?: boolean;
}
