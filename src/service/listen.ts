import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
  readonly port: number;
  /** Takes no more connections, and resolves when the open requests are answered. */
  close(): Promise<void>;
}

/** How many ports above a taken one are tried. */
const MAX_PORTS_TRIED = 100;

/** Milliseconds that open requests get to finish. */
const DRAIN_LIMIT = 10_000;

/**
 * Listens on `port`, or the next free one above it; 0 is any free port.
 *
 * @throws {Error} none of the ports tried is free, or the port may not be used
 */
export async function listen(listener: RequestListener, port: number, host?: string): Promise<Listening> {
  for (let tried = port; ; tried++) {
    const server = createServer(listener);
    try {
      await bind(server, tried, host);
      return { port: portOf(server), close: () => drain(server) };
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken || tried >= port + MAX_PORTS_TRIED) throw error;
    }
  }
}

async function bind(server: Server, port: number, host: string | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  // A server that listens on a port has an address with one; only pipes and closed servers have none.
  const address = server.address() as AddressInfo;
  return address.port;
}

async function drain(server: Server): Promise<void> {
  const limit = setTimeout(() => server.closeAllConnections(), DRAIN_LIMIT);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(limit);
}
