import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder with one contract, `pets`. */
export async function petFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(import.meta.dirname, '../generate/pets'), folder, { recursive: true });
  await writeFile(
    join(folder, 'countersign.config.ts'),
    "export default { contracts: { pets: { contract: 'openapi.yaml', generated: 'generated/pets' } } };",
  );
  return folder;
}

export interface PetServer {
  readonly url: string;
  /** The header fields of each request, as they came. */
  readonly received: readonly NodeJS.Dict<string | string[]>[];
}

/** A server that lists its pets, and says so in `body`. */
export async function startPets(body: string): Promise<PetServer> {
  const received: NodeJS.Dict<string | string[]>[] = [];
  const server = createServer((request, response) => {
    received.push(request.headers);
    if (request.method === 'GET' || request.method === 'HEAD') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    } else response.writeHead(405, { allow: 'GET, POST' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  return { url: typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '', received };
}
