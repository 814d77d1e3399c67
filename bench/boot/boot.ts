/** How long a server of `process.argv[2]` operations takes to start, and how much memory that adds. */
import { toContract } from '../../src/contract/exports.ts';
import { createServer } from '../../src/server/exports.ts';
import { shopContract } from '../shop-contract.ts';

const operations = Number(process.argv[2]);
const contract = toContract(structuredClone(shopContract(operations)));
const memory = process.memoryUsage().rss;
const handlers = Object.fromEntries(contract.operations.map(({ id }) => [id, () => ({ status: 500 })]));
const options = {
  authenticate: { token: async () => ({ scopes: [] }) },
  tenant: () => '',
  crossCheck: false,
  log: () => undefined,
};
const began = performance.now();
await Reflect.apply(createServer, undefined, [contract, handlers, options]);
const start = performance.now() - began;
console.log(
  JSON.stringify({ operations, start, megabytes: (process.memoryUsage().rss - memory) / 1024 / 1024 }),
);
