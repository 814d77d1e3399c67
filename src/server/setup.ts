/** What must be right before a server starts: handlers, schemes and stores against the contract. */

import type { Contract, Operation } from '@countersign/contract';
import { clausesOf, toPointer } from '@countersign/contract';
import { formatNames } from 'ajv-formats/dist/formats.js';
import { isReadable } from './body.ts';
import { credentialSource } from './credentials.ts';
import type { Principal, ServerOptions } from './options.ts';
import { SetupError, type SetupProblem } from './setup-error.ts';

/** @throws {SetupError} with everything that is wrong, not only the first */
export function checkSetup<P extends Principal>(
  contract: Contract,
  handlers: object,
  options: ServerOptions<P, PropertyKey>,
): void {
  const problems = [
    ...checkHandlers(contract, handlers),
    ...checkSchemes(contract, options.authenticate),
    ...checkPublic(contract, (options.public ?? []).map(String)),
    ...checkStores(contract, options),
    ...checkBodies(contract),
    ...checkFormats(contract),
  ];
  if (problems.length > 0) throw new SetupError(contract, problems);
}

function checkHandlers(contract: Contract, handlers: object): SetupProblem[] {
  const { operations } = contract;
  const given = new Map<string, unknown>(Object.entries(handlers));
  const missing = operations.filter(({ id }) => typeof given.get(id) !== 'function');
  const extra = [...given.keys()].filter((name) => operations.every(({ id }) => id !== name));
  return [
    ...missing.map(({ id, pointer }) => problem(contract, pointer, `operation ${id} has no handler`)),
    ...extra.map((name) => problem(contract, '/paths', `handler ${name} has no operation in the contract`)),
  ];
}

/** Default deny: what cannot be checked lets nobody in, so it does not start. */
function checkSchemes(contract: Contract, authenticate: object): SetupProblem[] {
  const used = new Map<string, Operation>();
  for (const operation of contract.operations) {
    for (const { scheme } of operation.security.flat()) if (!used.has(scheme)) used.set(scheme, operation);
  }
  const problems: SetupProblem[] = [];
  for (const [name, operation] of used) {
    const scheme = contract.securitySchemes.get(name);
    const pointer = toPointer(['components', 'securitySchemes', name]);
    if (scheme === undefined) {
      const message = `operation ${operation.id} requires the security scheme ${name}, which is not declared`;
      problems.push(problem(contract, operation.pointer, message));
    } else if (credentialSource(scheme, '') === undefined) {
      const message = `security scheme ${name} is of a kind that the server cannot check`;
      problems.push(problem(contract, pointer, message));
    } else if (!Object.hasOwn(authenticate, name)) {
      const message = `security scheme ${name} has no function in options.authenticate (operation ${operation.id} requires it)`;
      problems.push(problem(contract, pointer, message));
    }
  }
  const unknown = Object.keys(authenticate).filter((name) => !contract.securitySchemes.has(name));
  return [
    ...problems,
    ...unknown.map((name) =>
      problem(
        contract,
        '/components/securitySchemes',
        `options.authenticate.${name} is for no security scheme of the contract`,
      ),
    ),
  ];
}

function checkPublic(contract: Contract, named: readonly string[]): SetupProblem[] {
  return contract.operations.flatMap(({ id, pointer, security }) => {
    const isPublic = security.length === 0 || security.some((alternative) => alternative.length === 0);
    if (isPublic === named.includes(id)) return [];
    const message = isPublic
      ? `operation ${id} asks for no credential: give it a security requirement, or name it in options.public`
      : `operation ${id} is named in options.public, and its contract asks for a credential`;
    return [problem(contract, pointer, message)];
  });
}

function checkStores<P extends Principal>(
  contract: Contract,
  { rateLimit, idempotency }: ServerOptions<P, PropertyKey>,
): SetupProblem[] {
  const problems: SetupProblem[] = [];
  if (contract.rateLimits.length > 0 && rateLimit === undefined) {
    problems.push(
      problem(contract, '/x-rate-limit', 'x-rate-limit needs a store: options.rateLimit is missing'),
    );
  }
  if (contract.idempotency !== undefined && idempotency === undefined) {
    problems.push(
      problem(contract, '/x-idempotency', 'x-idempotency needs a store: options.idempotency is missing'),
    );
  }
  return problems;
}

function checkBodies(contract: Contract): SetupProblem[] {
  return contract.operations.flatMap(({ id, body }) =>
    (body?.content ?? [])
      .filter(({ type }) => !isReadable(type))
      .map(({ type, pointer }) =>
        problem(
          contract,
          pointer,
          `operation ${id} takes ${type}; the server reads JSON and multipart/form-data only`,
        ),
      ),
  );
}

const KNOWN_FORMATS: ReadonlySet<string> = new Set(formatNames);

/** Ajv passes over a format that it does not know, and so would a clause of the contract be passed over. */
function checkFormats(contract: Contract): SetupProblem[] {
  return clausesOf(contract)
    .filter(({ keyword, value }) => keyword === 'format' && !KNOWN_FORMATS.has(String(value)))
    .map(({ operation, pointer, value }) =>
      problem(contract, pointer, `format ${String(value)} is unknown (operation ${operation})`),
    );
}

function problem(contract: Contract, pointer: string, message: string): SetupProblem {
  return { message, location: contract.locate(pointer) };
}
