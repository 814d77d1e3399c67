/** Runs cases against one target, and keeps what they show. */
import type { SchemaChecker } from '../../contract/checker.ts';
import { schemaChecker } from '../../contract/checker.ts';
import type { Contract } from '../../contract/contract.ts';
import type { Case, Draft } from '../case.ts';
import type { Exchange, HeaderLine } from '../exchange.ts';
import { answersOf, recognize } from '../judge/answers.ts';
import type { Deviation } from '../judge/deviation.ts';
import { judgeAnswer } from '../judge/judge-answer.ts';
import { judgeCase } from '../judge/judge-case.ts';
import { CONCURRENCY, type VerifyOptions } from '../options.ts';
import { planContext } from '../plan/context.ts';
import { CoverageRecord } from '../report/coverage.ts';
import { Findings } from '../report/findings.ts';
import type { CaseResult, Throttled } from '../report/report.ts';
import { MOST_IDS, Supply, Unavailable } from '../supply/supply.ts';
import type { Role, RoleName } from '../target.ts';
import { encodeRequest } from '../wire/encode.ts';
import { withCredential } from './credentials.ts';
import { createHttpClient, type HttpClient } from './http-client.ts';
import { Limit } from './limit.ts';
import { Throttle } from './throttle.ts';

/** What one case has shown. */
export interface Outcome {
  readonly result: CaseResult;
  readonly deviations: readonly Deviation[];
  readonly exchange: Exchange | undefined;
}

export class Session {
  readonly findings: Findings;
  readonly coverage: CoverageRecord;
  readonly #contract: Contract;
  readonly #options: VerifyOptions;
  readonly #client: HttpClient;
  readonly #checker: SchemaChecker;
  readonly #throttle: Throttle;
  readonly #limit: Limit;
  readonly #supply: Supply;
  #spent: Promise<void> | undefined;

