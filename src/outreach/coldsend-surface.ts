/**
 * The signatures that handlers can be written against while the services are being made. Each service replaces its
 * part of this file; the file goes when nothing is left in it.
 *
 * `outreach.campaignsOf(origin)` gives the services below, bound to the campaigns that one API made; `origin` is
 * the API's name, as in `ApiKey.api`. All other services of `Outreach` are the workspace's.
 */
import type { CampaignStatus } from './campaign-status.ts';

// --- Analytics.

export interface Figures {
  readonly sent: number;
  readonly opened: number;
  readonly replied: number;
  readonly bounced: number;
}

export interface CampaignFigures extends Figures {
  readonly id: string;
  readonly name: string;
  readonly status: CampaignStatus;
  readonly enrolled: number;
  readonly createdAt: Date;
}

export interface Analytics {
  /** `total` and `campaigns` are of the same campaigns; `items` are the newest, at most 1,000. */
  campaigns(
    ws: string,
    filter: {
      readonly status?: CampaignStatus | undefined;
      /** Started at that moment or later. */
      readonly startedFrom?: Date | undefined;
      /** Started before that moment. */
      readonly startedBefore?: Date | undefined;
    },
  ): Promise<{
    readonly total: Figures & { readonly campaigns: number };
    readonly items: readonly CampaignFigures[];
  }>;
  /** A row for each day (`2027-03-02`, UTC) from `from` to `to`; none if `to` is earlier. `range_too_long` */
  timeline(
    ws: string,
    range: { readonly from: string; readonly to: string },
  ): Promise<readonly (Figures & { readonly day: string })[]>;
}
