import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createTransport, type SMTPTransportOptions } from 'nodemailer';
import type { SmtpServer } from './account.ts';
import { failureOf, type LoginResult, type MailFailure } from './failure.ts';
import { type MailOptions, TIME_LIMITS } from './options.ts';
import { routeTo } from './route.ts';
import { trustedCertificates } from './trusted-certificates.ts';

/** The longest reply that is read of a server, in bytes. RFC 5321 §4.5.3.1.5 allows 512 for a line. */
const MAX_REPLY_SIZE = 64 * 1024;

export interface Correspondent {
  /** Shown beside the address; empty for none. */
  readonly name: string;
  /** One e-mail address. */
  readonly address: string;
}

export interface OutgoingMessage {
  readonly from: Correspondent;
  readonly to: Correspondent;
  readonly subject: string;
  readonly text: string;
}

export type SendResult =
  | {
      readonly ok: true;
      /** The message's `Message-ID`, with its angle brackets. */
      readonly messageId: string;
    }
  | MailFailure;

/** Logs in to an SMTP server and leaves again. Never throws for what the server does. */
export async function logInToSmtp(server: SmtpServer, options: MailOptions): Promise<LoginResult> {
  return talk(server, options, async (transport) => {
    await createTransport(transport).verify();
    return { ok: true };
  });
}

/** Sends one e-mail through an SMTP server. Never throws for what the server does. */
export async function sendMail(
  server: SmtpServer,
  message: OutgoingMessage,
  options: MailOptions = {},
): Promise<SendResult> {
  return talk(server, options, async (transport) => {
    const { from, to, subject, text } = message;
    const { messageId } = await createTransport(transport).sendMail({ from, to, subject, text });
    return { ok: true, messageId };
  });
}

async function talk<Result>(
  server: SmtpServer,
  options: MailOptions,
  conversation: (transport: SMTPTransportOptions) => Promise<Result>,
): Promise<Result | MailFailure> {
  const limits = options.limits ?? TIME_LIMITS;
  const deadline = AbortSignal.timeout(limits.total);
  try {
    const socket = await openSocket(server, options, limits.connect, deadline);
    return await conversation({
      host: server.host,
      port: server.port,
      secure: server.security === 'tls',
      requireTLS: server.security === 'starttls',
      // nodemailer skips the login, and calls that verified, when the server does not offer one.
      forceAuth: true,
      auth: { user: server.username, pass: server.password },
      getSocket: (_options, callback) => callback(null, { connection: socket }),
      connectionTimeout: limits.connect,
      greetingTimeout: limits.greeting,
      socketTimeout: limits.silence,
      maxResponseSize: MAX_REPLY_SIZE,
      tls: { ca: trustedCertificates(options.extraCertificates) },
    });
  } catch (error) {
    return failureOf(deadline.aborted ? deadline.reason : error);
  }
}

/** nodemailer resolves names by itself, so the way to hold it to checked addresses is to hand it a socket. */
async function openSocket(
  server: SmtpServer,
  options: MailOptions,
  connectLimit: number,
  deadline: AbortSignal,
): Promise<Socket> {
  const connected = AbortSignal.any([deadline, AbortSignal.timeout(connectLimit)]);
  const lookup = await routeTo(server.host, options, connected);
  const socket = connect({ host: server.host, port: server.port, lookup });
  // An error of a socket that TLS has taken over is reported by the TLS socket; here nobody waits for it.
  socket.on('error', () => {});
  // nodemailer has a limit for silence only, which a server that trickles never reaches.
  const end = (): void => {
    socket.destroy();
  };
  deadline.addEventListener('abort', end, { once: true });
  socket.once('close', () => deadline.removeEventListener('abort', end));
  try {
    await once(socket, 'connect', { signal: connected });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}
