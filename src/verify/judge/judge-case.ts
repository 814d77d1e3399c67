/** Turns the answer to a case into an outcome. */
import type { Json } from '@countersign/contract';
import type { Case } from '../model/case.ts';
import type { Deviation } from '../model/deviation.ts';
import type { DeviationKind } from '../model/deviation-kinds.ts';
import { type Answer, recognize } from '../model/documented-answers.ts';
import { type Exchange, headerOf, type WireResponse } from '../model/exchange.ts';
import { hasOtherReason, isListed } from '../model/expectation.ts';
import { judgeAnswer } from './judge-answer.ts';
import type { Rules } from './rules.ts';

export interface CaseJudgement {
  /** `inconclusive`: the target's state explains the answer, so it proves nothing. */
  readonly outcome: 'pass' | 'inconclusive' | 'fail';
  readonly deviations: readonly Deviation[];
  /** Which documented answer it was. */
  readonly answer: Answer | undefined;
}

/** @param before the answer to the request that was sent before this one, if one was */
export function judgeCase(
  rules: Rules,
  testCase: Case,
  exchange: Exchange,
  before: Exchange | undefined,
): CaseJudgement {
  const { response } = exchange;
  if (response === undefined) {
    const actual = exchange.failure ?? 'nothing';
    return broken([unexpected(testCase, 'no answer', `no answer came: ${actual}`, actual, '')]);
  }
  const { status } = response;
  const isForeseen = isListed(status, [...testCase.expects.statuses, ...testCase.expects.inconclusive]);
  if (status >= 500 && !isForeseen) {
    const message = `answered ${status}: a request must not make the server fail`;
    return broken([unexpected(testCase, 'server error', message, String(status), String(status))]);
  }
  // An undocumented method has no documented answers either.
  if (testCase.draft.override.method !== undefined)
    return judgeStatus(testCase, exchange, [], undefined, undefined);
  const { spec, body, deviations } = judgeAnswer(
    rules,
    testCase.operation,
    exchange.request.method,
    response,
  );
  const answer = spec === undefined ? undefined : recognize(spec, body);
  const repetition = testCase.expects.same ? judgeRepetition(testCase, response, before?.response) : [];
  return judgeStatus(testCase, exchange, [...deviations, ...repetition], answer, body);
}

function judgeStatus(
  testCase: Case,
  { response }: Exchange,
  seen: readonly Deviation[],
  answer: Answer | undefined,
  body: Json | undefined,
): CaseJudgement {
  const status = response?.status ?? 0;
  const { statuses, inconclusive, code } = testCase.expects;
  const deviations = withoutUnsaid(testCase, status, seen);
  const isBroken = deviations.some(({ severity }) => severity === 'error');
  if (isListed(status, statuses)) {
    const provesNothing = testCase.phase === 'negative' && hasOtherReason(status, testCase.expects);
    if (provesNothing) return { outcome: isBroken ? 'fail' : 'inconclusive', deviations, answer };
    const missing = response === undefined ? [] : missingHeaders(testCase, response);
    if (isBroken || missing.length > 0) return broken([...deviations, ...missing], answer);
    // The code belongs to the likeliest status; a refusal with another one says enough by its status.
    const isOther = code !== undefined && String(status) === statuses[0] && answer?.code !== code;
    if (!isOther) return { outcome: 'pass', deviations, answer };
    const actual = answer?.code ?? 'another answer';
    const message = `answered ${status} ${actual}, expected ${status} ${code}: it was refused for another reason`;
    const other = unexpected(testCase, 'refused for another reason', message, `${status} ${actual}`, actual);
    // A mock that is asked for an answer has no reason to give another.
    if (testCase.expects.ask) return broken([...deviations, other], answer);
    return { outcome: 'inconclusive', deviations: [...deviations, { ...other, severity: 'notice' }], answer };
  }
  if (isListed(status, inconclusive)) {
    const remarks = remarkOf(testCase, status);
    return { outcome: isBroken ? 'fail' : 'inconclusive', deviations: [...deviations, ...remarks], answer };
  }
  // It was done, and only the status is none of the contract's: one cause, whatever was sent.
  const isOtherSuccess = status < 300 && statuses.some((listed) => listed.startsWith('2'));
  if (isOtherSuccess && seen.some(({ kind }) => kind === 'undocumented status')) return broken(seen, answer);
  const kind = kindOf(testCase, status);
  const message = `answered ${status}, expected ${statuses.join(' or ')}`;
  const detail = kind === 'valid request refused' ? withoutIds(body) : String(status);
  // An answer to what should have been refused repeats what was let in; valid requests show its own faults.
  const others = deviations.filter(
    (deviation) => kind !== 'violation accepted' && deviation.kind !== 'undocumented status',
  );
  return broken(
    [unexpected(testCase, kind, message, describeAnswer(status, answer), detail), ...others],
    answer,
  );
}

