import type { MailAccount } from './account.ts';
import type { LoginResult } from './failure.ts';
import { logInToImap } from './imap.ts';
import type { MailOptions } from './options.ts';
import { logInToSmtp } from './smtp.ts';

export interface ConnectionReport {
  /** Whether both logins succeeded. */
  readonly ok: boolean;
  readonly smtp: LoginResult;
  readonly imap: LoginResult;
}

/**
 * Logs in to both servers of an account at once, and out again. Resolves within `limits.total` whatever the
 * servers do, and never throws for it; neither a credential nor a server's words are in the report.
 */
export async function testConnection(
  account: MailAccount,
  options: MailOptions = {},
): Promise<ConnectionReport> {
  const [smtp, imap] = await Promise.all([
    logInToSmtp(account.smtp, options),
    logInToImap(account.imap, options),
  ]);
  return { ok: smtp.ok && imap.ok, smtp, imap };
}
