/** One e-mail of a campaign, in one or more variants. */
export interface Step {
  /** Unique in its campaign; the order of sending. */
  readonly stepIndex: number;
  /** At least one; their percentages add up to 100. */
  readonly variants: readonly Variant[];
  /** Who gets it. `null`: everyone who is still to get e-mails. */
  readonly trigger: StepTrigger | null;
  /** Waiting time after the step before, together with `delayHours`. */
  readonly delayDays: number;
  readonly delayHours: number;
  /** Whether the e-mail offers to unsubscribe; `null`: as the campaign says. */
  readonly offerUnsubscribe: boolean | null;
}

/**
 * - `not_opened`: who has opened no e-mail of the campaign.
 * - `not_replied`: who has replied to none.
 * - `opened_but_not_replied`: who has opened at least one, and replied to none.
 */
export type StepTrigger = 'not_opened' | 'not_replied' | 'opened_but_not_replied';

/** One wording of an e-mail. */
export interface Variant {
  /** Unique in its step. */
  readonly name: string;
  /** For people. */
  readonly label: string | null;
  /** `null`: the e-mail answers the one before. */
  readonly subject: string | null;
  /** HTML or plain text. */
  readonly body: string;
  /** The plain text beside HTML; `null`: it is made from `body`. */
  readonly bodyText: string | null;
  /** Which share of the prospects gets it. */
  readonly distributionPercent: number;
}

/** Days that a step waits when nothing is said. */
export const DEFAULT_DELAY_DAYS = 1;

/** A step as it is given. */
export interface NewStep extends Omit<Step, 'delayDays'> {
  /** @default DEFAULT_DELAY_DAYS */
  readonly delayDays?: number | undefined;
}

/**
 * The steps in their order, with every delay said. The one that opens a campaign is sent at once, whatever its
 * delay says (reference 8.1).
 */
export function stepsInOrder(steps: readonly NewStep[]): Step[] {
  return steps
    .toSorted((one, other) => one.stepIndex - other.stepIndex)
    .map((step, place) => {
      const delay = { delayDays: step.delayDays ?? DEFAULT_DELAY_DAYS, delayHours: step.delayHours };
      return { ...step, ...(place === 0 && isOpening(step) ? { delayDays: 0, delayHours: 0 } : delay) };
    });
}

/** Whether a campaign can begin with it: a trigger looks back at an e-mail before. */
export function isOpening({ trigger }: Pick<Step, 'trigger'>): boolean {
  return trigger === null;
}
