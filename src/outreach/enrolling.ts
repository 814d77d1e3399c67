import type { Enrollment } from './enrollment.ts';
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
  const missing = new Map(emails.map((email) => [email.toLowerCase(), email]));
  for (const { email } of existing) missing.delete(email.toLowerCase());
  const added = [...missing.values()].map((email) => newProspect(parts, workspaceId, email));
  await storage.prospects.insertAll(added);
  return [...existing, ...added];
}

/** Stores one enrollment for each of the prospects, none of whom may be enrolled at the moment. */
export async function enrollAll(
  { storage, now, newId }: OutreachParts,
  campaignId: string,
  prospects: readonly Prospect[],
): Promise<Enrollment[]> {
  const at = now();
  const enrollments = prospects.map<Enrollment>((prospect) => ({
    id: newId('enrollment'),
    campaignId,
    prospectId: prospect.id,
    email: prospect.email,
    status: prospect.status === 'active' ? 'active' : 'suppressed',
    createdAt: at,
    cancelledAt: null,
  }));
  await storage.enrollments.insertAll(enrollments);
  return enrollments;
}
