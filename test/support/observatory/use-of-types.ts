/** How the types of the observatory's contract are used: compiled beside them, strictly, and never run. */

import type { paths as clientPaths } from './client-types.ts';
import type { operations, paths } from './received.ts';

type Query<Id extends keyof operations> = operations[Id]['parameters']['query'];

export const whole: Query<'listStars'> = { limit: 3, colours: ['blue'] };
// @ts-expect-error a form without what it must have
export const lacking: Query<'listStars'> = { colours: ['blue'] };
export const mayBeLeftOut: Query<'listObservations'> = undefined;
// @ts-expect-error the whole query must be there
export const mayNot: Query<'listStars'> = undefined;

export const found: paths['/stars']['query'] extends operations['searchStars'] ? true : false = true;
export const copied: paths['/stars/{name}']['COPY'] extends operations['copyStar'] ? true : false = true;
export const sent: clientPaths['/stars']['query']['requestBody']['content']['application/json'] = {
  brighterThan: 2,
};

type Events = operations['watchSky']['responses'][200]['content']['text/event-stream'];
export const events: Events = [{ event: 'observation', data: '{}', retry: 5 }];
// @ts-expect-error an item without data
export const empty: Events = [{ event: 'observation' }];
