import { ImapFlow } from 'imapflow';
import type { ImapServer } from './account.ts';
import { failureOf, type LoginResult, MailFault } from './failure.ts';
import { type MailOptions, TIME_LIMITS } from './options.ts';
import { routeTo } from './route.ts';
import { trustedCertificates } from './trusted-certificates.ts';

/** The longest response that is read of a server, in bytes. A login needs a few hundred. */
const MAX_RESPONSE_SIZE = 64 * 1024;

/** Logs in to an IMAP server and out again. Never throws for what the server does. */
export async function logInToImap(server: ImapServer, options: MailOptions): Promise<LoginResult> {
  const limits = options.limits ?? TIME_LIMITS;
  const deadline = AbortSignal.timeout(limits.total);
  try {
    const connected = AbortSignal.any([deadline, AbortSignal.timeout(limits.connect)]);
    const lookup = await routeTo(server.host, options, connected);
    const client = new ImapFlow({
      host: server.host,
      port: server.port,
      secure: server.security === 'tls',
      doSTARTTLS: server.security === 'starttls',
      auth: { user: server.username, pass: server.password },
      verifyOnly: true,
      logger: false,
      connectionTimeout: limits.connect,
      greetingTimeout: limits.greeting,
      socketTimeout: limits.silence,
      maxLineLength: MAX_RESPONSE_SIZE,
      maxLiteralSize: MAX_RESPONSE_SIZE,
      maxResponseSize: MAX_RESPONSE_SIZE,
      tls: { lookup, ca: trustedCertificates(options.extraCertificates) },
    });
    await logIn(client, deadline);
    return { ok: true };
  } catch (error) {
    return failureOf(deadline.aborted ? deadline.reason : error);
  }
}

async function logIn(client: ImapFlow, deadline: AbortSignal): Promise<void> {
  // What goes wrong after `connect` has been settled is emitted, and would end the process.
  client.on('error', () => {});
  const end = (): void => client.close();
  deadline.addEventListener('abort', end, { once: true });
  try {
    await client.connect();
    // A PREAUTH greeting, which imapflow keeps no text of, skips the login: the password is unproven.
    if (client.greeting === undefined) throw new MailFault('protocol', 'PREAUTH');
  } finally {
    deadline.removeEventListener('abort', end);
    client.close();
  }
}
