import { X509Certificate } from 'node:crypto';
import { createServer as listenWithTls, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { toContract } from '../../../src/contract/exports.ts';
import { createServer } from '../../../src/server/create-server.ts';
import { makeAuthority, makeCertificate } from '../../support/certificates.ts';

test('a scheme of mutual TLS is asked for the certificate of the client', async () => {
  const authority = await makeAuthority();
  const [server, client] = await Promise.all([
    makeCertificate('localhost', authority),
    makeCertificate('ann.example', authority),
  ]);
  const { fingerprint256 } = new X509Certificate(client.cert);
  const contract = toContract<Record<string, never>>({
    openapi: '3.1.0',
    info: { title: 'Vault', version: '1' },
    security: [{ certificate: [] }],
    paths: { '/me': { get: { operationId: 'me', responses: { default: { description: 'Who asks.' } } } } },
    components: { securitySchemes: { certificate: { type: 'mutualTLS' } } },
  });
  const seen: string[] = [];
  const handlers = { me: () => ({ status: 204 }) };
  const app = await Reflect.apply(createServer, undefined, [
    contract,
    handlers,
    {
      authenticate: {
        certificate: async ({ secret }: { secret: string }) => {
          seen.push(secret);
          return secret === fingerprint256 ? { scopes: [] } : undefined;
        },
      },
      tenant: () => '',
      log: () => {},
    },
  ]);
  const listening = listenWithTls(
    { ...server, ca: authority.cert, requestCert: true, rejectUnauthorized: false },
    app,
  ).listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  onTestFinished(() => {
    listening.closeAllConnections();
    listening.close();
  });
  const { port } = listening.address() as AddressInfo;
  const ask = (identity: object): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        servername: 'localhost',
        port,
        path: '/me',
        ca: authority.cert,
        agent: false,
      };
      request({ ...options, ...identity }, (answer) => resolve(answer.resume().statusCode))
        .once('error', reject)
        .end();
    });

  expect(await ask(client)).toBe(204);
  expect(await ask({})).toBe(401);
  expect(seen).toEqual([fingerprint256]);
});
