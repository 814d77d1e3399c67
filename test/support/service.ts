import { describeEvent } from '../../src/service/describe-event.ts';
import type { ServiceEvent } from '../../src/service/start-service.ts';
import { type Service, type ServiceOptions, startService } from '../../src/service/start-service.ts';

/** More than any test sends in a minute. */
const PLENTY = { limit: 1_000_000, window: 60 };

export interface TestService extends Service {
  readonly logged: readonly ServiceEvent[];
}

/**
 * A service of its own, in memory, on a free port. Closing it fails where express-openapi-validator has judged a
 * request otherwise than the server did, and no row of known faults says why.
 */
export async function testService(options: Partial<ServiceOptions> = {}): Promise<TestService> {
  const logged: ServiceEvent[] = [];
  const service = await startService({
    dataFile: ':memory:',
    port: 0,
    host: '127.0.0.1',
    demo: false,
    operatorRateLimits: [PLENTY],
    log: (event) => logged.push(event),
    ...options,
  });
  return {
    ...service,
    logged,
    async close() {
      await service.close();
      const disagreements = logged.filter(
        ({ event }) => event === 'disagreement' || event === 'no_cross_check',
      );
      const told = new Set(disagreements.map((event) => describeEvent(event).replace(/^\S+ /, '')));
      if (told.size > 0) throw new Error([...told].slice(0, 20).join('\n'));
    },
  };
}