/**
 * A contract that documents no refusal leaves open which one it is. One that documents no success lacks what it
 * should have (OpenAPI 3.1 §4.8.16.1), which no target is to blame for.
 */
function withoutUnsaid({ expects }: Case, status: number, seen: readonly Deviation[]): Deviation[] {
  const isAllowed = isListed(status, expects.statuses);
  return seen.flatMap((deviation): Deviation[] => {
    if (deviation.kind !== 'undocumented status' || !isAllowed) return [deviation];
    return status >= 400 ? [] : [{ ...deviation, severity: 'notice' }];
  });
}

function kindOf({ phase }: Case, status: number): DeviationKind {
  if (phase === 'positive') return 'valid request refused';
  return phase !== 'stateful' && status < 400 ? 'violation accepted' : 'unexpected status';
}

/** What an inconclusive answer leaves to be wished for. */
function remarkOf(testCase: Case, status: number): Deviation[] {
  const { remark, statuses } = testCase.expects;
  if (remark === undefined) return [];
  const message = `answered ${status}, and not ${statuses.join(' or ')}: ${remark}`;
  return [
    { ...unexpected(testCase, 'unexpected status', message, String(status), 'remark'), severity: 'notice' },
  ];
}

function missingHeaders(testCase: Case, response: WireResponse): Deviation[] {
  return testCase.expects.headers
    .filter((name) => headerOf(response, name.toLowerCase()) === undefined)
    .map((name) =>
      unexpected(testCase, 'missing header', `the answer has no ${name} field`, 'no such field', name),
    );
}

function judgeRepetition(
  testCase: Case,
  response: WireResponse,
  before: WireResponse | undefined,
): Deviation[] {
  if (
    before !== undefined &&
    before.status === response.status &&
    Buffer.compare(before.body, response.body) === 0
  ) {
    return [];
  }
  const message = 'the repetition was not answered as the first request was, byte for byte';
  return [unexpected(testCase, 'different repetition', message, 'another answer', '')];
}

function unexpected(
  testCase: Case,
  kind: DeviationKind,
  message: string,
  actual: string,
  detail: string,
): Deviation {
  const pointer = testCase.clause?.pointer ?? testCase.operation.pointer;
  const expected = testCase.expects.statuses.join(' or ');
  return { severity: 'error', kind, pointer, detail, message, expected, actual };
}

/** The body's text without what differs from one answer to the next, to see the same cause in two. */
function withoutIds(body: Json | undefined): string {
  return JSON.stringify(body ?? '').replaceAll(/[\w-]*\d[\w-]*/g, '#');
}

function describeAnswer(status: number, answer: Answer | undefined): string {
  return answer?.code === undefined ? String(status) : `${status} ${answer.code}`;
}

function broken(deviations: readonly Deviation[], answer?: Answer): CaseJudgement {
  return { outcome: 'fail', deviations, answer };
}
