/** Enrollments in the words of the ColdSend API, which calls an enrolled prospect a lead. */
import type { components } from '../../../../generated/coldsend/received.ts';
import type { Delivery, DeliveryStatus, EnrollmentHistory, ProspectReply } from '../../outreach/delivery.ts';
import type { Enrollment, EnrollmentStage, EnrollmentValues } from '../../outreach/enrollment.ts';
import { timestamp } from '../times.ts';

type Schemas = components['schemas'];

export function leadValues(body: Schemas['NewLead']): { email: string } & EnrollmentValues {
  return {
    email: body.email,
    firstName: body.first_name,
    lastName: body.last_name,
    company: body.company,
    customFields: body.custom_fields,
  };
}

export const STAGES: Readonly<Record<Schemas['LeadStatus'], EnrollmentStage>> = {
  PENDING: 'pending',
  QUEUED: 'queued',
  SENT: 'sent',
  OPENED: 'opened',
  REPLIED: 'replied',
  FAILED: 'failed',
  BOUNCED: 'bounced',
  UNSUBSCRIBED: 'unsubscribed',
  EXTERNAL: 'external',
};

const LEAD_STATUSES: Readonly<Record<EnrollmentStage, Schemas['LeadStatus']>> = {
  pending: 'PENDING',
  queued: 'QUEUED',
  sent: 'SENT',
  opened: 'OPENED',
  replied: 'REPLIED',
  failed: 'FAILED',
  bounced: 'BOUNCED',
  unsubscribed: 'UNSUBSCRIBED',
  external: 'EXTERNAL',
};

export function leadView(lead: Enrollment): Schemas['Lead'] {
  const { values } = lead;
  return {
    lead_id: lead.id,
    batch_id: lead.importId,
    email: lead.email,
    first_name: values?.firstName ?? null,
    last_name: values?.lastName ?? null,
    company: values?.company ?? null,
    status: LEAD_STATUSES[lead.stage],
    last_contacted_at: timestamp(lead.contactedAt),
    opened_at: timestamp(lead.openedAt),
    replied_at: timestamp(lead.repliedAt),
    created_at: timestamp(lead.createdAt),
    custom_fields: values?.customFields ?? {},
    sequence_step: lead.stepIndex ?? 0,
    email_opened: lead.openedAt !== null,
    email_replied: lead.repliedAt !== null,
    unsubscribed: lead.unsubscribedAt !== null,
  };
}

export function leadDetail({ enrollment, deliveries, replies }: EnrollmentHistory): Schemas['LeadDetail'] {
  const { batch_id: _, ...lead } = leadView(enrollment);
  const latest = deliveries.at(-1);
  return {
    ...lead,
    delivery_status: latest === undefined ? null : DELIVERY_STATUSES[latest.status],
    email_interactions: deliveries.map(emailInteraction),
    replies: replies.map(leadReply),
  };
}

const DELIVERY_STATUSES: Readonly<
  Record<DeliveryStatus, NonNullable<Schemas['LeadDetail']['delivery_status']>>
> = {
  queued: 'QUEUED',
  sent: 'SENT',
  bounced: 'BOUNCED',
  failed: 'FAILED',
};

function emailInteraction(delivery: Delivery): Schemas['EmailInteraction'] {
  return {
    email_id: delivery.id,
    sequence_step: delivery.stepIndex,
    subject: delivery.subject,
    sent_at: timestamp(delivery.sentAt),
    opened_at: timestamp(delivery.openedAt),
    replied_at: timestamp(delivery.repliedAt),
    inbox_email: delivery.mailboxEmail,
    sent: delivery.sentAt !== null,
    opened: delivery.openedAt !== null,
    bounced: delivery.status === 'bounced',
  };
}

function leadReply(reply: ProspectReply): Schemas['LeadReply'] {
  return {
    reply_id: reply.id,
    subject: reply.subject,
    received_at: timestamp(reply.receivedAt),
    body_preview: reply.preview,
    is_auto_reply: reply.isAutomatic,
    is_unsubscribe: reply.asksToUnsubscribe,
  };
}
