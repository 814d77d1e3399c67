import type { ImapSecurity, SmtpSecurity } from './account.ts';

/** The registered ports, where the port alone says how TLS begins (RFC 8314 §7, RFC 9051 §11.1). */
const SUBMISSIONS_PORT = 465;
const IMAPS_PORT = 993;
const IMAP_PORT = 143;

/**
 * How to secure SMTP on a port, for accounts that only say whether TLS is wanted.
 *
 * @param useTls false lets the password travel in the clear where the server has no STARTTLS
 */
export function smtpSecurity(port: number, useTls: boolean): SmtpSecurity {
  if (port === SUBMISSIONS_PORT) return 'tls';
  return useTls ? 'starttls' : 'starttls_if_offered';
}

/**
 * How to secure IMAP on a port.
 *
 * @param useSsl TLS from the first byte; otherwise STARTTLS. Ports 993 and 143 decide for themselves
 */
export function imapSecurity(port: number, useSsl: boolean): ImapSecurity {
  if (port === IMAPS_PORT) return 'tls';
  if (port === IMAP_PORT) return 'starttls';
  return useSsl ? 'tls' : 'starttls';
}
