import { type Changes, withChanges } from './changes.ts';
import { type Page, type PageRequest, pageOf } from './page.ts';
import type { OutreachParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import type { OutreachStorage } from './storage.ts';
import type { NewWorkspace, Workspace } from './workspace.ts';

export class Workspaces {
  readonly #parts: OutreachParts;

  constructor(parts: OutreachParts) {
    this.#parts = parts;
  }

  /** A new workspace, with an active subscription. */
  async create(given: NewWorkspace): Promise<Workspace> {
    const { storage, now, newId } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      const at = now();
      const workspace: Workspace = {
        id: newId(),
        name: given.name,
        rateLimit: given.rateLimit ?? null,
        createdAt: at,
        updatedAt: at,
      };
      await storage.workspaces.insert(workspace);
      await storage.subscriptions.save({ workspaceId: workspace.id, status: 'active', updatedAt: at });
      return workspace;
    });
  }

  /** @throws Refusal `not_found` */
  async get(id: string): Promise<Workspace> {
    return existingWorkspace(this.#parts.storage, id);
  }

  /** @throws Refusal `bad_cursor` */
  async list(request: PageRequest): Promise<Page<Workspace>> {
    return pageOf(request, (slice) => this.#parts.storage.workspaces.list(slice));
  }

  /** @throws Refusal `not_found` */
  async update(id: string, changes: Changes<Pick<Workspace, 'name' | 'rateLimit'>>): Promise<Workspace> {
    const { storage, now } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      const current = await existingWorkspace(storage, id);
      const { name, rateLimit } = withChanges(current, changes);
      const changed = { ...current, name, rateLimit, updatedAt: now() };
      await storage.workspaces.save(changed);
      return changed;
    });
  }
}

/** @throws Refusal `not_found` */
export async function existingWorkspace(storage: OutreachStorage, id: string): Promise<Workspace> {
  const workspace = await storage.workspaces.find(id);
  if (workspace === undefined) throw new Refusal({ code: 'not_found', what: 'workspace', id });
  return workspace;
}
