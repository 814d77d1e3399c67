/** Sending windows: hours and minutes here, minutes after midnight in the domain. */
import type { CampaignSettings } from '../../outreach/campaign.ts';
import type { Changes } from '../../outreach/changes.ts';
import { refusal } from './errors.ts';

const MINUTES_PER_HOUR = 60;

/** Minutes after midnight; a window does not end later. */
const MIDNIGHT = 24 * MINUTES_PER_HOUR;

export interface SendingWindow {
  readonly sending_window_start: number;
  readonly sending_window_start_minute: number;
  readonly sending_window_end: number;
  readonly sending_window_end_minute: number;
}

type StoredWindow = Pick<CampaignSettings, 'sendingWindowStart' | 'sendingWindowEnd'>;

export function windowView({
  sendingWindowStart: start,
  sendingWindowEnd: end,
}: StoredWindow): SendingWindow {
  return {
    sending_window_start: Math.floor(start / MINUTES_PER_HOUR),
    sending_window_start_minute: start % MINUTES_PER_HOUR,
    sending_window_end: Math.floor(end / MINUTES_PER_HOUR),
    sending_window_end_minute: end % MINUTES_PER_HOUR,
  };
}

export function storedWindow(given: SendingWindow): StoredWindow {
  return {
    sendingWindowStart: given.sending_window_start * MINUTES_PER_HOUR + given.sending_window_start_minute,
    sendingWindowEnd: given.sending_window_end * MINUTES_PER_HOUR + given.sending_window_end_minute,
  };
}

/**
 * The window with some of its fields changed; none if none is given.
 *
 * @throws {Problem} the window as it would be ends before it starts, or after midnight: the contract sees only what
 *   is given
 */
export function changedWindow(current: StoredWindow, given: Changes<SendingWindow>): Changes<StoredWindow> {
  const before = windowView(current);
  const window = storedWindow({
    sending_window_start: given.sending_window_start ?? before.sending_window_start,
    sending_window_start_minute: given.sending_window_start_minute ?? before.sending_window_start_minute,
    sending_window_end: given.sending_window_end ?? before.sending_window_end,
    sending_window_end_minute: given.sending_window_end_minute ?? before.sending_window_end_minute,
  });
  const { sendingWindowStart: start, sendingWindowEnd: end } = window;
  if (start === current.sendingWindowStart && end === current.sendingWindowEnd) return {};
  if (start >= end || end > MIDNIGHT) {
    const message = 'Sending window must end after it starts and at 24:00 at the latest';
    throw refusal(400, 'window_conflict', message);
  }
  return window;
}
