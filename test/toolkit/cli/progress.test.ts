import { expect, test } from 'vitest';
import { ProgressLine } from '../../../src/toolkit/cli/progress.ts';
import type { CaseResult } from '../../../src/verify/model/outcome.ts';

const result: CaseResult = {
  name: 'listPets · valid request → 200',
  operation: 'listPets',
  clause: undefined,
  phase: 'positive',
  outcome: 'pass',
  reason: undefined,
  status: 200,
  duration: 1,
};

/** A terminal and a clock of a test. */
function watched({ isScreen }: { isScreen: boolean }) {
  let now = 0;
  const shown: (string | undefined)[] = [];
  const told: string[] = [];
  const terminal = {
    show: isScreen ? (line: string | undefined) => void shown.push(line) : undefined,
    tell: (line: string) => void told.push(line),
  };
  const progress = new ProgressLine(terminal, 'pets', () => now);
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { progress, shown, told, pass };
}

test('on a screen one line tells phase, cases, speed and findings, and goes away at the end', () => {
  const { progress, shown, told, pass } = watched({ isScreen: true });
  pass(500);
  progress.result(result, { done: 100, findings: 0 });
  pass(500);
  progress.result({ ...result, phase: 'negative' }, { done: 250, findings: 2 });
  progress.end();
  expect(shown).toEqual([
    'pets · positive · 100 cases · 200/s · no findings',
    'pets · negative · 250 cases · 250/s · 2 findings',
    undefined,
  ]);
  expect(told).toEqual([]);
});

test('it does not change faster than one can read', () => {
  const { progress, shown, pass } = watched({ isScreen: true });
  for (let done = 1; done <= 50; done++) {
    pass(10);
    progress.result(result, { done, findings: 0 });
  }
  expect(shown).toHaveLength(5);
});

test('elsewhere a line is told now and then', () => {
  const { progress, told, pass } = watched({ isScreen: false });
  for (let second = 1; second <= 25; second++) {
    pass(1_000);
    progress.result(result, { done: second * 10, findings: 0 });
  }
  progress.end();
  expect(told).toEqual([
    'pets · positive · 100 cases · 10/s · no findings',
    'pets · positive · 200 cases · 10/s · no findings',
  ]);
});

test('that the target wants to be left alone is said at once, and once', () => {
  const { progress, told, pass } = watched({ isScreen: false });
  pass(1_000);
  progress.waiting(30_000);
  pass(10);
  progress.waiting(30_000);
  expect(told).toEqual(['pets · 0 cases · 0/s · no findings · answered 429: waiting 30 s']);
});
