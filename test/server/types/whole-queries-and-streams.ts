/** What a handler of a contract of OpenAPI 3.2 is given and may return. `npm run typecheck` reads this file. */
import type { Handlers } from '../../../src/server/handlers.ts';
import type { Principal } from '../../../src/server/options.ts';
import type { operations } from '../../support/observatory/received.ts';

type ObservatoryHandlers = Handlers<operations, Principal>;

export const wholeQuery: ObservatoryHandlers['listStars'] = ({ query }) => {
  const limit: number = query.limit;
  return { status: 200, body: [{ name: 'Vega', magnitude: limit }] };
};

export const leftOut: ObservatoryHandlers['listObservations'] = ({ query }) => {
  // @ts-expect-error a whole query that may be left out may be undefined
  void query.brighterThan;
  return { status: 200, body: [{ kind: 'transit', star: String(query?.brighterThan), depth: 1 }] };
};

async function* events(data: string) {
  yield { event: 'observation' as const, data };
}

export const streamed: ObservatoryHandlers['watchSky'] = () => ({ status: 200, body: events('x') });
export const listed: ObservatoryHandlers['watchSky'] = () => ({
  status: 200,
  body: [{ event: 'observation', data: 'x' }],
});

async function* others() {
  yield { event: 'observation' as const };
}

// @ts-expect-error an item lacks its data
export const lacking: ObservatoryHandlers['watchSky'] = () => ({ status: 200, body: others() });
