import { expect, test } from 'vitest';
import { withCredential } from '../../../src/verify/http/credentials.ts';
import { tracker } from '../faults/tracker/verify-tracker.ts';

const [operation] = tracker.operations;
const request = { method: 'GET', target: '/', headers: [], body: undefined };

test.each([
  ['a key', 'sk_live_9zZa', 'sk_live_0aAb'],
  ['a key whose secret ends as a prefix does', 'sk_live_9zZa_', 'sk_live_0aAb_'],
  ['one that is nothing but a secret', '9zZa', '0aAb'],
])('%s of the same form that was never issued', (_, token, unknown) => {
  if (operation === undefined) throw new Error('no operation');
  const role = { schemes: { token } };
  const { headers } = withCredential(tracker, operation, role, 'unknown', request);
  expect(headers).toEqual([['Authorization', `Bearer ${unknown}`]]);
});
