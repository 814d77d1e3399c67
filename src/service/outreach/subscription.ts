/** What the workspace has paid for; everything but `active` blocks creating, starting and enrolling. */
export interface Subscription {
  readonly workspaceId: string;
  readonly status: SubscriptionStatus;
  readonly updatedAt: Date;
}

export type SubscriptionStatus = 'active' | BlockedSubscriptionStatus;

export type BlockedSubscriptionStatus = 'past_due' | 'inactive' | 'expired';
