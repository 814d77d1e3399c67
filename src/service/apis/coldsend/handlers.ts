import type { Handlers } from '@countersign/server';
import type { operations } from '../../../../generated/coldsend/received.ts';
import type { Outreach } from '../../outreach/outreach.ts';
import { analyticsHandlers } from './analytics-handlers.ts';
import { campaignHandlers } from './campaign-handlers.ts';
import { leadHandlers } from './lead-handlers.ts';
import type { ColdSendPrincipal } from './principal.ts';
import { senderAccountHandlers } from './sender-account-handlers.ts';

/** The ColdSend API: one handler for each operation of `openapi/coldsend`. */
export function coldSendHandlers(outreach: Outreach, now: () => Date) {
  return {
    ...campaignHandlers(outreach, now),
    ...leadHandlers(outreach),
    ...senderAccountHandlers(outreach),
    ...analyticsHandlers(outreach, now),
  } satisfies Handlers<operations, ColdSendPrincipal>;
}
