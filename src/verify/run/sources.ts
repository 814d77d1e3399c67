/** The contracts that a run speaks of, each with the place where it is served. */

import type { Contract } from '@countersign/contract';
import { inDirection, schemaChecker, UnusableSchema } from '@countersign/contract';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '../http/http-client.ts';
import { type Watch, watchClient } from '../http/watch-client.ts';
import type { AnswerChecker, Rules } from '../judge/rules.ts';
import { ScenarioError, type Scenarios } from '../scenario/scenarios.ts';
import { Schemas } from '../values/schemas.ts';

export interface Source extends Rules {
  readonly baseUrl: string;
  readonly client: HttpClient;
  /** The schemas of answers that cannot be used, by where they stand, and why. */
  readonly unusable: ReadonlyMap<string, string>;
}

type ConnectionOptions = Omit<HttpClientOptions, 'baseUrl'> & { readonly watch: Watch };

export function createSource(
  contract: Contract,
  baseUrl: string,
  { watch, ...options }: ConnectionOptions,
): Source {
  const received = inDirection(contract, 'response');
  const client = watchClient(createHttpClient({ baseUrl, ...options }), watch);
  const unusable = new Map<string, string>();
  return {
    contract,
    schemas: new Schemas(received),
    baseUrl,
    client,
    checker: lenient(schemaChecker(received, { now: watch.now }), unusable),
    unusable,
  };
}

/** A checker to which a schema that cannot be used promises nothing: the answer is not to blame for it. */
function lenient({ check }: AnswerChecker, unusable: Map<string, string>): AnswerChecker {
  return {
    check: (schemaPointer, value) => {
      try {
        return check(schemaPointer, value);
      } catch (error) {
        if (!(error instanceof UnusableSchema)) throw error;
        unusable.set(schemaPointer, error.message);
        return [];
      }
    },
  };
}

/**
 * A source for each contract of the scenarios; `main` is the one that is verified.
 *
 * @throws {ScenarioError} a base URL cannot be worked out
 */
export function connectSources(
  scenarios: Scenarios,
  main: Source,
  servers: Readonly<Record<string, string>>,
  options: ConnectionOptions,
): Map<string, Source> {
  return new Map(
    [...scenarios.sources].map(([name, contract]) => {
      if (isSame(contract, main.contract)) return [name, main];
      const baseUrl = servers[name] ?? siblingUrl(main, contract, name);
      return [name, createSource(contract, baseUrl, options)];
    }),
  );
}

export function isSame(one: Contract, other: Contract): boolean {
  return one === other || (one.title === other.title && one.version === other.version);
}

/** `http://host/api/v1` and base path `/settings/v1` → `http://host/settings/v1` */
function siblingUrl(
  { baseUrl, contract: { basePath } }: Source,
  { basePath: other }: Contract,
  name: string,
): string {
  const url = baseUrl.replace(/\/$/, '');
  if (url.endsWith(basePath)) return url.slice(0, url.length - basePath.length) + other;
  throw new ScenarioError(`give the base URL of "${name}": ${url} does not end with ${basePath}`);
}
