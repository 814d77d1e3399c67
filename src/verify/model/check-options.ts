import { phases } from './case.ts';
import type { VerifyOptions } from './options.ts';

/**
 * Whether a run can be made with `options`: what its types do not say.
 *
 * @throws {TypeError} one of them is not what it must be; the message says which, and what it must be
 */
export function checkOptions(options: VerifyOptions): void {
  const { baseUrl } = options.target;
  if (!URL.canParse(baseUrl) || !/^https?:/.test(baseUrl)) {
    throw new TypeError(`target.baseUrl must be an http or https URL, got "${baseUrl}"`);
  }
  const known: readonly string[] = phases;
  const unknown = options.phases?.find((phase) => !known.includes(phase));
  if (unknown !== undefined) throw new TypeError(`phases must be of ${phases.join(', ')}; got "${unknown}"`);
  for (const name of ['concurrency', 'rate', 'timeout', 'mostIds', 'time'] as const) {
    const value = options[name];
    if (value !== undefined && !(value > 0)) throw new TypeError(`${name} must be more than 0, got ${value}`);
  }
}
