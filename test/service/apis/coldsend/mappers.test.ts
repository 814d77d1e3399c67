import { describe, expect, it } from 'vitest';
import { dayOf, daysBefore, endOf, startOf } from '../../../../src/service/apis/coldsend/days.ts';
import {
  changedSteps,
  sequenceViews,
  variantViews,
} from '../../../../src/service/apis/coldsend/email-mapper.ts';
import { domainId } from '../../../../src/service/apis/coldsend/ids.ts';
import { pagination } from '../../../../src/service/apis/coldsend/pages.ts';
import { fraction, percentage } from '../../../../src/service/apis/coldsend/rates.ts';
import {
  changedWindow,
  storedWindow,
  windowView,
} from '../../../../src/service/apis/coldsend/sending-window.ts';
import { byField, columnMapping } from '../../../../src/service/apis/coldsend/upload-mapper.ts';
import { isGranted } from '../../../../src/service/apis/coldsend-keys.ts';
import { stepsInOrder } from '../../../../src/service/outreach/step.ts';

describe('scopes', () => {
  it.each([
    ['campaigns:write', ['campaigns:write'], true],
    ['campaigns:write', ['campaigns:all'], true],
    ['campaigns:write', ['*'], true],
    ['campaigns:write', ['campaigns:read', 'leads:all'], false],
    ['leads:read', ['campaigns:all'], false],
    ['leads:read', [], false],
  ])('%s is granted by %j: %s', (required, scopes, granted) => {
    expect(isGranted(required, scopes)).toBe(granted);
  });
});

describe('sending windows', () => {
  const nineToFive = {
    sending_window_start: 9,
    sending_window_start_minute: 0,
    sending_window_end: 17,
    sending_window_end_minute: 30,
  };
  const stored = { sendingWindowStart: 540, sendingWindowEnd: 1050 };

  it('are minutes after midnight in the domain', () => {
    expect(storedWindow(nineToFive)).toEqual(stored);
    expect(windowView(stored)).toEqual(nineToFive);
    expect(windowView({ sendingWindowStart: 0, sendingWindowEnd: 1440 })).toMatchObject({
      sending_window_end: 24,
    });
  });
  it('stay as they are where nothing is said', () => {
    expect(changedWindow(stored, {})).toEqual({});
    expect(changedWindow(stored, { sending_window_end: 18 })).toEqual({
      sendingWindowStart: 540,
      sendingWindowEnd: 1110,
    });
  });
  it.each([
    ['start after their end', { sending_window_start: 18 }],
    ['start at their end', { sending_window_start: 17, sending_window_start_minute: 30 }],
    ['end after midnight', { sending_window_end: 24 }],
  ])('never %s', (_, given) => {
    expect(() => changedWindow(stored, given)).toThrow(
      'Sending window must end after it starts and at 24:00 at the latest',
    );
  });
});

describe('e-mails', () => {
  const variant = (name: 'A' | 'B' | 'b', share: number) => ({
    variant_name: name,
    variant_label: null,
    subject_template: 'A question',
    email_content: 'May I ask you something?',
    distribution_percent: share,
  });
  const followUp = {
    step_number: 2,
    trigger_type: 'NOT_REPLIED' as const,
    wait_days: 3,
    enable_unsubscribe: null,
    variants: [variant('A', 100)],
  };

  it('are steps: the first one without a trigger, its variants in the order of their names', () => {
    const { steps = [] } = changedSteps([], {
      variants: [variant('b', 40), variant('A', 60)],
      sequences: [followUp],
    });
    const stored = stepsInOrder(steps);
    expect(stored.map(({ stepIndex, trigger, delayDays }) => [stepIndex, trigger, delayDays])).toEqual([
      [1, null, 0],
      [2, 'not_replied', 3],
    ]);
    expect(variantViews(stored)).toEqual([variant('A', 60), variant('B', 40)]);
    expect(sequenceViews(stored)).toEqual([followUp]);
  });
  it('replace their own kind and leave the other', () => {
    const first = stepsInOrder(changedSteps([], { variants: [variant('A', 100)] }).steps ?? []);
    const both = stepsInOrder(changedSteps(first, { sequences: [followUp] }).steps ?? []);
    expect(variantViews(both)).toHaveLength(1);
    expect(sequenceViews(both)).toHaveLength(1);
    const { steps = [] } = changedSteps(both, { sequences: [] });
    expect(stepsInOrder(steps)).toEqual(first);
    expect(changedSteps(both, {})).toEqual({});
  });
  it('have no two variants of one name', () => {
    expect(() => changedSteps([], { variants: [variant('B', 50), variant('b', 50)] })).toThrow(
      'Variant names must be unique',
    );
  });
});

describe('columns of a file', () => {
  it('are fields of a lead, or custom fields', () => {
    expect(columnMapping({ email: 'Email', first_name: 'First Name', plan: 'Plan' })).toEqual({
      fields: { email: 'Email', firstName: 'First Name', lastName: undefined, company: undefined },
      customFields: { plan: 'Plan' },
    });
  });
  it('may be mapped by a campaign, the first one of a field', () => {
    expect(byField({ Email: 'email', Mail: 'email', Plan: 'plan' })).toEqual({
      email: 'Email',
      plan: 'Plan',
    });
  });
});

describe('pages', () => {
  it.each([
    [{ page: 1, limit: 20 }, 0, { pages: 0, has_next: false, has_prev: false }],
    [{ page: 1, limit: 20 }, 21, { pages: 2, has_next: true, has_prev: false }],
    [{ page: 2, limit: 20 }, 21, { pages: 2, has_next: false, has_prev: true }],
    [{ page: 9, limit: 20 }, 21, { pages: 2, has_next: false, has_prev: true }],
    [{ page: 9, limit: 20 }, 0, { pages: 0, has_next: false, has_prev: false }],
  ])('%j of %d', (request, total, expected) => {
    expect(pagination(request, total)).toEqual({ ...request, total, ...expected });
  });
});

describe('rates', () => {
  it('are rounded, and never more than the whole', () => {
    expect(percentage(111, 240)).toBe(46.25);
    expect(percentage(110, 240)).toBe(45.83);
    expect(fraction(80, 238)).toBe(0.3361);
    expect([percentage(3, 2), fraction(3, 2)]).toEqual([100, 1]);
    expect([percentage(0, 0), fraction(0, 0)]).toEqual([0, 0]);
  });
});

describe('days', () => {
  it('begin and end at midnight in UTC', () => {
    expect(startOf('2027-03-02').toISOString()).toBe('2027-03-02T00:00:00.000Z');
    expect(endOf('2027-02-28').toISOString()).toBe('2027-03-01T00:00:00.000Z');
    expect(dayOf(new Date('2027-03-02T23:59:59.999Z'))).toBe('2027-03-02');
    expect(daysBefore(90, '2027-03-31')).toBe('2026-12-31');
  });
  it('stay within what RFC 3339 can write', () => {
    expect(daysBefore(90, '0000-01-01')).toBe('0000-01-01');
    expect(endOf('9999-12-31').toISOString()).toBe('9999-12-31T23:59:59.999Z');
  });
});

it('an id is the same in upper and lower case', () => {
  expect(domainId('3B0C1F6E-8A52-4C0D-9E7B-5D2F4A6C8E10')).toBe('3b0c1f6e-8a52-4c0d-9e7b-5d2f4a6c8e10');
});
