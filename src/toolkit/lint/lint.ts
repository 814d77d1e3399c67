import type { ContractProblem } from '@countersign/contract';
import { isStructural } from './structural-rules.ts';

/** By which rules a contract is linted. */
export interface LintOptions {
  /** A `redocly.yaml`. @default Redocly's recommended rules, of which those of style only warn */
  readonly config?: string | undefined;
}

/**
 * Checks a contract or an Arazzo document against rules.
 *
 * @param file its root file
 * @returns what breaks a rule, with its place
 * @throws {ContractError} it cannot be read
 */
export async function lint(file: string, { config }: LintOptions = {}): Promise<ContractProblem[]> {
  // Redocly takes half a second to import.
  const { lintFiles } = await import('../bundle/redocly.ts');
  const problems = await lintFiles(file, config);
  // Rules that nobody chose are advice.
  if (config !== undefined) return problems;
  return problems.map((problem) => (isStructural(problem) ? problem : { ...problem, severity: 'warning' }));
}
