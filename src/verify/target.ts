/** Whatever answers: a server, a mock, any URL. */

/**
 * Whose credential a case uses: one that may do everything, one that lacks every scope, one of
 * another tenant, and one whose rate limit is small enough to be spent on purpose.
 */
export type RoleName = 'default' | 'limited' | 'stranger' | 'throttled';

export interface Role {
  /** The credential for each security scheme, by the scheme's name: a token, an API key, `user:password`. */
  readonly schemes: Readonly<Record<string, string>>;
}

export type Roles = { readonly default: Role } & Partial<Readonly<Record<RoleName, Role>>>;

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