  constructor(contract: Contract, options: VerifyOptions) {
    const { target, given = {}, seed, concurrency = CONCURRENCY, timeout, now = () => new Date() } = options;
    this.#contract = contract;
    this.#options = options;
    this.findings = new Findings(contract, target.baseUrl);
    this.coverage = new CoverageRecord(contract);
    this.#client = createHttpClient({
      baseUrl: target.baseUrl,
      connections: concurrency,
      ...(target.headers === undefined ? {} : { headers: target.headers }),
      ...(timeout === undefined ? {} : { timeout }),
    });
    this.#checker = schemaChecker(contract, { now });
    this.#throttle = new Throttle(now);
    this.#limit = new Limit(concurrency);
    this.#supply = new Supply({
      context: planContext(contract, { now: now(), ...(seed === undefined ? {} : { seed }) }),
      given,
      mostIds: options.mostIds ?? MOST_IDS,
      send: (draft) => this.#prepare(draft),
    });
  }

  get throttled(): Throttled {
    return this.#throttle.throttled;
  }

  /** Sends one case, judges the answer and keeps what it shows. At most `concurrency` run at once. */
  run(each: Case): Promise<Outcome> {
    return this.#limit.run(async () => {
      const outcome = await this.#run(each);
      this.coverage.sawResult(outcome.result);
      for (const deviation of outcome.deviations) {
        this.findings.add({
          deviation,
          operation: each.operation.id,
          clause: each.clause?.id,
          caseName: each.name,
          why: each.why,
          exchange: outcome.exchange,
        });
      }
      return outcome;
    });
  }

  close(): void {
    this.#client.close();
  }

  async #run(each: Case): Promise<Outcome> {
    const role = this.#options.target.roles[each.role];
    if (role === undefined) return skipped(each, `no credential of the role "${each.role}" was given`);
    let drafts: { draft: Draft; before: Draft | undefined };
    try {
      drafts = await this.#fill(each);
    } catch (error) {
      if (error instanceof Unavailable) return skipped(each, error.message);
      throw error;
    }
    const before = drafts.before === undefined ? undefined : await this.#sendAs(each, drafts.before, role);
    if (before !== undefined && (before.response?.status ?? 500) >= 300) {
      return skipped(each, `the request before it was answered ${before.response?.status ?? 'with nothing'}`);
    }
    if (each.role === 'throttled') await this.#spend(each, drafts.draft, role);
    const exchange = await this.#sendAs(each, drafts.draft, role);
    const { verdict, deviations, answer } = judgeCase(this.#contract, this.#checker, each, exchange, before);
    const status = exchange.response?.status;
    if (
      answer !== undefined &&
      status !== undefined &&
      !deviations.some(({ severity }) => severity === 'error')
    ) {
      this.coverage.sawAnswer(each.operation, String(status), answer);
    }
    if (each.phase !== 'accepted' && verdict === 'broken') this.#supply.discard(each.operation);
    return { result: resultOf(each, verdict, undefined, status, exchange.duration), deviations, exchange };
  }

  /** A case that is sent twice names the same resource both times. */
  async #fill({ draft, before }: Case): Promise<{ draft: Draft; before: Draft | undefined }> {
    if (this.#options.target.prefer === true) return { draft, before };
    const filled = await this.#supply.fill(draft);
    if (before === undefined) return { draft: filled, before };
    const ids = new Map(filled.parameters.map(({ parameter, value }) => [parameter, value]));
    const parameters = before.parameters.map((each) =>
      each.parameter.in === 'path' ? { ...each, value: ids.get(each.parameter) ?? each.value } : each,
    );
    const placed = { ...before, parameters, slots: before.slots.filter((slot) => slot.in !== 'path') };
    return { draft: filled, before: await this.#supply.fill(placed) };
  }

  #sendAs(each: Case, draft: Draft, role: Role): Promise<Exchange> {
    const request = withCredential(
      this.#contract,
      each.operation,
      role,
      each.credential,
      encodeRequest(draft),
    );
    const headers = [...request.headers, ...this.#preference(each)];
    const send = (): Promise<Exchange> => this.#client.send({ ...request, headers });
    return each.expects.statuses.includes('429') ? send() : this.#throttle.send(send);
  }

  /** Asks a mock for the answer that a server's state would give (RFC 7240; Prism's `code` and `example`). */
  #preference({ operation, expects }: Case): HeaderLine[] {
    if (this.#options.target.prefer !== true || !expects.ask) return [];
    const [status] = expects.statuses;
    const spec = operation.responses.find((response) => response.status === status);
    const answer = spec && answersOf(spec).find(({ code }) => code === expects.code);
    const example = answer?.example === undefined ? '' : `, example=${answer.example}`;
    return [['Prefer', `code=${status}${example}`]];
  }

  /** A request that only makes what a case needs; its answer is proven like any other. */
  async #prepare(draft: Draft): Promise<Exchange> {
    const { operation } = draft;
    const role = this.#options.target.roles.default;
    const request = withCredential(this.#contract, operation, role, 'valid', encodeRequest(draft));
    const exchange = await this.#throttle.send(() => this.#client.send(request));
    this.observe(operation.id, exchange, `preparation: ${operation.id}`, 'It makes what other cases need.');
    return exchange;
  }

  /** Proves an answer that no case of its own asked for. */
  observe(operationId: string, exchange: Exchange, caseName: string, why: string): readonly Deviation[] {
    const operation = this.#contract.operations.find(({ id }) => id === operationId);
    const { request, response } = exchange;
    if (operation === undefined || response === undefined) return [];
    const { spec, body, deviations } = judgeAnswer(
      this.#contract,
      this.#checker,
      operation,
      request.method,
      response,
    );
    for (const deviation of deviations) {
      this.findings.add({ deviation, operation: operationId, clause: undefined, caseName, why, exchange });
    }
    const answer = spec === undefined ? undefined : recognize(spec, body);
    if (answer !== undefined && !deviations.some(({ severity }) => severity === 'error')) {
      this.coverage.sawAnswer(operation, String(response.status), answer);
    }
    return deviations;
  }

  /** Uses up the role's window once, so that the cases after it find nothing left. */
  #spend(each: Case, draft: Draft, role: Role): Promise<void> {
    this.#spent ??= (async () => {
      const request = withCredential(this.#contract, each.operation, role, 'valid', encodeRequest(draft));
      for (let sent = 0; sent < LARGEST_SPENT_WINDOW; sent++) {
        const { response } = await this.#client.send(request);
        if (response === undefined || response.status === 429) return;
      }
    })();
    return this.#spent;
  }
}

/** Requests that are sent at most to reach a limit that the caller says is small. */
const LARGEST_SPENT_WINDOW = 200;

function skipped(each: Case, reason: string): Outcome {
  return { result: resultOf(each, 'skipped', reason, undefined, 0), deviations: [], exchange: undefined };
}

function resultOf(
  { name, operation, phase }: Case,
  verdict: CaseResult['verdict'],
  reason: string | undefined,
  status: number | undefined,
  duration: number,
): CaseResult {
  return { name, operation: operation.id, phase, verdict, reason, status, duration };
}

/** The roles that a target has a credential for. */
export function rolesOf({ target }: VerifyOptions): ReadonlySet<RoleName> {
  const names = ['default', 'limited', 'stranger', 'throttled'] as const;
  return new Set(names.filter((name) => target.roles[name] !== undefined));
}
