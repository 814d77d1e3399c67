import type { Contract } from '../contract/contract.ts';
import type { StartedTarget } from './config.ts';
import type { FoundContract } from './find-contracts.ts';
import { readAuth } from './read-auth.ts';
import { UsageError } from './usage-error.ts';

export interface TargetOptions {
  readonly url: string | undefined;
  readonly auth: readonly string[];
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
  { url, auth, mock }: TargetOptions,
): Promise<StartedTarget> {
  if (url !== undefined && mock) throw new UsageError('Give --url or --mock, not both.');
  if (url !== undefined) {
    await checkUrl(url);
    return { baseUrl: url, roles: readAuth(auth), close: async () => {} };
  }
  if (auth.length > 0) throw new UsageError('--auth goes with --url.');
  if (mock) return await openMock(contract);
  if (targets?.server === undefined) {
    throw new UsageError(
      `Where does ${name} answer? Give --url, or contracts.${name}.targets.server in the config.`,
    );
  }
  return await targets.server();
}

async function openMock(contract: Contract): Promise<StartedTarget> {
  const { startMock } = await import('../mock/start-mock.ts');
  const { url, close } = await startMock(contract);
  // Prism looks whether a credential is there, not whether it is good.
  const schemes = Object.fromEntries([...contract.securitySchemes.keys()].map((scheme) => [scheme, 'mock']));
  return { baseUrl: url, roles: { default: { schemes } }, prefer: true, close };
}

async function checkUrl(url: string): Promise<void> {
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new UsageError(`--url must be a URL, got "${url}".`);
  try {
    // Any answer will do. Without one every case would be a finding, and none would tell anything.
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_TIMEOUT) });
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new UsageError(
      `Nothing answers at ${url}: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}

/** Milliseconds until a target that says nothing is given up. */
const PROBE_TIMEOUT = 10_000;
