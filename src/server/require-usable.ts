import {
  type Contract,
  type ContractProblem,
  type Operation,
  PATTERN_RULE,
  REFERENCE_RULE,
  type SchemaChecker,
  UnusableSchema,
} from '@countersign/contract';
import { SetupError, type SetupProblem } from './setup-error.ts';

/**
 * Compiles the schemas of every operation, which the first request to meet them would do otherwise.
 *
 * @param errors what the contract itself says is wrong with its schemas, and how it is mended
 * @throws {SetupError} one cannot be used
 */
export function requireUsable(
  contract: Contract,
  { requestChecker, checker }: { readonly requestChecker: SchemaChecker; readonly checker: SchemaChecker },
  errors: readonly ContractProblem[],
): void {
  const failures = contract.operations.flatMap((operation) => {
    const { parameters, body, responses } = operation;
    const sent = [...parameters, ...(body?.content ?? [])];
    const answered = responses.flatMap(({ headers, content }) => [...headers, ...content]);
    return [
      ...sent.flatMap(({ schemaPointer }) => unusable(contract, operation, requestChecker, schemaPointer)),
      ...answered.flatMap(({ schemaPointer }) => unusable(contract, operation, checker, schemaPointer)),
    ];
  });
  // What the contract tells at its own place, with what to write, is not told at each schema around it.
  const isTold = (rule: string): boolean => errors.some((problem) => problem.rule === rule);
  const others = failures.filter(({ rule }) => rule === undefined || !isTold(rule));
  // A pattern that no operation comes to hinders nobody.
  const told = errors.filter(
    ({ rule }) => rule !== PATTERN_RULE || failures.some((failure) => failure.rule === rule),
  );
  const byMessage = new Map([...told, ...others].map((problem) => [describe(problem), problem]));
  if (byMessage.size > 0) throw new SetupError(contract, [...byMessage.values()]);
}

interface Failure extends SetupProblem {
  /** The check of the contract that tells why, if one does. */
  readonly rule: string | undefined;
}

function describe({ message, pointer }: SetupProblem): string {
  return `${pointer} ${message}`;
}

function unusable(
  contract: Contract,
  { id }: Operation,
  checker: SchemaChecker,
  schemaPointer: string,
): Failure[] {
  try {
    checker.compile(schemaPointer);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `a schema of operation ${id} cannot be compiled: ${reason}`;
    const rule = error instanceof UnusableSchema ? ruleFor(error.cause) : undefined;
    return [{ message, location: contract.locate(schemaPointer), pointer: schemaPointer, rule }];
  }
}

function ruleFor(cause: unknown): string | undefined {
  // The engine's own word for a regular expression that it cannot read, and Ajv's for a reference.
  if (cause instanceof SyntaxError) return PATTERN_RULE;
  return cause instanceof Error && 'missingRef' in cause ? REFERENCE_RULE : undefined;
}
