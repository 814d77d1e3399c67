/** The domain's way to mail servers: `src/mail`. */
import type { MailAccount } from './mail/account.ts';
import type { MailFailure as Failure, FailureReason } from './mail/failure.ts';
import type { MailOptions } from './mail/options.ts';
import { imapSecurity, smtpSecurity } from './mail/port-security.ts';
import { sendMail } from './mail/smtp.ts';
import { testConnection } from './mail/test-connection.ts';
import type { MailConnection, MailFailure, MailGateway, MailLogin } from './outreach/mail.ts';

export function mailGateway(options: MailOptions): MailGateway {
  return {
    test: async (connection) => {
      const { smtp, imap } = await testConnection(accountOf(connection), options);
      if (!smtp.ok) return failureOf('smtp', smtp);
      if (!imap.ok) return failureOf('imap', imap);
      return { ok: true };
    },
    send: async (connection, { from, to, subject, text }) => {
      const mail = { from, to: { name: '', address: to }, subject, text };
      const sent = await sendMail(accountOf(connection).smtp, mail, options);
      return sent.ok ? sent : failureOf('smtp', sent);
    },
  };
}

function accountOf({ smtp, imap }: MailConnection): MailAccount {
  return {
    smtp: { ...loginOf(smtp), security: smtpSecurity(smtp.port, smtp.useTls) },
    imap: { ...loginOf(imap), security: imapSecurity(imap.port, imap.useTls) },
  };
}

function loginOf({ host, port, username, password }: MailLogin) {
  return { host, port, username, password };
}

const REASONS: Readonly<Record<FailureReason, MailFailure['reason']>> = {
  dns: 'unreachable',
  private_host: 'unreachable',
  refused: 'unreachable',
  timeout: 'unreachable',
  certificate: 'unreachable',
  protocol: 'unreachable',
  auth: 'credentials',
  rejected: 'not_accepted',
};

function failureOf(server: MailFailure['server'], { reason }: Failure): MailFailure {
  return { ok: false, server, reason: REASONS[reason] };
}
