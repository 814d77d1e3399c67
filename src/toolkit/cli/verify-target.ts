import type { Contract } from '@countersign/contract';
import type { Roles } from '@countersign/verify';
import { createHttpClient } from '@countersign/verify';
import type { StartedTarget } from '../config/config.ts';
import { startMock } from '../mock/start-mock.ts';
import type { FoundContract } from './find-contracts.ts';
import { UsageError } from './usage-error.ts';

export interface TargetOptions {
  readonly url: string | undefined;
  /** The credentials that the command line gives, if it gives any. */
  readonly roles: Roles | undefined;
  readonly mock: boolean;
}

/**
 * What to verify: whatever answers at `url`, a mock of the contract, or the server that the config starts.
 *
 * @throws {UsageError} there is none of them, or there are two, or nothing answers at `url`
 */
export async function openTarget(
  { name, targets }: { readonly name: string; readonly targets: FoundContract['targets'] },
  contract: Contract,
  { url, roles, mock }: TargetOptions,
): Promise<StartedTarget> {
  if (url !== undefined && mock) throw new UsageError('Give --url or --mock, not both.');
  if (url !== undefined) {
    await checkUrl(url);
    return { baseUrl: url, roles: roles ?? { default: { schemes: {} } }, close: async () => {} };
  }
  if (roles !== undefined) throw new UsageError('--auth goes with --url.');
  if (mock) return await openMock(contract);
  if (targets?.server === undefined) {
    throw new UsageError(
      `Where does ${name} answer? Give --url, or contracts.${name}.targets.server in the config.`,
    );
  }
  return await targets.server();
}

async function openMock(contract: Contract): Promise<StartedTarget> {
  const { url, close } = await startMock(contract);
  // Prism looks whether there is a credential of the scheme's form (RFC 7617 §2: a name and a password), no further.
  const names = [...contract.securitySchemes.keys()];
  const schemes = Object.fromEntries(names.map((scheme) => [scheme, 'mock:mock']));
  return { baseUrl: url, roles: { default: { schemes } }, prefer: true, close };
}

async function checkUrl(url: string): Promise<void> {
  const { protocol, username, search, hash } = readUrl(url);
  if (!/^https?:$/.test(protocol)) throw new UsageError(`--url must be a URL, got "${url}".`);
  if (username !== '') throw new UsageError('--url holds a credential: give it with --auth.');
  if (search + hash !== '') {
    throw new UsageError(`--url is where the contract's paths begin; leave out "${search}${hash}".`);
  }
  const client = createHttpClient({ baseUrl: url, connections: 1, timeout: PROBE_TIMEOUT });
  // Any answer will do. Without one every case would be a finding, and none would tell anything.
  const { failure } = await client.send({ method: 'HEAD', target: '', headers: [], body: undefined });
  client.close();
  if (failure === undefined) return;
  throw new UsageError(`Nothing answers at ${url}: ${failure}. Is it started, and is --url right?`);
}

function readUrl(url: string): URL {
  if (URL.canParse(url)) return new URL(url);
  throw new UsageError(`--url must be a URL, got "${url}".`);
}

/** Milliseconds until a target that says nothing is given up. */
const PROBE_TIMEOUT = 10_000;
