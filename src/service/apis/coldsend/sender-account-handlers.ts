import type { Handlers } from '@countersign/server';
import type { operations } from '../../../../generated/coldsend/received.ts';
import type { Outreach } from '../../outreach/outreach.ts';
import { timestamp } from '../times.ts';
import { domainId } from './ids.ts';
import { creationView, deletionView, inboxes } from './job-mapper.ts';
import { pagination } from './pages.ts';
import type { ColdSendPrincipal } from './principal.ts';
import { ABILITIES, newMailbox, overallStatus, senderAccountView } from './sender-account-mapper.ts';

/** The operations of the tag "Sender accounts". */
export function senderAccountHandlers({ mailboxes, mailboxJobs }: Outreach) {
  return {
    listSenderAccounts: async ({ query, principal }) => {
      const { page, limit, search, status } = query;
      const { items, total } =
        status === 'PENDING'
          ? { items: [], total: 0 }
          : await mailboxes.page(principal.workspaceId, {
              page,
              limit,
              search,
              ...(status !== undefined && ABILITIES[status]),
            });
      return {
        status: 200,
        body: {
          success: true,
          message: 'Sender accounts retrieved successfully',
          sender_accounts: items.map(senderAccountView),
          pagination: pagination(query, total),
        },
      };
    },

    createSmtpAccount: async ({ body, principal }) => {
      const mailbox = await mailboxes.add(principal.workspaceId, newMailbox(body));
      return {
        status: 201,
        headers: { Location: `/api/public/v1/sender-accounts/${mailbox.id}` },
        body: {
          success: true,
          message: 'SMTP inbox created successfully',
          inbox_id: mailbox.id,
          email_address: mailbox.email,
          display_name: body.display_name,
          inbox_type: body.inbox_type,
          daily_limit: body.daily_limit,
          overall_status: overallStatus(mailbox),
          created_at: timestamp(mailbox.createdAt),
        },
      };
    },

    bulkCreateSmtpAccounts: async ({ body, principal }) => {
      const { id, counts } = await mailboxJobs.create(principal.workspaceId, body.inboxes.map(newMailbox));
      return {
        status: 200,
        body: {
          success: true,
          message: `Creating ${inboxes(counts.total)}`,
          total: counts.total,
          success_count: counts.succeeded,
          failed_count: counts.failed,
          job_id: id,
          results: [],
        },
      };
    },

    getBulkCreateProgress: async ({ params, principal }) => {
      const { job, results } = await mailboxJobs.creation(principal.workspaceId, domainId(params.job_id));
      return {
        status: 200,
        body: { success: true, message: 'Job retrieved successfully', job: creationView(job, results) },
      };
    },

    getSenderAccount: async ({ params, principal }) => {
      const mailbox = await mailboxes.get(principal.workspaceId, domainId(params.inbox_id));
      return { status: 200, body: senderAccountView(mailbox) };
    },

    deleteSenderAccount: async ({ params, principal }) => {
      await mailboxes.delete(principal.workspaceId, domainId(params.inbox_id));
      return { status: 204 };
    },

    bulkDeleteSenderAccounts: async ({ body, principal }) => {
      const { id, counts } = await mailboxJobs.delete(principal.workspaceId, body.inbox_ids.map(domainId));
      return {
        status: 200,
        body: {
          success: true,
          message: `Deleting ${inboxes(counts.total)}`,
          total: counts.total,
          deleted_count: counts.succeeded,
          failed_count: counts.failed,
          job_id: id,
          skipped_count: counts.skipped,
          results: [],
        },
      };
    },

    getBulkDeleteProgress: async ({ params, principal }) => {
      const { job, results } = await mailboxJobs.deletion(principal.workspaceId, domainId(params.job_id));
      return {
        status: 200,
        body: { success: true, message: 'Job retrieved successfully', job: deletionView(job, results) },
      };
    },

    sendTestEmail: async ({ params, body, principal }) => {
      const { mailbox, sentAt, messageId } = await mailboxes.sendTest(
        principal.workspaceId,
        domainId(params.inbox_id),
        { to: body.recipient_email, ...TEST_EMAIL },
      );
      return {
        status: 200,
        body: {
          success: true,
          message: 'Test email sent successfully',
          inbox_id: mailbox.id,
          inbox_email: mailbox.email,
          recipient_email: body.recipient_email,
          sent_at: timestamp(sentAt),
          message_id: messageId,
        },
      };
    },
  } satisfies Partial<Handlers<operations, ColdSendPrincipal>>;
}

const TEST_EMAIL = {
  subject: 'Test email',
  text: 'This is a test email. Your inbox can send.\n',
};
