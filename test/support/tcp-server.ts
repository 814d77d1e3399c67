import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

export interface TcpServer {
  readonly port: number;
  /** Connections accepted so far. */
  connections(): number;
  /** Resolves once no connection is open, because the clients have closed theirs. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/** Listens on a free loopback port, and does with each connection what the test says. */
export async function startTcpServer(onConnection: (socket: Socket) => void): Promise<TcpServer> {
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    // A client that hangs up in the middle is what these servers are there for.
    socket.on('error', () => {});
    onConnection(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');

  return {
    port: address.port,
    connections: () => connections,
    async quiet() {
      while (open.size > 0) await Promise.all([...open].map(closed));
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Not `once` of node:events, which fails where the client resets the connection. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
  });
}

/** A port that was free a moment ago: nothing listens there. */
export async function closedPort(): Promise<number> {
  const server = await startTcpServer(() => {});
  await server.close();
  return server.port;
}
