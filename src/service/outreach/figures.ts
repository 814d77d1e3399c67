import type { CampaignStatus } from './campaign-status.ts';

export interface CampaignFigures extends Figures {
  readonly id: string;
  readonly name: string;
  readonly status: CampaignStatus;
  readonly enrolled: number;
  readonly createdAt: Date;
}

/** Figures of several campaigns together. */
export interface TotalFigures extends Figures {
  readonly campaigns: number;
}

export interface DayFigures extends Figures {
  /** In UTC, `2027-03-02`. */
  readonly day: string;
}

/** What has happened: e-mails sent, opened and bounced, prospects who replied. */
export interface Figures {
  readonly sent: number;
  readonly opened: number;
  readonly replied: number;
  readonly bounced: number;
}
