/** What a service answers beside its APIs: docs, contracts and health. */
import { fileURLToPath } from 'node:url';
import type { Contract } from '@countersign/contract';
import express, { type Router } from 'express';

export interface Pages {
  readonly contracts: readonly Contract[];
  /** Whether requests can be answered now; not if it fails. */
  readonly isReady: () => Promise<boolean>;
}

/** Where `countersign generate` writes the rendered docs of a contract. */
export function docsFile(name: string): string {
  return fileURLToPath(new URL(`../../generated/${name}/docs.html`, import.meta.url));
}

export function pages({ contracts, isReady }: Pages): Router {
  const router = express.Router();
  router.get('/healthz', (_, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_, response) => {
    // Storage that fails is what this is asked for.
    const ready = await isReady().catch(() => false);
    response.status(ready ? 200 : 503).json({ status: ready ? 'ready' : 'not ready' });
  });
  for (const { name, document } of contracts) {
    router.get(`/openapi/${name}.json`, (_, response) => {
      response.json(document);
    });
    router.get(`/docs/${name}`, (_, response) => {
      response.sendFile(docsFile(name), (error) => {
        if (error === undefined || response.headersSent) return;
        response.status(404).type('text').send(`The docs are not built yet: countersign docs ${name}\n`);
      });
    });
  }
  router.get('/', (_, response) => {
    const lines = contracts.map(
      ({ name, title, basePath }) => `${title}: ${basePath}  /docs/${name}  /openapi/${name}.json`,
    );
    response.type('text').send(`${lines.join('\n')}\n`);
  });
  // Express's own page would be HTML.
  router.use(({ method, path }, response) => {
    response.status(404).type('text').send(`There is nothing at ${method} ${path}.\n`);
  });
  return router;
}
