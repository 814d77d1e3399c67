import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Target } from '../../src/verify/model/target.ts';

export interface BareServer {
  readonly target: Target;
  close(): void;
}

/** The bare server in a process of its own. */
export async function startBareServer(): Promise<BareServer> {
  const child = fork(join(import.meta.dirname, 'bare-server.ts'));
  const [port] = await once(child, 'message');
  return {
    target: {
      baseUrl: `http://127.0.0.1:${port}`,
      roles: { default: { schemes: { token: 'bench-token' } } },
    },
    close: () => child.kill(),
  };
}
