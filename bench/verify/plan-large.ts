/** How long planning a large contract takes, and how much memory. */
import { loadContract } from '../../src/toolkit/bundle/load-contract.ts';
import { planContract } from '../../src/verify/cases/plan.ts';
import { planContext } from '../../src/verify/run/create-plan-context.ts';
import { shopContract } from '../shop-contract.ts';

const OPERATIONS = 1_000;

const started = performance.now();
const contract = await loadContract(shopContract(OPERATIONS), { name: 'shop' });
const loaded = performance.now();
const before = process.cpuUsage();
const context = planContext(contract, { now: new Date() });
let cases = 0;
for (const plan of planContract(context, contract.operations, new Set(['default'])))
  cases += plan.cases.length;
const planned = performance.now();
console.log(
  JSON.stringify({
    operations: OPERATIONS,
    cases,
    load: loaded - started,
    plan: planned - loaded,
    // Microseconds: what it takes of a processor, whatever else the machine does.
    cpu: (process.cpuUsage(before).user + process.cpuUsage(before).system) / 1000,
    // Kilobytes, by getrusage(2).
    megabytes: process.resourceUsage().maxRSS / 1024,
  }),
);
