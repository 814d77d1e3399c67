import {
  type Contract,
  type ContractProblem,
  type Operation,
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
  // A pattern that is none is told at its own place, with what to write, and not at each schema around it.
  const patterns = failures.some(({ isPattern }) => isPattern) ? errors : [];
  const others = failures.filter(({ isPattern }) => !isPattern || patterns.length === 0);
  const byMessage = new Map([...patterns, ...others].map((problem) => [describe(problem), problem]));
  if (byMessage.size > 0) throw new SetupError(contract, [...byMessage.values()]);
}

interface Failure extends SetupProblem {
  readonly isPattern: boolean;
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
    // The engine's own word for a regular expression that it cannot read.
    const isPattern = error instanceof UnusableSchema && error.cause instanceof SyntaxError;
    return [{ message, location: contract.locate(schemaPointer), pointer: schemaPointer, isPattern }];
  }
}
