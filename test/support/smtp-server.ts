import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { Certificate } from './certificates.ts';

export interface SmtpServerOptions {
  readonly security: 'tls' | 'starttls' | 'none';
  readonly certificate: Certificate;
  readonly username: string;
  readonly password: string;
  /** Whether the server offers a login at all. @default true */
  readonly offersLogin?: boolean;
  /** A recipient that it turns down. */
  readonly unknownRecipient?: string;
}

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Header and body, as they came. */
  readonly source: string;
}

export interface TestSmtpServer {
  readonly port: number;
  /** The passwords that clients tried, in order. */
  readonly passwords: readonly (string | null | undefined)[];
  /** The host names that clients asked for with SNI, in order. */
  readonly servernames: readonly unknown[];
  readonly mails: readonly ReceivedMail[];
  close(): Promise<void>;
}

/** An SMTP server (the smtp-server package) on a free loopback port, which keeps what it is sent. */
export async function startSmtpServer(options: SmtpServerOptions): Promise<TestSmtpServer> {
  const passwords: (string | null | undefined)[] = [];
  const servernames: unknown[] = [];
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    ...options.certificate,
    secure: options.security === 'tls',
    hideSTARTTLS: options.security === 'none',
    allowInsecureAuth: options.security === 'none',
    disabledCommands: [
      ...(options.security === 'none' ? ['STARTTLS'] : []),
      ...(options.offersLogin === false ? ['AUTH'] : []),
    ],
    disableReverseLookup: true,
    onAuth({ username, password }, session, callback) {
      passwords.push(password);
      servernames.push(session.servername);
      if (username === options.username && password === options.password) callback(null, { user: username });
      else callback(new Error(`not with ${password}`));
    },
    onRcptTo({ address }, _session, callback) {
      callback(address === options.unknownRecipient ? new Error('no such mailbox') : null);
    },
    onData(stream, { envelope }, callback) {
      text(stream).then((source) => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), source });
        callback();
      }, callback);
    },
  });
  // A client that does not trust the certificate hangs up during the handshake.
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');

  return {
    port: address.port,
    passwords,
    servernames,
    mails,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
