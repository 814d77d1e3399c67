/** Mailboxes in the words of the ColdSend API, which calls them sender accounts and inboxes, and back. */
import type { components } from '../../../../generated/coldsend/received.ts';
import type { Mailbox, MailProvider, NewConnectedMailbox } from '../../outreach/mailbox.ts';
import { timestamp } from '../times.ts';

type Schemas = components['schemas'];

const PROVIDERS: Readonly<Record<Schemas['InboxType'], MailProvider>> = {
  GOOGLE_WORKSPACE: 'google_workspace',
  OUTLOOK_365: 'outlook_365',
  CUSTOM_SMTP: 'custom',
};

const INBOX_TYPES: Readonly<Record<MailProvider, Schemas['InboxType']>> = {
  google_workspace: 'GOOGLE_WORKSPACE',
  outlook_365: 'OUTLOOK_365',
  custom: 'CUSTOM_SMTP',
};

export function newMailbox(body: Schemas['NewSmtpAccount']): NewConnectedMailbox {
  return {
    email: body.email_address,
    displayName: body.display_name,
    provider: PROVIDERS[body.inbox_type],
    dailyLimit: body.daily_limit,
    connection: {
      smtp: {
        host: body.smtp_host,
        port: body.smtp_port,
        username: body.smtp_username,
        password: body.smtp_password,
        useTls: body.smtp_use_tls,
      },
      imap: {
        host: body.imap_host,
        port: body.imap_port,
        username: body.imap_username,
        password: body.imap_password,
        useTls: body.imap_use_ssl,
      },
    },
  };
}

export function senderAccountView(mailbox: Mailbox): Schemas['SenderAccount'] {
  const { provider, servers } = mailbox;
  const { overall_status, ...inbox } = campaignInbox(mailbox);
  return {
    ...inbox,
    inbox_type: provider === null ? null : INBOX_TYPES[provider],
    daily_limit: mailbox.dailyLimit,
    overall_status,
    smtp_host: servers?.smtp.host ?? null,
    smtp_port: servers?.smtp.port ?? null,
    imap_host: servers?.imap.host ?? null,
    imap_port: servers?.imap.port ?? null,
    created_at: timestamp(mailbox.createdAt),
    updated_at: timestamp(mailbox.updatedAt),
  };
}

export function campaignInbox(mailbox: Mailbox): Schemas['CampaignInbox'] {
  return {
    inbox_id: mailbox.id,
    email_address: mailbox.email,
    display_name: mailbox.displayName,
    overall_status: overallStatus(mailbox),
  };
}

export function overallStatus({ connected, sendingEnabled }: Mailbox): Schemas['OverallStatus'] {
  if (!connected) return 'DISABLED';
  return sendingEnabled ? 'ACTIVE' : 'PAUSED';
}

type Abilities = Partial<Pick<Mailbox, 'connected' | 'sendingEnabled'>>;

/** What mailboxes of a status have in common. A mailbox is connected before it is stored, so none is `PENDING`. */
export const ABILITIES: Readonly<Record<Exclude<Schemas['OverallStatus'], 'PENDING'>, Abilities>> = {
  ACTIVE: { connected: true, sendingEnabled: true },
  PAUSED: { connected: true, sendingEnabled: false },
  DISABLED: { connected: false },
};
