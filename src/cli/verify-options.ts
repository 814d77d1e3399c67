import type { VerifyOptions } from '../verify/options.ts';
import type { StartedTarget } from './config.ts';

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
  const scenarios = { files, inputs: inputs ?? {}, ...(servers === undefined ? {} : { servers }) };
  return {
    target: { ...target, headers: { ...target.headers, ...headers } },
    ...(given === undefined ? {} : { given }),
    ...(mostIds === undefined ? {} : { mostIds }),
    ...(inputs === undefined || files.length === 0 ? {} : { scenarios }),
  };
}
