/** Finishes one request, begins another, says so and waits to be killed. Run by `crash.test.ts`. */
import { randomBytes } from 'node:crypto';
import { openStorage } from '../../../src/service/storage/storage.ts';
import { Clock, secretKeys, workspace } from './storage-values.ts';

const file = process.argv[2] ?? '';
const storage = await openStorage({ file, now: new Clock().now, randomBytes, secretKeys });
const claim = { tenant: 'ws_1', operation: 'createCampaign', fingerprint: 'a body', ttlSeconds: 3600 };

await storage.rateLimits.take({ tenant: 'ws_1', windows: [{ limit: 3, window: 60 }] });
await storage.idempotency.once({ ...claim, key: 'finished' }, async () => {
  await storage.workspaces.insert(workspace('finished'));
  return { status: 201, headers: {}, body: undefined };
});
await storage.idempotency.once({ ...claim, key: 'killed' }, async () => {
  await storage.workspaces.insert(workspace('killed'));
  process.stdout.write('at work\n');
  // A timer keeps the process alive: a promise alone does not.
  return new Promise(() => setInterval(() => {}, 60_000));
});
