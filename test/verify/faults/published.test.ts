/**
 * The ten faults that published comparisons of tools seed: each found, in at most three requests, those that
 * prepare the case included; none on the repaired twin.
 */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/verify/model/finding.ts';
import { renderText } from '../../../src/verify/report/render-text.ts';
import type { Fault } from './shop/server.ts';
import { requestsOf, verifyShop } from './shop/verify-shop.ts';

/** What a finding must name. */
type Named = Pick<Finding, 'kind'> & Partial<Pick<Finding, 'operation' | 'clause'>>;

const MOST_REQUESTS = 3;

describe.each<[Fault, Named, RegExp]>([
  ['exception', { operation: 'addItem', kind: 'server error' }, /answered 500/],
  ['wrong response type', { operation: 'getItem', kind: 'wrong body' }, /\/stock must be/],
  ['undeclared 2xx', { operation: 'addItem', kind: 'undocumented status' }, /answered 202/],
  ['maximum ignored', { clause: 'addItem body /stock maximum', kind: 'violation accepted' }, /answered 201/],
  ['enum ignored', { clause: 'addItem body /size enum', kind: 'violation accepted' }, /answered 201/],
  [
    'required ignored',
    { clause: 'addItem body /stock required', kind: 'violation accepted' },
    /answered 201/,
  ],
  ['invalid Location', { operation: 'addItem', kind: 'wrong location' }, /answered 404/],
  ['DELETE does nothing', { operation: 'removeItem', kind: 'still there' }, /getItem shows it/],
  ['PUT is partial', { operation: 'putItem', kind: 'old value kept' }, /\/size is still/],
  ['PUT is not idempotent', { operation: 'putItem', kind: 'not repeatable' }, /\/stock is/],
])('a shop with the fault "%s"', (fault, { operation, clause, kind }, message) => {
  test(`is found out in at most ${MOST_REQUESTS} requests`, async () => {
    const report = await verifyShop(fault);
    const found = report.findings.find(
      (each) =>
        each.kind === kind &&
        (clause === undefined ? each.operation === operation : each.clause === clause) &&
        message.test(each.message),
    );
    expect(found, renderText(report)).toBeDefined();
    // What was made for other cases shows it, too.
    const names = (found?.cases ?? []).filter((name) => !name.startsWith('preparation'));
    const counts = await Promise.all(names.map((name) => requestsOf(name, fault)));
    expect(Math.min(...counts)).toBeLessThanOrEqual(MOST_REQUESTS);
  });
});
