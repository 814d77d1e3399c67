/** What must be right before a server starts: handlers, schemes and stores against the contract. */

import { METHODS } from 'node:http';
import type { Contract, Operation } from '@countersign/contract';
import { at, clausesOf, isKnownFormat, someObject, toPointer, unreadWarnings } from '@countersign/contract';
import type { Principal, ServerOptions } from './options.ts';
import type { SetupProblem } from './setup-error.ts';

/** What is wrong, and what is a matter of taste, or of the reader's attention. */
export interface SetupFindings {
  /** What makes an answer wrong: no server starts. */
  readonly errors: readonly SetupProblem[];
  /** What a strict server does not start with, either. */
  readonly warnings: readonly SetupProblem[];
}

export function checkSetup<P extends Principal>(
  contract: Contract,
  handlers: object,
  options: ServerOptions<P, PropertyKey>,
): SetupFindings {
  const publicity = checkPublic(contract, (options.public ?? []).map(String), options.strict === true);
  return {
    errors: [
      ...checkHandlers(contract, handlers),
      ...checkMethods(contract),
      ...checkSchemes(contract, options.authenticate),
      ...publicity.errors,
      ...checkStores(contract, options),
    ],
    warnings: [
      ...publicity.warnings,
      ...checkFormats(contract, options.formats ?? {}),
      ...unreadWarnings(contract),
    ],
  };
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

/** A method that the parser of HTTP does not know never reaches a server; CONNECT comes as no request. */
function checkMethods(contract: Contract): SetupProblem[] {
  return contract.operations.flatMap(({ id, method, pointer }) => {
    const sent = method.toUpperCase();
    if (METHODS.includes(sent) && sent !== 'CONNECT') return [];
    const message = `operation ${id} has the method ${sent}, which Node.js ${process.versions.node} cannot serve: take one of its http.METHODS, or serve the operation elsewhere`;
    return [problem(contract, pointer, message)];
  });
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

/**
 * What the contract opens by a word of its own (`security: []`) is open; what it merely says nothing of is told, and a
 * strict server wants both named.
 */
function checkPublic(contract: Contract, named: readonly string[], isStrict: boolean): SetupFindings {
  const errors: SetupProblem[] = [];
  const warnings: SetupProblem[] = [];
  for (const { id, pointer, security } of contract.operations) {
    const isPublic = security.length === 0 || security.some((alternative) => alternative.length === 0);
    if (isPublic === named.includes(id)) continue;
    if (!isPublic) {
      const message = `operation ${id} is named in options.public, and its contract asks for a credential`;
      errors.push(problem(contract, pointer, message));
    } else if (isStrict || !isSaid(contract, pointer)) {
      const message = `operation ${id} asks for no credential: give it a security requirement, or name it in options.public`;
      warnings.push(problem(contract, pointer, message));
    }
  }
  return { errors, warnings };
}

/** Whether the contract says who may call the operation, be it everybody. */
function isSaid({ document }: Contract, pointer: string): boolean {
  return at(document, `${pointer}/security`) !== undefined || document['security'] !== undefined;
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

/** JSON Schema 2020-12 takes a format that it does not know for a remark (Validation §7.2.3). */
function checkFormats(contract: Contract, formats: object): SetupProblem[] {
  const isUnknown = (format: unknown): boolean =>
    typeof format === 'string' && !isKnownFormat(format) && !Object.hasOwn(formats, format);
  // To list the clauses takes long where there are many.
  if (!someObject(contract.document, ({ format }) => isUnknown(format))) return [];
  const unknown = clausesOf(contract).filter(
    ({ keyword, value }) => keyword === 'format' && isUnknown(value),
  );
  return [...Map.groupBy(unknown, ({ value }) => String(value))].map(([format, clauses]) => {
    const [first, ...others] = clauses;
    const where = others.length === 0 ? '' : ` and ${others.length} more`;
    const message = `format ${format} is unknown, and asks nothing (operation ${first?.operation}${where}); options.formats can define it`;
    return problem(contract, first?.pointer ?? '', message);
  });
}

function problem(contract: Contract, pointer: string, message: string): SetupProblem {
  return { message, location: contract.locate(pointer), pointer };
}
