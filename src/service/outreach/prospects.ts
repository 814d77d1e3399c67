import { type Changes, withChanges } from './changes.ts';
import { type Page, type PageRequest, pageOf } from './page.ts';
import type { OutreachParts } from './parts.ts';
import type { Prospect, ProspectDetails } from './prospect.ts';
import { Refusal } from './refusal.ts';
import type { ProspectFilter } from './storage.ts';

export class Prospects {
  readonly #parts: OutreachParts;

  constructor(parts: OutreachParts) {
    this.#parts = parts;
  }

  /** The prospect of that address: a new one, or the existing one as it is (reference 8.9). */
  async create(
    workspaceId: string,
    given: { readonly email: string } & Changes<ProspectDetails>,
  ): Promise<{ prospect: Prospect; created: boolean }> {
    const { storage } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      const [existing] = await storage.prospects.findByEmails(workspaceId, [given.email]);
      if (existing !== undefined) return { prospect: existing, created: false };
      const { email, ...details } = given;
      const prospect = newProspect(this.#parts, workspaceId, email, details);
      await storage.prospects.insertAll([prospect]);
      return { prospect, created: true };
    });
  }

  /** @throws Refusal `bad_cursor` */
  async list(workspaceId: string, request: PageRequest & ProspectFilter): Promise<Page<Prospect>> {
    const { storage } = this.#parts;
    return pageOf(request, (slice) => storage.prospects.list(workspaceId, { email: request.email }, slice));
  }

  /** @throws Refusal `not_found` */
  async get(workspaceId: string, id: string): Promise<Prospect> {
    return this.#existing(workspaceId, id);
  }

  /**
   * Changes what is given; `customFields` and `listIds` are replaced as a whole.
   *
   * @throws Refusal `not_found`
   */
  async update(workspaceId: string, id: string, changes: Changes<ProspectDetails>): Promise<Prospect> {
    const { storage, now } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      const current = await this.#existing(workspaceId, id);
      const changed = { ...withChanges<Prospect>(current, eachListOnce(changes)), updatedAt: now() };
      await storage.prospects.save(changed);
      return changed;
    });
  }

  async #existing(workspaceId: string, id: string): Promise<Prospect> {
    const prospect = await this.#parts.storage.prospects.find(workspaceId, id);
    if (prospect === undefined) throw new Refusal({ code: 'not_found', what: 'prospect', id });
    return prospect;
  }
}

/** An active prospect of that address; not stored yet. */
export function newProspect(
  { now, newId }: OutreachParts,
  workspaceId: string,
  email: string,
  details: Changes<ProspectDetails> = {},
): Prospect {
  const at = now();
  return {
    id: newId(),
    workspaceId,
    email,
    status: 'active',
    ...withChanges(NO_DETAILS, eachListOnce(details)),
    createdAt: at,
    updatedAt: at,
  };
}

/** A list that is named twice is one list. */
function eachListOnce(details: Changes<ProspectDetails>): Changes<ProspectDetails> {
  return { ...details, listIds: details.listIds && [...new Set(details.listIds)] };
}

const NO_DETAILS: ProspectDetails = {
  firstName: null,
  lastName: null,
  company: null,
  role: null,
  phone: null,
  linkedinUrl: null,
  customFields: {},
  listIds: [],
};
