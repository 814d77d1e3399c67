import type { Contract, Operation, SchemaChecker } from '@countersign/contract';
import { type RequestValidator, requestValidators } from './request-validator.ts';
import { SetupError } from './setup-error.ts';

/**
 * The first validator of each operation; the second one, `checker`, has compiled its schemas as well.
 *
 * @throws {SetupError} one of them cannot, which the first request to meet the schema would find out otherwise
 */
export async function compileValidators(
  contract: Contract,
  checker: SchemaChecker,
): Promise<ReadonlyMap<Operation, RequestValidator>> {
  const validatorOf = requestValidators(contract);
  const validators = new Map<Operation, RequestValidator>();
  for (const operation of contract.operations) {
    await attempt(contract, operation, () =>
      schemaPointers(operation).forEach((pointer) => void checker.check(pointer, undefined)),
    );
  }
  for (const operation of contract.operations) {
    validators.set(operation, await attempt(contract, operation, () => validatorOf(operation)));
  }
  return validators;
}

async function attempt<T>(contract: Contract, operation: Operation, run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `a schema of operation ${operation.id} cannot be compiled: ${reason}`;
    throw new SetupError(contract, [{ message, location: contract.locate(operation.pointer) }]);
  }
}

function schemaPointers({ parameters, body, responses }: Operation): string[] {
  const media = [...(body?.content ?? []), ...responses.flatMap(({ content }) => content)];
  const owners = [...parameters, ...responses.flatMap(({ headers }) => headers), ...media];
  return owners.filter(({ schema }) => schema !== undefined).map(({ schemaPointer }) => schemaPointer);
}
