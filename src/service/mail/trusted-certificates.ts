import { getCACertificates } from 'node:tls';

/** The value of Node's `ca`, which replaces what Node trusts: the extra authorities join the usual ones. */
export function trustedCertificates(extra: readonly string[] = []): string[] {
  return [...getCACertificates('default'), ...extra];
}
