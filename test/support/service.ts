import { type Service, type ServiceOptions, startService } from '../../src/service/start-service.ts';

/** More than any test sends in a minute. */
const PLENTY = { limit: 1_000_000, window: 60 };

export interface TestService extends Service {
  readonly logged: readonly unknown[];
}

/** A service of its own, in memory, on a free port. What it logs fails the test that made it. */
export async function testService(options: Partial<ServiceOptions> = {}): Promise<TestService> {
  const logged: unknown[] = [];
  const service = await startService({
    dataFile: ':memory:',
    port: 0,
    host: '127.0.0.1',
    demo: false,
    operatorRateLimits: [PLENTY],
    log: (event) => logged.push(event),
    ...options,
  });
  return { ...service, logged };
}
