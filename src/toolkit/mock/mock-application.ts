/** A mock that is our own server in front: it routes, asks for credentials, validates and refuses as a server would. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { type RequestListener, STATUS_CODES } from 'node:http';
import { type Contract, isObject } from '@countersign/contract';
import {
  type AnyOperations,
  createServer,
  type Handlers,
  type Problem,
  type ProblemContext,
  problemDetails,
  type WrittenProblem,
} from '@countersign/server';
import accepts from 'accepts';
import { hasExample, mockAnswer, type Wish, writeAnswer } from './mock-answers.ts';
import { tellBrokenExamples, tellEvent } from './mock-notices.ts';
import { documentedRefusal, problemOf, type Refusal } from './mock-refusals.ts';
import { type MockValues, mockValues } from './mock-values.ts';
import { NO_LIMIT, NO_MEMORY } from './no-state.ts';
import { readPreference, withoutPreference } from './preference.ts';
import { requestIds } from './request-ids.ts';

/**
 * A mock of `contract`. It keeps no state: a credential is good if it is there, no limit is ever reached, and no
 * repetition is known.
 *
 * @param tell gets each line that its owner should read
 * @param isCrossChecked whether requests are judged by a second opinion, for those who look at the server in front
 * @throws {SetupError} the contract cannot be served
 */
export async function mockApplication(
  contract: Contract,
  tell: (line: string) => void,
  isCrossChecked = false,
): Promise<RequestListener> {
  const values = await mockValues(contract);
  tellBrokenExamples(contract, values, tell);
  const wishes = new AsyncLocalStorage<Wish>();
  const wished = (): Wish => wishes.getStore() ?? NO_WISH;
  const handlers: Handlers<AnyOperations, typeof ANYONE> = Object.fromEntries(
    contract.operations.map((operation) => [
      operation.id,
      () => {
        const problem = problemOf(operation, wished().code);
        if (problem !== undefined) throw problem;
        return mockAnswer(operation, wished(), values);
      },
    ]),
  );
  const schemes = [...contract.securitySchemes.keys()];
  const { types: _, ...untyped } = contract;
  const app = await createServer<AnyOperations, typeof ANYONE, typeof handlers>(untyped, handlers, {
    authenticate: Object.fromEntries(schemes.map((scheme) => [scheme, async () => ANYONE])),
    granted: () => true,
    tenant: () => '',
    problem: (problem, context) => refuse(problem, context, wished(), values),
    rateLimit: { store: NO_LIMIT },
    idempotency: NO_MEMORY,
    crossCheck: isCrossChecked,
    newRequestId: requestIds(contract, values),
    log: (event) => tellEvent(event, tell),
  });
  return (request, response) => {
    const { url = '' } = request;
    const accepted = (types: readonly string[]): string | undefined =>
      [accepts(request).type([...types])].flat().find((type) => typeof type === 'string');
    const wish = { ...readPreference(request), accepted };
    request.url = withoutPreference(url);
    wishes.run(wish, () => app(request, response));
  };
}

const ANYONE = { scopes: [] };

const NO_WISH: Wish = {
  code: undefined,
  wrongCode: undefined,
  example: undefined,
  dynamic: undefined,
  seed: undefined,
  accepted: () => undefined,
};

/** As the contract documents it, or else by RFC 9457. */
function refuse(problem: Problem, context: ProblemContext, wish: Wish, values: MockValues): WrittenProblem {
  const { operation } = context;
  const refusal = operation && documentedRefusal(operation, problem, wish.code);
  if (refusal === undefined) return problemDetails(problem, context);
  const { status, spec } = refusal;
  // An example that is asked for by name is one of the status that is asked for.
  const isAsked = status === wish.code && spec.content.some((media) => hasExample(media, wish.example));
  const example = isAsked ? wish.example : undefined;
  const answer = writeAnswer(spec, status, { ...wish, example }, values);
  if (answer === undefined) return problemDetails(problem, context);
  const { headers = {}, ...rest } = answer;
  const told = toldOf(problem, context, refusal, values);
  const mediaType = told === undefined ? {} : { mediaType: 'application/problem+json' };
  return { ...rest, ...mediaType, body: told ?? answer.body, headers: texts(headers) };
}

/** Why it was refused, where the contract documents problems of RFC 9457 and gives no example of this one. */
function toldOf(
  problem: Problem,
  context: ProblemContext,
  { status, spec }: Refusal,
  values: MockValues,
): unknown {
  const media = spec.content.find(({ type }) => /^application\/problem\+json\b/i.test(type));
  const { body } = problemDetails(problem, context);
  if (media === undefined || media.examples.length > 0 || !isObject(body)) return undefined;
  const told = { ...body, status, title: STATUS_CODES[status] ?? 'Problem' };
  return values.fits(media, told) ? told : undefined;
}

function texts(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
