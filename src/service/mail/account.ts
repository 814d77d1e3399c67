/** What it takes to log in to one server of an e-mail account. */
interface Login {
  /** A name or an IP address, as the account's owner gave it. */
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
}

/**
 * - `tls`: TLS from the first byte (RFC 8314 §3).
 * - `starttls`: STARTTLS before anything else; a server that does not offer it is not logged in to.
 * - `starttls_if_offered`: the password travels in the clear when the server has no STARTTLS.
 */
export type SmtpSecurity = 'tls' | 'starttls' | 'starttls_if_offered';

/** There is no way to log in to IMAP in the clear. */
export type ImapSecurity = Exclude<SmtpSecurity, 'starttls_if_offered'>;

export interface SmtpServer extends Login {
  readonly security: SmtpSecurity;
}

export interface ImapServer extends Login {
  readonly security: ImapSecurity;
}

export interface MailAccount {
  readonly smtp: SmtpServer;
  readonly imap: ImapServer;
}
