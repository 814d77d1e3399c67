import type { Contract } from '@countersign/contract';
import type { VerifyOptions } from '@countersign/verify';
import { loadContract } from '../bundle/load-contract.ts';
import type { StartedTarget } from '../config/config.ts';

const load = (file: string): Promise<Contract> => loadContract(file);

/**
 * What a run is told of a started target.
 *
 * @param files the scenarios of the contract; they are left out where the target gives them no inputs
 * @param headers sent with every request, beside the target's own
 */
export function verifyOptions(
  started: StartedTarget,
  files: readonly string[],
  headers: Readonly<Record<string, string>>,
): VerifyOptions {
  const { given, mostIds, inputs, servers, close: _, ...target } = started;
  const scenarios = { files, load, inputs: inputs ?? {}, ...(servers === undefined ? {} : { servers }) };
  return {
    target: { ...target, headers: { ...target.headers, ...headers } },
    ...(given === undefined ? {} : { given }),
    ...(mostIds === undefined ? {} : { mostIds }),
    ...(inputs === undefined || files.length === 0 ? {} : { scenarios }),
  };
}
