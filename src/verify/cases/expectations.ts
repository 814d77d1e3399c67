/** What a contract lets one expect of an answer. */

import { findResponse, type Operation, type ResponseSpec } from '@countersign/contract';
import { answersOf } from '../model/documented-answers.ts';
import type { Draft } from '../model/draft.ts';
import type { Expectation } from '../model/expectation.ts';
import { OTHER_REASONS } from '../model/expectation.ts';
import { isConditional } from '../requests/conditional.ts';

const NOTHING_ELSE = {
  inconclusive: [],
  remark: undefined,
  headers: [],
  code: undefined,
  ask: false,
  same: false,
};

/** A valid request: a documented success or redirection, or an answer that the target's state can explain. */
export function expectPositive(draft: Draft): Expectation {
  const { operation } = draft;
  const documented = operation.responses.map(({ status }) => status);
  const success = documented.filter((status) => /^[23]/.test(status));
  const explained = saysNothing(draft)
    ? documented.filter((status) => status.startsWith('4') && !ABOUT_THE_CALLER.has(status))
    : explainedByState(draft).filter((status) => findResponse(operation, Number(status)) !== undefined);
  return { ...NOTHING_ELSE, statuses: success.length > 0 ? success : ['2XX'], inconclusive: explained };
}

/** Where 422 refuses values, 400 is left for rules of the business, which state explains. */
function explainedByState({ operation: { responses }, parameters }: Draft): string[] {
  const usual = responses.some(({ status }) => status === '422') ? ['400', '404', '409'] : ['404', '409'];
  return isConditional(parameters) ? [...usual, '412'] : usual;
}

/** A request whose only values are ids of the path has nothing in it that could be invalid. */
function saysNothing({ parameters, body, slots }: Draft): boolean {
  return (
    body === undefined &&
    parameters.every(({ parameter: { in: place, name } }) =>
      slots.some((slot) => slot.in === place && slot.name === name && slot.in === 'path'),
    )
  );
}

const ABOUT_THE_CALLER: ReadonlySet<string> = new Set(['401', '403', '429', '4XX']);

/** Refusals of a message as a whole. Which check comes first is the server's choice. */
const OF_THE_MESSAGE: ReadonlySet<string> = new Set('406 408 411 413 414 415 431'.split(' '));

/** A request that breaks one clause: a documented refusal that nothing but the clause explains. */
export function expectNegative(operation: Operation, isInPath: boolean): Expectation {
  const documented = operation.responses.map(({ status }) => status);
  const refusals = documented
    .filter((status) => isRefusalOfValues(status) || (status === '404' && isInPath))
    .sort((one, other) => likelihood(other) - likelihood(one));
  if (refusals.length === 0 || documented.includes('default')) refusals.push('4XX');
  if (isInPath && !refusals.includes('404') && refusals.includes('4XX')) refusals.push('404');
  const spec = operation.responses.find(({ status }) => status === refusals[0]);
  return {
    ...NOTHING_ELSE,
    statuses: refusals,
    inconclusive: documented.filter((status) => OF_THE_MESSAGE.has(status)),
    code: spec === undefined ? undefined : validationAnswer(spec),
  };
}

function isRefusalOfValues(status: string): boolean {
  return status.startsWith('4') && !OF_THE_MESSAGE.has(status) && !OTHER_REASONS.has(status);
}

/** Whether the contract tells of no answer that refuses a value, and so leaves open which one that is. */
export function leavesRefusalsOpen({ responses }: Operation): boolean {
  return !responses.some(({ status }) => isRefusalOfValues(status) || status === 'default');
}

function likelihood(status: string): number {
  return ['422', '400'].indexOf(status);
}

/** Whether the contract tells of an answer with that very status. */
export function isDocumented({ responses }: Operation, status: string): boolean {
  return responses.some((response) => response.status === status);
}

/** The code of the answer that refuses a value, where one of several clearly does: `validation_error`. */
function validationAnswer(spec: ResponseSpec): string | undefined {
  // What tells no code tells in a sentence which value is wrong, and no example has the sentences of all values.
  const codes = answersOf(spec).map(({ code, isTold }) => (isTold ? code : undefined));
  const [only, ...others] = codes;
  if (others.length === 0) return only;
  const candidates = codes.filter(
    (code) => code !== undefined && /valid/i.test(code) && !/status|state/i.test(code),
  );
  return candidates.length === 1 ? candidates[0] : undefined;
}

/** The answer of `status` whose code matches, for guards: `insufficient_scope`. None where several do. */
export function answerLike(operation: Operation, status: string, pattern: RegExp): string | undefined {
  const spec = operation.responses.find((response) => response.status === status);
  const alike = spec === undefined ? [] : answersOf(spec).filter(({ code }) => pattern.test(code ?? ''));
  return alike.length === 1 ? alike[0]?.code : undefined;
}

/** One documented answer, and nothing else. */
export function expectAnswer(status: string, options: Partial<Expectation> = {}): Expectation {
  return { ...NOTHING_ELSE, statuses: [status], ...options };
}

/** For the name of a case: `400 validation_error`, `201`. */
export function describeExpectation({ statuses, code }: Expectation): string {
  const codes = statuses.join(' or ');
  return code === undefined || statuses.length > 1 ? codes : `${codes} ${code}`;
}

/**
 * Each documented answer with an exact status: the status, and the code where one status has several. What is only
 * said on the way to an answer is none (RFC 9110 §15.2: 1xx).
 */
export function documentedAnswers(operation: Operation): { status: string; code: string | undefined }[] {
  return operation.responses
    .filter(({ status }) => /^[2-5]\d{2}$/.test(status))
    .flatMap((spec) => answersOf(spec).map(({ code }) => ({ status: spec.status, code })));
}
