import type { OutreachParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import type { OutreachStorage } from './storage.ts';
import type { Subscription, SubscriptionStatus } from './subscription.ts';

export class Subscriptions {
  readonly #parts: OutreachParts;

  constructor(parts: OutreachParts) {
    this.#parts = parts;
  }

  /** @throws Refusal `not_found` for an unknown workspace */
  async get(workspaceId: string): Promise<Subscription> {
    return existingSubscription(this.#parts.storage, workspaceId);
  }

  /** @throws Refusal `not_found` for an unknown workspace */
  async setStatus(workspaceId: string, status: SubscriptionStatus): Promise<Subscription> {
    const { storage, now } = this.#parts;
    return storage.unitOfWork.transaction(async () => {
      await existingSubscription(storage, workspaceId);
      const changed: Subscription = { workspaceId, status, updatedAt: now() };
      await storage.subscriptions.save(changed);
      return changed;
    });
  }
}

/** @throws Refusal `subscription_blocked` unless the workspace's subscription is active */
export async function requireActiveSubscription(storage: OutreachStorage, workspaceId: string) {
  const { status } = await existingSubscription(storage, workspaceId);
  if (status !== 'active') throw new Refusal({ code: 'subscription_blocked', status });
}

/** Each workspace is created with its subscription, so the one is missing only if the other is. */
async function existingSubscription(storage: OutreachStorage, workspaceId: string): Promise<Subscription> {
  const subscription = await storage.subscriptions.find(workspaceId);
  if (subscription === undefined)
    throw new Refusal({ code: 'not_found', what: 'workspace', id: workspaceId });
  return subscription;
}
