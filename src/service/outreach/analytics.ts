import type { CampaignFigures, DayFigures, TotalFigures } from './figures.ts';
import type { OutreachParts } from './parts.ts';
import { Refusal } from './refusal.ts';
import type { FigureFilter } from './storage.ts';

/** Campaigns that are told apart in one answer. */
const MAX_CAMPAIGNS_TOLD = 1000;

/** Days that are told at once: a year, whatever the year. */
const MAX_DAYS = 366;

const DAY = 24 * 60 * 60 * 1000;

/** What the campaigns that one API has made have achieved. */
export class Analytics {
  readonly #parts: OutreachParts;
  readonly #origin: string;

  constructor(parts: OutreachParts, origin: string) {
    this.#parts = parts;
    this.#origin = origin;
  }

  /** All that the filter lets through, together and, the newest 1,000 of them, each. */
  async campaigns(
    workspaceId: string,
    filter: Omit<FigureFilter, 'origin'>,
  ): Promise<{ readonly total: TotalFigures; readonly items: readonly CampaignFigures[] }> {
    const { figures, unitOfWork } = this.#parts.storage;
    const selected = { ...filter, origin: this.#origin };
    return unitOfWork.transaction(async () => ({
      total: await figures.total(workspaceId, selected),
      items: await figures.ofCampaigns(workspaceId, selected, MAX_CAMPAIGNS_TOLD),
    }));
  }

  /**
   * Each day from the first to the last, also where nothing happened; none if the last comes before the first.
   *
   * @param range days in UTC, `2027-03-02`
   * @throws Refusal `range_too_long`
   */
  async timeline(
    workspaceId: string,
    { from, to }: { readonly from: string; readonly to: string },
  ): Promise<readonly DayFigures[]> {
    const first = Date.parse(from);
    const days = Math.floor((Date.parse(to) - first) / DAY) + 1;
    if (days > MAX_DAYS) throw new Refusal({ code: 'range_too_long', days: MAX_DAYS });
    if (days <= 0) return [];
    const found = await this.#parts.storage.figures.ofDays(workspaceId, { origin: this.#origin, from, to });
    const byDay = new Map(found.map((figures) => [figures.day, figures]));
    return Array.from({ length: days }, (_, place) => {
      const day = new Date(first + place * DAY).toISOString().slice(0, 10);
      return byDay.get(day) ?? { day, sent: 0, opened: 0, replied: 0, bounced: 0 };
    });
  }
}
