import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { MailAccount } from '../../../src/service/mail/account.ts';
import type { Resolve } from '../../../src/service/mail/options.ts';
import { isPublicAddress } from '../../../src/service/mail/public-address.ts';
import { testConnection } from '../../../src/service/mail/test-connection.ts';
import { type Certificate, makeAuthority, makeCertificate } from '../../support/certificates.ts';
import { startImapServer } from '../../support/imap-server.ts';
import { startSmtpServer } from '../../support/smtp-server.ts';
import { startTcpServer } from '../../support/tcp-server.ts';

const HOST = 'mail.example.org';
const LOGIN = { username: 'nadia@example.org', password: 'correct' };
const HERE = [{ address: '127.0.0.1', family: 4 }];

let authority: Certificate;
let certificate: Certificate;

beforeAll(async () => {
  authority = await makeAuthority();
  certificate = await makeCertificate(HOST, authority);
});

function account(host: string, smtpPort: number, imapPort: number): MailAccount {
  return {
    smtp: { host, port: smtpPort, security: 'starttls', ...LOGIN },
    imap: { host, port: imapPort, security: 'tls', ...LOGIN },
  };
}

const REFUSED = { ok: false, reason: 'private_host', code: 'EPRIVATE' };

describe('without the permission of the operator', () => {
  test.for(['localhost', '127.0.0.1', '::1', '127.1', '2130706433'])(
    '%s is not connected to',
    async (host) => {
      const server = await startTcpServer(() => {});
      onTestFinished(() => server.close());

      const report = await testConnection(account(host, server.port, server.port));

      expect(report).toEqual({ ok: false, smtp: REFUSED, imap: REFUSED });
      expect(server.connections()).toBe(0);
    },
  );

  test('a name is as private as the most private of its addresses', async () => {
    const server = await startTcpServer(() => {});
    onTestFinished(() => server.close());
    const resolve: Resolve = async () => [{ address: '192.0.32.10', family: 4 }, ...HERE];

    const report = await testConnection(account(HOST, server.port, server.port), { resolve });

    expect(report).toEqual({ ok: false, smtp: REFUSED, imap: REFUSED });
    expect(server.connections()).toBe(0);
  });
});

test('a name is resolved once for each side, connected to by that answer, and asked for by its name', async () => {
  const smtp = await startSmtpServer({ security: 'starttls', certificate, ...LOGIN });
  const imap = await startImapServer({ security: 'tls', certificate, ...LOGIN });
  onTestFinished(() => smtp.close());
  onTestFinished(() => imap.close());
  const asked: string[] = [];
  const resolve: Resolve = async (host) => {
    asked.push(host);
    return HERE;
  };

  const report = await testConnection(account(HOST, smtp.port, imap.port), {
    allowPrivateHosts: true,
    extraCertificates: [authority.cert],
    resolve,
  });

  expect(report.ok).toBe(true);
  expect(asked).toEqual([HOST, HOST]);
  expect(smtp.servernames).toEqual([HOST]);
});

describe('a name', () => {
  test('that does not exist', async () => {
    const resolve: Resolve = async () => {
      throw Object.assign(new Error('no such host'), { code: 'ENOTFOUND' });
    };

    const report = await testConnection(account(HOST, 587, 993), { resolve });

    const failure = { ok: false, reason: 'dns', code: 'ENOTFOUND' };
    expect(report).toEqual({ ok: false, smtp: failure, imap: failure });
  });

  test('that resolves to nothing', async () => {
    const report = await testConnection(account(HOST, 587, 993), { resolve: async () => [] });

    expect(report).toMatchObject({ smtp: { reason: 'dns' }, imap: { reason: 'dns' } });
  });

  test('whose resolver never answers', async () => {
    const resolve: Resolve = () => new Promise(() => {});
    const limits = { connect: 50, greeting: 1_000, silence: 1_000, total: 1_000 };

    const report = await testConnection(account(HOST, 587, 993), { resolve, limits });

    expect(report).toMatchObject({ smtp: { reason: 'timeout' }, imap: { reason: 'timeout' } });
  });
});

describe('the public internet', () => {
  test.for(['8.8.8.8', '172.15.255.255', '172.32.0.1', '100.63.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    'has %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  test.for([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.255.255.255',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.0.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    '2001:db8::1',
    '2002:7f00:1::',
    'fc00::1',
    'fe80::1',
    'ff02::1',
  ])('does not have %s', (address) => expect(isPublicAddress(address)).toBe(false));
});
