import type { Campaign } from './campaign.ts';
import { type EnrollmentHistory, MAX_DELIVERIES_TOLD, MAX_REPLIES_TOLD } from './delivery.ts';
import {
  enrollAll,
  prospectsByEmail,
  prospectsById,
  prospectsByList,
  requireNotEnrolled,
} from './enrolling.ts';
import type { Enrollment, EnrollmentValues, EnrollSelection, ProspectSelection } from './enrollment.ts';
import { existingCampaign, openCampaign } from './existing-campaign.ts';
import { type NumberedPage, type NumberedPageRequest, type Page, type PageRequest, pageOf } from './page.ts';
import type { OutreachParts } from './parts.ts';
import type { Prospect } from './prospect.ts';
import { Refusal } from './refusal.ts';
import type { EnrollmentFilter, EnrollmentQuery } from './storage.ts';

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
      const campaign = await this.#openCampaign(workspaceId, campaignId);
      const prospects = await this.#selected(workspaceId, selection);
      await requireNotEnrolled(storage, campaignId, prospects);
      return enrollAll(
        this.#parts,
        campaign,
        prospects.map((prospect) => ({ prospect })),
      );
    });
  }

  /**
   * Enrolls one person, with what the campaign knows of them. An address that nobody has yet becomes a prospect;
   * one that somebody has leaves that prospect as it is.
   *
   * @throws Refusal `not_found`, `subscription_blocked`, `invalid_status`, `already_enrolled`
   */
  async add(
    workspaceId: string,
    campaignId: string,
    { email, ...values }: { readonly email: string } & EnrollmentValues,
  ): Promise<Enrollment> {
    const { storage } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      const campaign = await this.#openCampaign(workspaceId, campaignId);
      const prospects = await prospectsByEmail(this.#parts, workspaceId, [email]);
      await requireNotEnrolled(storage, campaignId, prospects);
      const [enrollment] = await enrollAll(
        this.#parts,
        campaign,
        prospects.map((prospect) => ({ prospect, values })),
      );
      if (enrollment === undefined) throw new Error('one address has one prospect');
      return enrollment;
    });
  }

  /**
   * A page of those that have not ended, the newest first.
   *
   * @throws Refusal `not_found`
   */
  async page(
    workspaceId: string,
    campaignId: string,
    { page, limit, ...query }: NumberedPageRequest & EnrollmentQuery,
  ): Promise<NumberedPage<Enrollment>> {
    await this.#campaign(workspaceId, campaignId);
    return this.#parts.storage.enrollments.page(campaignId, query, { page, limit });
  }

  /**
   * One that has not ended, with what has passed since.
   *
   * @throws Refusal `not_found`
   */
  async get(workspaceId: string, campaignId: string, id: string): Promise<EnrollmentHistory> {
    const { deliveries } = this.#parts.storage;
    const enrollment = await this.#existing(workspaceId, campaignId, id);
    return {
      enrollment,
      deliveries: await deliveries.ofEnrollment(id, MAX_DELIVERIES_TOLD),
      replies: await deliveries.repliesTo(id, MAX_REPLIES_TOLD),
    };
  }

  /**
   * Takes out one to whom nothing has been sent, and keeps nothing of it.
   *
   * @throws Refusal `not_found`, `enrollment_not_pending`
   */
  async remove(workspaceId: string, campaignId: string, id: string): Promise<void> {
    const { storage, now } = this.#parts;
    await storage.unitOfWork.transaction(async () => {
      const { stage } = await this.#existing(workspaceId, campaignId, id);
      if (stage !== 'pending') throw new Refusal({ code: 'enrollment_not_pending', id, stage });
      await storage.enrollments.delete(campaignId, id);
      await storage.campaigns.count(workspaceId, campaignId, { enrolled: -1 }, now());
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
      await this.#campaign(workspaceId, campaignId);
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
    await this.#campaign(workspaceId, campaignId);
    return pageOf(request, (slice) =>
      storage.enrollments.list(campaignId, { status: request.status }, slice),
    );
  }

  async #campaign(workspaceId: string, id: string): Promise<Campaign> {
    return existingCampaign(this.#parts.storage, this.#origin, workspaceId, id);
  }

  async #openCampaign(workspaceId: string, id: string): Promise<Campaign> {
    return openCampaign(this.#parts.storage, this.#origin, workspaceId, id);
  }

  async #existing(workspaceId: string, campaignId: string, id: string): Promise<Enrollment> {
    await this.#campaign(workspaceId, campaignId);
    const enrollment = await this.#parts.storage.enrollments.find(campaignId, id);
    if (enrollment === undefined) throw new Refusal({ code: 'not_found', what: 'enrollment', id });
    return enrollment;
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
