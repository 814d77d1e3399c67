/** A mail account that works, at servers of its own. */
import { onTestFinished } from 'vitest';
import type { MailConnection } from '../../src/service/outreach/mail.ts';
import { type Certificate, makeAuthority, makeCertificate } from './certificates.ts';
import { startImapServer } from './imap-server.ts';
import { startSmtpServer, type TestSmtpServer } from './smtp-server.ts';

export interface TestMailAccount {
  readonly connection: MailConnection;
  /** The authority of the servers' certificates, in PEM. */
  readonly authority: string;
  readonly smtp: TestSmtpServer;
}

const HOST = 'localhost';

const CREDENTIALS = { username: 'nadia', password: 'a password of nadia' };

/** The recipient that the SMTP server does not know. */
export const UNKNOWN_RECIPIENT = 'nobody@example.net';

/**
 * Starts an SMTP and an IMAP server, which end with the test.
 *
 * @param authority of their certificate; one that is made for them, if it is left out
 */
export async function mailAccount(authority?: Certificate): Promise<TestMailAccount> {
  const issuer = authority ?? (await makeAuthority());
  const certificate = await makeCertificate(HOST, issuer);
  const server = { certificate, ...CREDENTIALS };
  const smtp = await startSmtpServer({
    ...server,
    security: 'starttls',
    unknownRecipient: UNKNOWN_RECIPIENT,
  });
  const imap = await startImapServer({ ...server, security: 'tls' });
  onTestFinished(async () => {
    await Promise.all([smtp.close(), imap.close()]);
  });
  const login = { host: HOST, useTls: true, ...CREDENTIALS };
  return {
    connection: { smtp: { ...login, port: smtp.port }, imap: { ...login, port: imap.port } },
    authority: issuer.cert,
    smtp,
  };
}
