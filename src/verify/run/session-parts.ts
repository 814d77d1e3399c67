/** What a session is made of. */
import type { Contract } from '@countersign/contract';
import { RequestTemplates } from '../cases/stateful/request-templates.ts';
import { withCredential } from '../http/credentials.ts';
import { pauseUntil } from '../http/pause.ts';
import { RequestRate } from '../http/request-rate.ts';
import { Throttle } from '../http/throttle.ts';
import { CasePreparer } from '../ids/case-preparer.ts';
import { ExistingIds, MOST_IDS } from '../ids/existing-ids.ts';
import type { Draft } from '../model/draft.ts';
import type { Exchange } from '../model/exchange.ts';
import { CONCURRENCY, type RunEvents, type VerifyOptions } from '../model/options.ts';
import type { PlanContext } from '../requests/plan-context.ts';
import { tagger } from '../requests/tags.ts';
import type { Scenarios } from '../scenario/scenarios.ts';
import { encodeRequest } from '../wire/encode.ts';
import { CaseRun } from './case-run.ts';
import { CleanUp } from './clean-up.ts';
import { planContext } from './create-plan-context.ts';
import { Recorder } from './recorder.ts';
import { ScenarioRun } from './scenario-run.ts';
import { SequenceRun } from './sequence-run.ts';
import { connectSources, createSource, type Source } from './sources.ts';

export interface SessionParts {
  /** What the plan of the run is made with. */
  readonly context: PlanContext;
  /** What its sequences are made of. */
  readonly templates: RequestTemplates;
  readonly main: Source;
  readonly recorder: Recorder;
  readonly throttle: Throttle;
  readonly requestRate: RequestRate | undefined;
  readonly preparer: CasePreparer;
  readonly cleanUp: CleanUp;
  readonly caseRun: CaseRun;
  readonly sequenceRun: SequenceRun;
  readonly scenarioRun: ScenarioRun | undefined;
  /** Sends a request that is no case. */
  readonly send: (draft: Draft) => Promise<Exchange>;
}

/**
 * @param repeatable what the run is repeated by
 * @param ended ends every wait
 * @throws {ScenarioError} where another contract of the scenarios is served cannot be worked out
 */
export function partsOf(
  contract: Contract,
  options: VerifyOptions,
  events: Partial<RunEvents>,
  scenarios: Scenarios | undefined,
  { seed, runId }: { readonly seed: number; readonly runId: string },
  ended: AbortSignal,
): SessionParts {
  const { target, given = {}, rate, concurrency = CONCURRENCY, timeout, now = () => new Date() } = options;
  const pause = pauseUntil(ended);
  const requestRate = rate === undefined ? undefined : new RequestRate(rate, pause, () => performance.now());
  const connection = {
    watch: { now, turn: requestRate && (() => requestRate.turn()), onExchange: events.exchange },
    connections: concurrency,
    ...(target.headers === undefined ? {} : { headers: target.headers }),
    ...(timeout === undefined ? {} : { timeout }),
  };
  const throttle = new Throttle(now, pause, (milliseconds) => events.waiting?.(milliseconds));
  const main = createSource(contract, target.baseUrl, connection);
  const recorder = new Recorder(main, events.proven);
  const { inputs, servers = {} } = options.scenarios ?? {};
  const sources = scenarios && connectSources(scenarios, main, servers, connection);
  const scenarioRun =
    scenarios && sources && new ScenarioRun(scenarios, inputs, main, sources, throttle, recorder, pause);
  const mock = target.prefer === true;
  const context = planContext(contract, { now: now(), given: Object.keys(given), mock, seed, runId });
  const templates = new RequestTemplates(context);
  const cleanUp = new CleanUp(context);
  const send = (draft: Draft): Promise<Exchange> => {
    const { operation } = draft;
    const request = encodeRequest(draft);
    return main.client.send(withCredential(contract, operation, target.roles.default, 'valid', request));
  };
  /** What a case needs; the answer is proven like any other. */
  const prepare = async (draft: Draft): Promise<Exchange> => {
    const { operation } = draft;
    const exchange = await throttle.send(() => send(draft));
    recorder.observe(main, operation, exchange, `preparation: ${operation.id}`);
    if (exchange.response !== undefined) cleanUp.saw(draft, exchange.response);
    return exchange;
  };
  // Tags of its own: what is supplied, and when, must not change what the cases say.
  const own = { ...context, nextTag: tagger(`${runId}s`) };
  const existingIds = new ExistingIds({
    context: own,
    given,
    mostIds: options.mostIds ?? MOST_IDS,
    send: prepare,
  });
  const preparer = new CasePreparer(own, existingIds, scenarioRun?.preparations, prepare);
  const shared = { main, preparer, throttle, recorder, cleanUp };
  return {
    context,
    templates,
    main,
    recorder,
    throttle,
    requestRate,
    preparer,
    cleanUp,
    caseRun: new CaseRun({ ...shared, target }),
    sequenceRun: new SequenceRun({
      ...shared,
      roles: target.roles,
      context,
      templates,
      hasEnded: () => ended.aborted,
      runId,
    }),
    scenarioRun,
    send,
  };
}
