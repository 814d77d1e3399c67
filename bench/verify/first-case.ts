/** How long the first case of a run takes: from the start of the process, and from the call. */
import { loadContract } from '../../src/toolkit/bundle/load-contract.ts';
import { verify } from '../../src/verify/verify.ts';
import { shopContract } from '../shop-contract.ts';
import { startBareServer } from './start-bare-server.ts';

const OPERATIONS = 20;

const imported = performance.now();
const { target, close } = await startBareServer();
const ready = performance.now();
const contract = await loadContract(shopContract(OPERATIONS), { name: 'shop' });
const done = new AbortController();
let first = 0;
const events = {
  result: () => {
    first ||= performance.now();
    done.abort();
  },
};
await verify(contract, { target }, events, done.signal);
close();
console.log(JSON.stringify({ operations: OPERATIONS, imports: imported, firstCase: first - ready }));
