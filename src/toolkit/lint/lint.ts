import {
  type Contract,
  ContractError,
  type ContractProblem,
  contractProblems,
  inOrder,
  unreadWarnings,
} from '@countersign/contract';
import { type LoadOptions, loadContract } from '../bundle/load-contract.ts';
import { isStructural } from './structural-rules.ts';
import { notToldAlready } from './told-already.ts';

/** By which rules a contract is linted. */
export interface LintOptions {
  /** A `redocly.yaml`. @default Redocly's recommended rules, of which those of style only warn */
  readonly config?: string | undefined;
  /** Whether a `$ref` may lead to another host. @default false */
  readonly allowRemote?: boolean | undefined;
}

/**
 * Checks a contract or an Arazzo document: whether it can be used, and whether it keeps rules.
 *
 * @param file its root file, or its URL
 * @returns what is wrong with it, in the order of the places
 * @throws {ContractError} it cannot be read at all
 */
export async function lint(file: string, options: LintOptions = {}): Promise<ContractProblem[]> {
  const { contract, found, linted } = await examine(file, options);
  if (contract === undefined && isArazzo(found)) return await byRules(file, options);
  if (contract === undefined && isUnreadable(found)) throw new ContractError(file, found);
  return inOrder([...found, ...linted]);
}

/** A contract, if it can be used, and all that is wrong with it. */
export interface Examined {
  readonly contract: Contract | undefined;
  /** What its own checks have found. */
  readonly found: readonly ContractProblem[];
  /** What rules find beside that, if there is a document for them to look at. */
  readonly linted: readonly ContractProblem[];
}

/** Reads the contract at `file` and looks for everything that is wrong with it, be it usable or not. */
export async function examine(
  file: string,
  { name, ...options }: LintOptions & { readonly name?: string | undefined } = {},
): Promise<Examined> {
  const { contract, found } = await load(file, { name, allowRemote: options.allowRemote === true });
  if (contract === undefined && isUnreadable(found)) return { contract, found, linted: [] };
  return { contract, found, linted: notToldAlready(await byRules(file, options), found) };
}

async function load(file: string, options: LoadOptions): Promise<Pick<Examined, 'contract' | 'found'>> {
  try {
    const contract = await loadContract(file, options);
    return { contract, found: [...contractProblems(contract), ...unreadWarnings(contract)] };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { contract: undefined, found: error.problems };
  }
}

async function byRules(file: string, { config, allowRemote }: LintOptions): Promise<ContractProblem[]> {
  // Redocly takes half a second to import.
  const { lintFiles } = await import('../bundle/redocly.ts');
  const problems = await lintFiles(file, config, { allowRemote: allowRemote === true });
  // Rules that nobody chose are advice.
  if (config !== undefined) return problems;
  return problems.map((problem) => (isStructural(problem) ? problem : { ...problem, severity: 'warning' }));
}

/** Whether there is no document that rules could look at. */
function isUnreadable(problems: readonly ContractProblem[]): boolean {
  return problems.some(({ rule }) => UNREADABLE.has(rule));
}

const UNREADABLE: ReadonlySet<string> = new Set(['contract-file', 'openapi-version', 'yaml']);

function isArazzo(problems: readonly ContractProblem[]): boolean {
  return problems.some(({ rule, pointer }) => rule === 'openapi-version' && pointer === '/arazzo');
}
