import type { Campaign } from './campaign.ts';
import { type Enrollment, type EnrollmentValues, FIRST_STAGE, MAX_ENROLLED_AT_ONCE } from './enrollment.ts';
import type { OutreachParts } from './parts.ts';
import type { Prospect } from './prospect.ts';
import { newProspect } from './prospects.ts';
import { Refusal } from './refusal.ts';
import type { OutreachStorage } from './storage.ts';

/**
 * The prospects of those ids, each once.
 *
 * @throws Refusal `unknown_prospects`
 */
export async function prospectsById(
  storage: OutreachStorage,
  workspaceId: string,
  ids: readonly string[],
): Promise<Prospect[]> {
  const prospects = await storage.prospects.findAll(workspaceId, ids);
  const known = new Set(prospects.map((prospect) => prospect.id));
  const unknown = [...new Set(ids)].filter((id) => !known.has(id));
  if (unknown.length > 0) throw new Refusal({ code: 'unknown_prospects', prospectIds: unknown });
  return prospects;
}

/** The prospects of those addresses, each once; an address that nobody has yet becomes a prospect. */
export async function prospectsByEmail(
  parts: OutreachParts,
  workspaceId: string,
  emails: readonly string[],
): Promise<Prospect[]> {
  const { storage } = parts;
  const existing = await storage.prospects.findByEmails(workspaceId, emails);
  // Of several spellings, the first one given stays.
  const missing = new Map(emails.toReversed().map((email) => [email.toLowerCase(), email]));
  for (const { email } of existing) missing.delete(email.toLowerCase());
  const added = [...missing.values()].map((email) => newProspect(parts, workspaceId, email));
  await storage.prospects.insertAll(added);
  return [...existing, ...added];
}

/**
 * The prospects on those lists, each once.
 *
 * @throws Refusal `unknown_lists` for a list that nobody is on, `too_many_prospects`
 */
export async function prospectsByList(
  storage: OutreachStorage,
  workspaceId: string,
  listIds: readonly string[],
): Promise<Prospect[]> {
  const known = new Set(await storage.prospects.knownLists(workspaceId, listIds));
  const unknown = listIds.filter((listId) => !known.has(listId));
  if (unknown.length > 0) throw new Refusal({ code: 'unknown_lists', listIds: unknown });
  const limit = MAX_ENROLLED_AT_ONCE;
  const prospects = await storage.prospects.findByLists(workspaceId, listIds, limit + 1);
  if (prospects.length > limit) throw new Refusal({ code: 'too_many_prospects', limit });
  return prospects;
}

/** Whom to enroll, and what the campaign knows of them. */
export interface Newcomer {
  readonly prospect: Prospect;
  /** @default null */
  readonly values?: EnrollmentValues | null | undefined;
}

/**
 * Stores one enrollment for each of the newcomers, none of whom may be enrolled at the moment.
 *
 * @param importId the job that brings them, if one does
 */
export async function enrollAll(
  { storage, now, newId }: OutreachParts,
  campaign: Campaign,
  newcomers: readonly Newcomer[],
  importId: string | null = null,
): Promise<Enrollment[]> {
  const at = now();
  const enrollments = newcomers.map<Enrollment>(({ prospect, values = null }) => ({
    id: newId(),
    campaignId: campaign.id,
    prospectId: prospect.id,
    email: prospect.email,
    status: prospect.status === 'active' ? 'active' : 'suppressed',
    values,
    importId,
    stage: FIRST_STAGE[prospect.status],
    stepIndex: null,
    contactedAt: null,
    openedAt: null,
    repliedAt: null,
    unsubscribedAt: null,
    createdAt: at,
    updatedAt: at,
  }));
  await storage.enrollments.insertAll(enrollments);
  await storage.campaigns.count(campaign.workspaceId, campaign.id, { enrolled: enrollments.length }, at);
  return enrollments;
}

/** @throws Refusal `already_enrolled`, with those of the prospects that are */
export async function requireNotEnrolled(
  storage: OutreachStorage,
  campaignId: string,
  prospects: readonly Prospect[],
): Promise<void> {
  const ids = prospects.map((prospect) => prospect.id);
  const current = await storage.enrollments.findCurrent(campaignId, ids);
  if (current.length === 0) return;
  const already = current.map(({ prospectId: id, email }) => ({ id, email }));
  throw new Refusal({ code: 'already_enrolled', prospects: already });
}
