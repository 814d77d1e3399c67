import type { Campaign } from './campaign.ts';
import { type Enrollment, MAX_ENROLLED_AT_ONCE } from './enrollment.ts';
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

/** Stores one enrollment for each of the prospects, none of whom may be enrolled at the moment. */
export async function enrollAll(
  { storage, now, newId }: OutreachParts,
  campaign: Campaign,
  prospects: readonly Prospect[],
): Promise<Enrollment[]> {
  const at = now();
  const enrollments = prospects.map<Enrollment>((prospect) => ({
    id: newId(),
    campaignId: campaign.id,
    prospectId: prospect.id,
    email: prospect.email,
    status: prospect.status === 'active' ? 'active' : 'suppressed',
    createdAt: at,
    updatedAt: at,
  }));
  await storage.enrollments.insertAll(enrollments);
  await storage.campaigns.count(campaign.workspaceId, campaign.id, { enrolled: enrollments.length }, at);
  return enrollments;
}
