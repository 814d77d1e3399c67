/** What the tests give the domain; free of Vitest, for programs that are run by tests. */
import type { NewCampaign } from '../../../src/service/outreach/campaign.ts';
import type { NewStep, Variant } from '../../../src/service/outreach/step.ts';

export function newCampaign(...mailboxIds: string[]): NewCampaign {
  return {
    name: 'Spring partners',
    description: null,
    steps: [newStep(0)],
    mailboxIds,
    timezone: 'Europe/Lisbon',
    dailySendLimit: 80,
    dailyLimitPerMailbox: null,
    rampUp: { enabled: true, increment: 20, maximum: 200 },
    scheduleDays: [1, 2, 3, 4, 5],
    sendingWindowStart: 9 * 60,
    sendingWindowEnd: 17 * 60,
    trackOpens: false,
    trackClicks: false,
    offerUnsubscribe: true,
    stopOnReply: true,
    stopOnBounce: true,
    stopOnUnsubscribe: true,
    startDate: null,
    endDate: null,
    importMapping: {},
  };
}

/** An e-mail of one variant. */
export function newStep(stepIndex: number, more: Partial<NewStep> = {}): NewStep {
  const variant: Variant = {
    name: 'A',
    label: null,
    subject: `Step ${stepIndex}`,
    body: '<p>Hello</p>',
    bodyText: null,
    distributionPercent: 100,
  };
  return { stepIndex, variants: [variant], trigger: null, delayHours: 0, offerUnsubscribe: null, ...more };
}

/** A file as it comes in, in pieces of that size. */
export async function* inPieces(text: string, size = 64 * 1024): AsyncGenerator<Uint8Array, void> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** Rows of `peopleFile`, and those among them that name nobody. */
export const PEOPLE_ROWS = 10_000;
export const isBadRow = (row: number): boolean => row % 100 === 37;

/** A file of PEOPLE_ROWS rows, of which one in a hundred is bad. Row 0 is on line 2. */
export function peopleFile(): string {
  const rows = Array.from({ length: PEOPLE_ROWS }, (_, row) =>
    isBadRow(row) ? `person ${row},Nobody` : `person${row}@example.org,Person ${row}`,
  );
  return `Email,First Name\r\n${rows.join('\r\n')}\r\n`;
}
