/** The Express application of a contract: everything that serves is loaded with it. */
import { randomUUID } from 'node:crypto';
import type { Contract, ContractProblem, MediaType, Operation, SchemaChecker } from '@countersign/contract';
import { contractProblems, inDirection, schemaChecker } from '@countersign/contract';
import express, { type Express } from 'express';
import { answer } from './answer.ts';
import type { Api, RunHandler } from './api.ts';
import type { Guard } from './authenticate.ts';
import { type BodyReader, bodyReader } from './body.ts';
import { undocumentedRefusals } from './check-refusals.ts';
import { credentialSource } from './credentials.ts';
import { crossCheck } from './cross-check/cross-check.ts';
import { explaining } from './explain.ts';
import { memoize } from './memoize.ts';
import { type Authenticate, DEFAULT_BODY_LIMIT, type Principal, type ServerOptions } from './options.ts';
import { type ParameterReader, parameterReader } from './parameters/read-parameters.ts';
import { problemDetails } from './problem-details.ts';
import { requireUsable } from './require-usable.ts';
import { routes } from './routes.ts';
import { checkSetup } from './setup.ts';
import { describeWarnings, SetupError } from './setup-error.ts';
import { readTarget } from './target.ts';
import { type ContentWriter, contentWriter } from './write-content.ts';

/** @throws {SetupError} the contract, the handlers and the options do not fit together */
export async function application<P extends Principal>(
  contract: Contract,
  handlers: ReadonlyMap<string, RunHandler>,
  options: ServerOptions<P, PropertyKey>,
): Promise<Express> {
  const { errors, warnings } = checkSetup(contract, Object.fromEntries(handlers), options);
  if (errors.length > 0) throw new SetupError(contract, errors);
  const { error: wrong = [], warning: unlikely = [] } = Object.groupBy(
    contractProblems(contract),
    ({ severity }) => severity,
  );
  const api = prepare(contract, handlers, options, wrong);
  const problems = [...warnings, ...unlikely, ...undocumentedRefusals(api)];
  if (problems.length > 0 && api.isStrict) throw new SetupError(contract, problems);
  if (problems.length > 0)
    options.log({ event: 'warnings', problems, message: describeWarnings(contract, problems) });
  const app = express().disable('x-powered-by');
  const basePaths = [contract.basePath, ...contract.otherBasePaths];
  let isMounted = false;
  app.on('mount', () => {
    isMounted = true;
  });
  app.use((request, response, next) => {
    const target = readTarget(request, basePaths);
    if (target.path === undefined && isMounted) next();
    else answer(api, request, response, target).catch(next);
  });
  return app;
}

function prepare<P extends Principal>(
  contract: Contract,
  handlers: ReadonlyMap<string, RunHandler>,
  options: ServerOptions<P, PropertyKey>,
  wrong: readonly ContractProblem[],
): Api<P> {
  const {
    now = () => new Date(),
    formats = {},
    crossCheck: isCrossChecked = process.env['NODE_ENV'] !== 'production',
  } = options;
  const sent = inDirection(contract, 'request');
  const told = inDirection(contract, 'response');
  const requestChecker = explaining(
    sent.document,
    schemaChecker(sent, { now, formats, direction: 'request' }),
  );
  const checker = explaining(told.document, schemaChecker(told, { now, formats, direction: 'response' }));
  // To compile them all takes a second for a thousand operations: the first request of each does that for its own.
  if (wrong.length > 0) requireUsable(contract, { requestChecker, checker }, wrong);
  return {
    contract,
    requestChecker,
    checker,
    writerOf: contentWriters(contract),
    handlers,
    find: routes(contract.operations),
    security: {
      guards: guardsOf(contract, options.authenticate),
      granted: options.granted ?? ((required, scopes) => scopes.includes(required)),
      tenant: options.tenant,
    },
    bodyReader: bodyReaders(contract, options.bodyLimit),
    parameterReader: parameterReaders(sent, requestChecker, options.authenticate),
    crossCheck: isCrossChecked ? crossCheck(contract, options.log, formats) : undefined,
    isStrict: options.strict === true,
    problem: options.problem ?? problemDetails,
    refusal: options.refusal,
    log: options.log,
    rateLimit: options.rateLimit,
    idempotency: options.idempotency,
    unitOfWork: options.unitOfWork ?? ((run) => run()),
    newRequestId: options.newRequestId ?? randomUUID,
  };
}

function parameterReaders(
  contract: Contract,
  checker: SchemaChecker,
  authenticate: object,
): (operation: Operation) => ParameterReader {
  const { document, name, securitySchemes } = contract;
  return memoize((operation) => {
    const schemes = operation.security.flat().filter(({ scheme }) => Object.hasOwn(authenticate, scheme));
    // An API key in the query is no parameter of the operation.
    const others = schemes.flatMap(({ scheme }) => {
      const declared = securitySchemes.get(scheme);
      return (declared && credentialSource(declared, name).queryParameter) ?? [];
    });
    return parameterReader(document, operation, checker, new Set(others));
  });
}

function bodyReaders(
  { document }: Contract,
  limit: number | undefined,
): (operation: Operation) => BodyReader | undefined {
  return memoize(
    ({ body }: Operation) => body && bodyReader(document, body, limit ?? body.maxBody ?? DEFAULT_BODY_LIMIT),
  );
}

function contentWriters({ document }: Contract): (media: MediaType) => ContentWriter {
  return memoize((media: MediaType) => contentWriter(document, media));
}

function guardsOf<P extends Principal>(
  { name, securitySchemes }: Contract,
  authenticate: Readonly<Record<string, Authenticate<P>>>,
): Map<string, Guard<P>> {
  return new Map(
    Object.entries(authenticate).flatMap(([scheme, check]) => {
      const declared = securitySchemes.get(scheme);
      if (declared === undefined) return [];
      return [[scheme, { source: credentialSource(declared, name), authenticate: check }]];
    }),
  );
}
