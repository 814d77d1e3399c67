/** Groups deviations by their cause: the same one on thirty cases is one finding. */
import { createHash } from 'node:crypto';
import type { Contract } from '@countersign/contract';
import type { Deviation } from '../model/deviation.ts';
import { rowOf } from '../model/deviation-kinds.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Finding } from '../model/finding.ts';

/** Where a deviation was seen. */
export interface Sighting {
  /** The contract that the answer was proven against. */
  readonly contract: Contract;
  readonly deviation: Deviation;
  readonly operation: string;
  readonly clause: string | undefined;
  readonly caseName: string;
  /** When the case was planned; infinite for what is no case. */
  readonly order: number;
  readonly why: string;
  /** The requests that led there, in order. @default none */
  readonly earlier?: readonly Exchange[];
  readonly exchange: Exchange | undefined;
}

/** What tells one cause from another. */
type Cause = Pick<Sighting, 'deviation' | 'operation' | 'clause'>;

interface Found {
  readonly first: Sighting;
  /** The names of the cases that show it, and when they were planned. */
  readonly cases: Map<string, number>;
}

export class Findings {
  readonly #found = new Map<string, Found>();
  #known: ReadonlySet<string> = new Set();
  #errors = 0;

  /** How many causes of severity `error` were seen. */
  get size(): number {
    return this.#errors;
  }

  add(seen: Sighting): void {
    const sighting = normal(seen);
    const cause = causeOf(sighting);
    // What is drawn at random would show it again and again, and name a case each time, as long as the run goes on.
    if (this.#known.has(cause)) return;
    const found = this.#found.get(cause);
    if (found === undefined && sighting.deviation.severity === 'error') this.#errors += 1;
    const cases = found?.cases ?? new Map();
    const first = found === undefined || isBefore(sighting, found.first) ? sighting : found.first;
    cases.set(sighting.caseName, sighting.order);
    this.#found.set(cause, { first, cases });
  }

  /** From now on, what was seen until now is known. Between, runs are the same whatever is seen first. */
  settle(): void {
    this.#known = new Set(this.#found.keys());
  }

  /** Whether a cause was seen before things were settled. */
  knows(seen: Cause): boolean {
    return this.#known.has(causeOf(normal(seen)));
  }

  /** What weighs most first, then in the order in which their cases were planned: it is the same in each run. */
  all(): Finding[] {
    return toFindings([...this.#found]);
  }

  /** The findings that a case showed, it or others first. */
  seenIn(caseName: string): Finding[] {
    return toFindings([...this.#found].filter(([, { cases }]) => cases.has(caseName)));
  }
}

/** What is about the answer alone is about no clause of the request. */
function normal<Seen extends Pick<Sighting, 'deviation' | 'clause'>>(seen: Seen): Seen {
  return rowOf(seen.deviation.kind).about === 'case' ? seen : { ...seen, clause: undefined };
}

function toFindings(found: readonly [cause: string, Found][]): Finding[] {
  return found
    .toSorted(([one, { first }], [other, { first: second }]) => {
      const rank = rankOf(first) - rankOf(second);
      if (rank !== 0) return rank;
      return byOrder([one, first.order], [other, second.order]);
    })
    .map(([cause, found]) => toFinding(cause, found));
}

/** Notices last; before them what its kind puts last. */
function rankOf({ deviation: { severity, kind } }: Sighting): number {
  if (severity === 'notice') return 2;
  return rowOf(kind).isLast === true ? 1 : 0;
}

/** Cases run side by side, so that the one that was seen first is another each time. */
function isBefore(one: Sighting, other: Sighting): boolean {
  if (one.order !== other.order) return one.order < other.order;
  return one.deviation.message < other.deviation.message;
}

function toFinding(cause: string, { first, cases }: Found): Finding {
  const { contract, deviation, operation, clause, caseName, why, earlier = [], exchange } = first;
  const { severity, kind, message, expected, actual, pointer } = deviation;
  return {
    id: createHash('sha256').update(cause).digest('hex').slice(0, ID_LENGTH),
    kind,
    severity,
    operation,
    clause,
    message,
    expected,
    actual,
    caseName,
    why,
    cases: [...cases].sort(byOrder).map(([name]) => name),
    baseline: undefined,
    earlier,
    exchange,
    pointer,
    location: contract.locate(pointer),
  };
}

function byOrder([name, order]: [string, number], [other, otherOrder]: [string, number]): number {
  return order === otherOrder ? (name < other ? -1 : 1) : order - otherOrder;
}

/** Characters of a finding's id: 64 bits, so that no two causes of a contract share one. */
const ID_LENGTH = 16;

/** What stands in a shared part of the contract is one cause, whichever operation shows it. */
function causeOf({ deviation, operation, clause }: Cause): string {
  const { kind, pointer, detail } = deviation;
  const isShared = pointer.startsWith('/components/') && clause === undefined;
  return [kind, isShared ? '' : operation, clause ?? '', pointer, detail]
    .filter((part) => part !== '')
    .join(' | ');
}
