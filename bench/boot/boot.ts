/** How long a server of `process.argv[2]` operations takes to start, and how much memory that adds. */
import { toContract } from '../../src/contract/exports.ts';
import { createServer } from '../../src/server/exports.ts';
import { OPERATIONS_PER_RESOURCE, shopContract } from '../shop-contract.ts';

const operations = Number(process.argv[2]);

// A server imports Express when it is made.
await start(OPERATIONS_PER_RESOURCE);
const memory = process.memoryUsage().rss;
const milliseconds = await start(operations);
const megabytes = (process.memoryUsage().rss - memory) / 1024 / 1024;
console.log(JSON.stringify({ start: milliseconds, megabytes }));

/** Milliseconds from a contract that is read to an app. */
async function start(size: number): Promise<number> {
  const contract = toContract(shopContract(size));
  const handlers = Object.fromEntries(contract.operations.map(({ id }) => [id, () => ({ status: 500 })]));
  const options = {
    authenticate: { token: async () => ({ scopes: [] }) },
    tenant: () => '',
    log: () => undefined,
  };
  const began = performance.now();
  await Reflect.apply(createServer, undefined, [contract, handlers, options]);
  return performance.now() - began;
}
