import { describe, expect, test } from 'vitest';
import { renderText } from '../../../src/verify/report/render-text.ts';
import { verifyLibrary } from './library/verify-library.ts';
import { verifyShop } from './shop/verify-shop.ts';
import { verifyTracker } from './tracker/verify-tracker.ts';

describe.each([
  ['library', await verifyLibrary()],
  ['tracker', await verifyTracker()],
  ['shop', await verifyShop()],
])('a %s that keeps its contract', (_, report) => {
  test('gives no finding', () => {
    expect(renderText(report)).not.toMatch(/^[✗!]/m);
    expect(report.findings).toEqual([]);
  });

  test('is shown to keep every clause, and to give every documented answer', () => {
    expect(report.coverage.clauses.gaps).toEqual([]);
    expect(report.coverage.answers.gaps).toEqual([]);
    expect(report.cases.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  });
});
