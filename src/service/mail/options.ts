import type { LookupAddress } from 'node:dns';
/** How long a conversation with one server may take; each in milliseconds. */
export interface TimeLimits {
  /** From the name to an open TCP connection. */
  readonly connect: number;
  /** From the open connection to the server's first line. */
  readonly greeting: number;
  /** Between two signs of life. */
  readonly silence: number;
  /** Everything together. No socket lives longer. */
  readonly total: number;
}

export const TIME_LIMITS: TimeLimits = {
  connect: 10_000,
  greeting: 10_000,
  silence: 15_000,
  total: 30_000,
};

export interface MailOptions {
  /**
   * Whether to connect to loopback, private and other addresses that are not on the public internet.
   * Hosts come from users of an API; left on, they could reach into the operator's own network.
   *
   * @default false
   */
  readonly allowPrivateHosts?: boolean | undefined;
  /** Certificate authorities to trust beside those that Node trusts, in PEM. */
  readonly extraCertificates?: readonly string[] | undefined;
  /** @default TIME_LIMITS */
  readonly limits?: TimeLimits | undefined;
  /** @default the system's resolver */
  readonly resolve?: Resolve | undefined;
}

/** All addresses of a host. An IP address is its own. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;
