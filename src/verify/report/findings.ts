/** Groups deviations by their cause: the same one on thirty cases is one finding. */
import type { Contract } from '../../contract/contract.ts';
import type { Exchange } from '../exchange.ts';
import type { Deviation } from '../judge/deviation.ts';
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

export class Findings {
  readonly #found = new Map<string, { first: Sighting; count: number }>();

  /** How many causes of severity `error` were seen. */
  get size(): number {
    return [...this.#found.values()].filter(({ first }) => first.deviation.severity === 'error').length;
  }

  add(sighting: Sighting): void {
    const cause = causeOf(sighting);
    const known = this.#found.get(cause);
    this.#found.set(cause, { first: known?.first ?? sighting, count: (known?.count ?? 0) + 1 });
  }

  /** Errors first, in the order in which they were seen. */
  all(): Finding[] {
    const findings = [...this.#found].map(([cause, { first, count }]) => toFinding(cause, first, count));
    return findings.sort(
      (one, other) => Number(one.severity === 'notice') - Number(other.severity === 'notice'),
    );
  }
}

function toFinding(
  cause: string,
  { contract, deviation, exchange, ...rest }: Sighting,
  count: number,
): Finding {
  const { severity, message, expected, actual, pointer } = deviation;
  return {
    cause,
    severity,
    ...rest,
    message,
    expected,
    actual,
    count,
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
