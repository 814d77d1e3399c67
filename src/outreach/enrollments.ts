import { requireStatus } from './campaign-status.ts';

import { enrollAll, prospectsByEmail, prospectsById, prospectsByList } from './enrolling.ts';
import type { Enrollment, EnrollSelection, ProspectSelection } from './enrollment.ts';
import { existingCampaign } from './existing-campaign.ts';
import { type Page, type PageRequest, pageOf } from './page.ts';
import type { OutreachParts } from './parts.ts';
import type { Prospect } from './prospect.ts';
import { Refusal } from './refusal.ts';
import type { EnrollmentFilter } from './storage.ts';
import { requireActiveSubscription } from './subscriptions.ts';

/** Who is enrolled in the campaigns that one API has made. */
export class Enrollments {
  readonly #parts: OutreachParts;
  readonly #origin: string;

  constructor(parts: OutreachParts, origin: string) {
    this.#parts = parts;
    this.#origin = origin;
  }

  /**
   * Enrolls everyone who is selected, or nobody. One who has been unenrolled may be enrolled again.
   *
   * @returns the new enrollments; `suppressed` where the prospect no longer receives e-mail (reference 8.7)
   * @throws Refusal `not_found`, `subscription_blocked`, `invalid_status`, `unknown_prospects`, `unknown_lists`,
   *   `too_many_prospects`, `already_enrolled`
   */
  async enroll(workspaceId: string, campaignId: string, selection: EnrollSelection): Promise<Enrollment[]> {
    const { storage } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      const campaign = await existingCampaign(storage, this.#origin, workspaceId, campaignId);
      await requireActiveSubscription(storage, workspaceId);
      requireStatus('enroll', campaign.status);
      const prospects = await this.#selected(workspaceId, selection);
      const ids = prospects.map((prospect) => prospect.id);
      const current = await storage.enrollments.findCurrent(campaignId, ids);
      if (current.length > 0) {
        const already = current.map(({ prospectId: id, email }) => ({ id, email }));
        throw new Refusal({ code: 'already_enrolled', prospects: already });
      }
      return enrollAll(this.#parts, campaign, prospects);
    });
  }

  /**
   * Ends the enrollments of those selected and keeps them as history; who is not enrolled is passed over.
   *
   * @returns how many have ended
   * @throws Refusal `not_found`
   */
  async unenroll(workspaceId: string, campaignId: string, selection: ProspectSelection): Promise<number> {
    const { storage, now } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      await existingCampaign(storage, this.#origin, workspaceId, campaignId);
      const prospects =
        selection.by === 'prospect'
          ? await storage.prospects.findAll(workspaceId, selection.prospectIds)
          : await storage.prospects.findByEmails(workspaceId, selection.emails);
      const ids = prospects.map((prospect) => prospect.id);
      const current = await storage.enrollments.findCurrent(campaignId, ids);
      const enrollmentIds = current.map((enrollment) => enrollment.id);
      const at = now();
      await storage.enrollments.setStatus(enrollmentIds, 'unenrolled', at);
      await storage.campaigns.count(workspaceId, campaignId, { enrolled: -current.length }, at);
      return current.length;
    });
  }

  /**
   * The enrollments of the campaign, ended ones included unless a status is asked for.
   *
   * @throws Refusal `not_found`, `bad_cursor`
   */
  async list(
    workspaceId: string,
    campaignId: string,
    request: PageRequest & EnrollmentFilter,
  ): Promise<Page<Enrollment>> {
    const { storage } = this.#parts;
    await existingCampaign(storage, this.#origin, workspaceId, campaignId);
    return pageOf(request, (slice) =>
      storage.enrollments.list(campaignId, { status: request.status }, slice),
    );
  }

  async #selected(workspaceId: string, selection: EnrollSelection): Promise<Prospect[]> {
    switch (selection.by) {
      case 'prospect':
        return prospectsById(this.#parts.storage, workspaceId, selection.prospectIds);
      case 'email':
        return prospectsByEmail(this.#parts, workspaceId, selection.emails);
      case 'list':
        return prospectsByList(this.#parts.storage, workspaceId, selection.listIds);
    }
  }
}
