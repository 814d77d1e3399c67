import type { Contract, Operation, SchemaChecker } from '@countersign/contract';
import { SetupError } from './setup-error.ts';

/**
 * Compiles the schemas of every operation, which the first request to meet them would do otherwise.
 *
 * @throws {SetupError} one cannot be used
 */
export function requireUsable(
  contract: Contract,
  { requestChecker, checker }: { readonly requestChecker: SchemaChecker; readonly checker: SchemaChecker },
): void {
  const problems = contract.operations.flatMap((operation) => {
    const { parameters, body, responses } = operation;
    const sent = [...parameters, ...(body?.content ?? [])];
    const answered = responses.flatMap(({ headers, content }) => [...headers, ...content]);
    return [
      ...sent.flatMap(({ schemaPointer }) => unusable(contract, operation, requestChecker, schemaPointer)),
      ...answered.flatMap(({ schemaPointer }) => unusable(contract, operation, checker, schemaPointer)),
    ];
  });
  const byMessage = new Map(problems.map((problem) => [problem.message, problem]));
  if (byMessage.size > 0) throw new SetupError(contract, [...byMessage.values()]);
}

function unusable(contract: Contract, { id }: Operation, checker: SchemaChecker, schemaPointer: string) {
  try {
    checker.compile(schemaPointer);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `a schema of operation ${id} cannot be compiled: ${reason}`;
    return [{ message, location: contract.locate(schemaPointer) }];
  }
}
