/** What the domain asks of the world of e-mail. `service.ts` answers, over `src/mail`. */

/** How to log in to one server of a mailbox. */
export interface MailLogin extends MailServer {
  readonly username: string;
  readonly password: string;
}

/** What may be shown of it. */
export interface MailServer {
  /** A name or an IP address. */
  readonly host: string;
  readonly port: number;
  /** Where the port alone does not decide how the connection is secured. */
  readonly useTls: boolean;
}

/** Everything it takes to send from a mailbox and to read it. Never shown, never logged. */
export interface MailConnection {
  readonly smtp: MailLogin;
  readonly imap: MailLogin;
}

export interface MailServers {
  readonly smtp: MailServer;
  readonly imap: MailServer;
}

export interface OutgoingMail {
  readonly from: { readonly name: string; readonly address: string };
  /** One e-mail address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Holds nothing that a server said: a reply can repeat a credential. */
export interface MailFailure extends MailFault {
  readonly ok: false;
}

export interface MailFault {
  readonly server: 'smtp' | 'imap';
  /**
   * - `unreachable`: no answer, none in time, or one that is not to be trusted.
   * - `credentials`: the server refuses the user name or the password.
   * - `not_accepted`: the server does not take this e-mail.
   */
  readonly reason: 'unreachable' | 'credentials' | 'not_accepted';
}

export interface MailGateway {
  /** Logs in to both servers and out again. */
  test(connection: MailConnection): Promise<{ readonly ok: true } | MailFailure>;
  /** Sends one e-mail. */
  send(
    connection: MailConnection,
    mail: OutgoingMail,
  ): Promise<{ readonly ok: true; readonly messageId: string } | MailFailure>;
}

/** What may be shown of a connection. */
export function serversOf({ smtp, imap }: MailConnection): MailServers {
  return { smtp: serverOf(smtp), imap: serverOf(imap) };
}

function serverOf({ host, port, useTls }: MailLogin): MailServer {
  return { host, port, useTls };
}
