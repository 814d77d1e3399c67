/** How many cases a second are sent and judged, beside how many requests the same client sends for nothing. */
import { loadContract } from '../../src/toolkit/bundle/load-contract.ts';
import { createHttpClient } from '../../src/verify/http/http-client.ts';
import { CONCURRENCY } from '../../src/verify/model/options.ts';
import { verify } from '../../src/verify/verify.ts';
import { shopContract } from '../shop-contract.ts';
import { startBareServer } from './start-bare-server.ts';

const OPERATIONS = 250;

const contract = await loadContract(shopContract(OPERATIONS), { name: 'shop' });
const { target, close } = await startBareServer();
const { cases, duration, findings } = await verify(contract, { target });
const requestsPerSecond = await plainRequests(cases.length);
close();

if (findings.length > 0) throw new Error(`the bare server breaks its contract: ${findings[0]?.message}`);
const casesPerSecond = cases.length / (duration / 1000);
console.log(
  JSON.stringify({ operations: OPERATIONS, cases: cases.length, casesPerSecond, requestsPerSecond }),
);

/** The client alone, with as many requests under way. */
async function plainRequests(count: number): Promise<number> {
  const client = createHttpClient({ baseUrl: target.baseUrl, connections: CONCURRENCY });
  const headers = [['Authorization', 'Bearer bench-token']] as const;
  let left = count;
  const started = performance.now();
  const work = async (): Promise<void> => {
    while (left-- > 0) await client.send({ method: 'GET', target: '/things0', headers, body: undefined });
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  client.close();
  return count / ((performance.now() - started) / 1000);
}
