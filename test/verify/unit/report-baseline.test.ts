import { describe, expect, test } from 'vitest';
import { BaselineError, compareWith, isFailure, readBaseline } from '../../../src/verify/report/baseline.ts';
import { renderJson } from '../../../src/verify/report/render-json.ts';
import { renderText } from '../../../src/verify/report/render-text.ts';
import { correct } from '../faults/library/server.ts';
import { runLibrary, takesAnyPages } from './report-run.ts';

const before = await runLibrary({ behaviour: takesAnyPages });
const baseline = readBaseline(renderJson(before));
const clausesOf = (findings: readonly { readonly clause: string | undefined }[]) =>
  findings.map(({ clause }) => clause);

test('what the baseline has does not fail', async () => {
  const report = compareWith(baseline, await runLibrary({ behaviour: takesAnyPages }));
  expect(report.findings.map(({ baseline: state }) => state)).toEqual(['known']);
  expect(report.findings.filter(isFailure)).toEqual([]);
  expect(renderText(report)).toContain('known by the baseline: 1\n  ✗ addBook body /pages maximum: ');
  expect(renderText(report)).not.toMatch(/^✗/m);
});

test('what is new fails, and what is fixed is named', async () => {
  const behaviour = {
    isBook: (book: Record<string, unknown>) =>
      correct.isBook(
        typeof book['pages'] === 'number' ? { ...book, pages: Math.max(1, book['pages']) } : book,
      ),
  };
  const report = compareWith(baseline, await runLibrary({ behaviour }));
  expect(clausesOf(report.findings.filter(isFailure))).toEqual(['addBook body /pages minimum']);
  expect(clausesOf(report.fixed)).toEqual(['addBook body /pages maximum']);
  expect(renderText(report)).toContain('fixed since the baseline: 1\n  ✓ addBook body /pages maximum: ');
});

test('a report of the format before is read as well', () => {
  const old = renderJson(before).replace('countersign-verify-2', 'countersign-verify-1');
  expect(readBaseline(old)).toEqual(baseline);
});

test('what was not asked again is not fixed', async () => {
  const options = { operations: (id: string) => id !== 'addBook' };
  expect(compareWith(baseline, await runLibrary({ options })).fixed).toEqual([]);
});

describe('a file that is no baseline is refused with the reason', () => {
  test.each([
    ['<html>', /it is no JSON/],
    ['{}', /it has no "format"/],
    ['{"format":"countersign-verify-2"}', /it has no "findings"/],
    ['{"format":"countersign-verify-1","findings":[{}]}', /a finding has no "id"/],
  ])('%s', (text, message) => {
    expect(() => readBaseline(text)).toThrow(BaselineError);
    expect(() => readBaseline(text)).toThrow(message);
  });
});
