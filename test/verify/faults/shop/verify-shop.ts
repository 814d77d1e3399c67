/** Verifies a shop, correct or faulty. */
import { loadContract } from '../../../../src/toolkit/bundle/load-contract.ts';
import type { VerifyOptions } from '../../../../src/verify/model/options.ts';
import type { Report } from '../../../../src/verify/report/report.ts';
import { Session } from '../../../../src/verify/run/session.ts';
import { planFor, stateFor, verify } from '../../../../src/verify/verify.ts';
import { shopDocument } from './contract.ts';
import { type Fault, startShop } from './server.ts';

const shop = await loadContract(shopDocument, { name: 'shop' });

const targetAt = (baseUrl: string) => ({ target: { baseUrl, roles: { default: { schemes: {} } } } });

export async function verifyShop(
  fault?: Fault,
  options: Omit<VerifyOptions, 'target'> = {},
): Promise<Report> {
  const server = await startShop(fault);
  try {
    return await verify(shop, { ...options, ...targetAt(server.url) });
  } finally {
    await server.close();
  }
}

/** The requests that a new shop gets when one case is run and nothing else: its own, and what prepares it. */
export async function requestsOf(caseName: string, fault: Fault): Promise<number> {
  const server = await startShop(fault);
  const options = targetAt(server.url);
  const session = await Session.open(shop, options);
  const cases = [
    ...[...planFor(shop, options, session)].flatMap((plan) => plan.cases),
    ...stateFor(shop, options, session).cases,
  ];
  const [found] = cases.filter(({ name }) => name === caseName);
  if (found === undefined) throw new Error(`no case ${caseName}`);
  await session.run(found);
  session.close();
  await server.close();
  return server.requests();
}
