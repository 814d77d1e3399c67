/** Groups deviations by their cause: the same one on thirty cases is one finding. */
import type { Contract } from '../../contract/contract.ts';
import type { Exchange } from '../exchange.ts';
import { type Deviation, isAboutTheCase } from '../judge/deviation.ts';
import { toCurl } from './curl.ts';
import type { Finding } from './report.ts';

/** Where a deviation was seen. */
export interface Sighting {
  /** The contract that the answer was proven against. */
  readonly contract: Contract;
  readonly deviation: Deviation;
  readonly operation: string;
  readonly clause: string | undefined;
  readonly caseName: string;
  readonly why: string;
  readonly exchange: Exchange | undefined;
}

interface Found {
  readonly first: Sighting;
  readonly caseNames: Set<string>;
}

export class Findings {
  readonly #found = new Map<string, Found>();

  /** How many causes of severity `error` were seen. */
  get size(): number {
    return [...this.#found.values()].filter(({ first }) => first.deviation.severity === 'error').length;
  }

  add(seen: Sighting): void {
    const sighting = isAboutTheCase(seen.deviation) ? seen : { ...seen, clause: undefined };
    const cause = causeOf(sighting);
    const found = this.#found.get(cause) ?? { first: sighting, caseNames: new Set() };
    found.caseNames.add(sighting.caseName);
    this.#found.set(cause, found);
  }

  /** Errors first, in the order in which they were seen. */
  all(): Finding[] {
    return [...this.#found].map(([cause, found]) => toFinding(cause, found)).sort(bySeverity);
  }

  /** The findings that a case showed, it or others first. */
  seenIn(caseName: string): Finding[] {
    return [...this.#found]
      .filter(([, { caseNames }]) => caseNames.has(caseName))
      .map(([cause, found]) => toFinding(cause, found))
      .sort(bySeverity);
  }
}

function bySeverity(one: Finding, other: Finding): number {
  return Number(one.severity === 'notice') - Number(other.severity === 'notice');
}

function toFinding(cause: string, { first, caseNames }: Found): Finding {
  const { contract, deviation, exchange, ...rest } = first;
  const { severity, message, expected, actual, pointer } = deviation;
  return {
    cause,
    severity,
    ...rest,
    message,
    expected,
    actual,
    count: caseNames.size,
    exchange,
    curl: exchange === undefined ? undefined : toCurl(exchange.baseUrl, exchange.request),
    pointer,
    location: contract.locate(pointer),
  };
}

/** What stands in a shared part of the contract is one cause, whichever operation shows it. */
function causeOf({ deviation, operation, clause }: Sighting): string {
  const { kind, pointer, detail } = deviation;
  const isShared = pointer.startsWith('/components/') && clause === undefined;
  return [kind, isShared ? '' : operation, clause ?? '', pointer, detail]
    .filter((part) => part !== '')
    .join(' | ');
}
