import type { Socket } from 'node:net';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { MailAccount } from '../../../src/service/mail/account.ts';
import type { MailOptions, TimeLimits } from '../../../src/service/mail/options.ts';
import { testConnection } from '../../../src/service/mail/test-connection.ts';
import { type Certificate, makeAuthority, makeCertificate } from '../../support/certificates.ts';
import { type ImapServerOptions, startImapServer, type TestImapServer } from '../../support/imap-server.ts';
import { type SmtpServerOptions, startSmtpServer, type TestSmtpServer } from '../../support/smtp-server.ts';
import { closedPort, startTcpServer } from '../../support/tcp-server.ts';

const HOST = 'localhost';
const USERNAME = 'nadia@example.org';
const PASSWORD = 'it\'s "quoted" \\ 100%';

/** Milliseconds. Large enough for a handshake on a busy machine, small enough to wait for. */
const PATIENT: TimeLimits = { connect: 5_000, greeting: 5_000, silence: 5_000, total: 10_000 };
const IMPATIENT: TimeLimits = { ...PATIENT, greeting: 100 };

let authority: Certificate;
let certificate: Certificate;

beforeAll(async () => {
  authority = await makeAuthority();
  certificate = await makeCertificate(HOST, authority);
});

const trusting = (more: MailOptions = {}): MailOptions => ({
  allowPrivateHosts: true,
  extraCertificates: [authority.cert],
  limits: PATIENT,
  ...more,
});

async function smtpServer(options: Partial<SmtpServerOptions> = {}): Promise<TestSmtpServer> {
  const credentials = { username: USERNAME, password: PASSWORD };
  const server = await startSmtpServer({ security: 'starttls', certificate, ...credentials, ...options });
  onTestFinished(() => server.close());
  return server;
}

async function imapServer(options: Partial<ImapServerOptions> = {}): Promise<TestImapServer> {
  const credentials = { username: USERNAME, password: PASSWORD };
  const server = await startImapServer({ security: 'tls', certificate, ...credentials, ...options });
  onTestFinished(() => server.close());
  return server;
}

/** Whatever else a test says, the account is a good one. */
function account(smtp: Partial<MailAccount['smtp']>, imap: Partial<MailAccount['imap']>): MailAccount {
  const login = { host: HOST, port: 1, username: USERNAME, password: PASSWORD };
  return {
    smtp: { ...login, security: 'starttls', ...smtp },
    imap: { ...login, security: 'tls', ...imap },
  };
}

describe('an account that works', () => {
  test.for([
    { smtp: 'starttls', imap: 'tls' },
    { smtp: 'tls', imap: 'starttls' },
  ] as const)('SMTP over $smtp, IMAP over $imap', async (security) => {
    const smtp = await smtpServer({ security: security.smtp });
    const imap = await imapServer({ security: security.imap });

    const report = await testConnection(
      account({ port: smtp.port, security: security.smtp }, { port: imap.port, security: security.imap }),
      trusting(),
    );

    expect(report).toEqual({ ok: true, smtp: { ok: true }, imap: { ok: true } });
    expect(smtp.passwords).toEqual([PASSWORD]);
    expect(imap.received.at(-1)).toMatch(/LOGOUT$/);
    await imap.quiet();
  });

  test('SMTP without TLS, where the account asks for no more than is offered', async () => {
    const smtp = await smtpServer({ security: 'none' });
    const imap = await imapServer();

    const report = await testConnection(
      account({ port: smtp.port, security: 'starttls_if_offered' }, { port: imap.port }),
      trusting(),
    );

    expect(report.ok).toBe(true);
  });
});

describe('a wrong password', () => {
  test('is told apart from a right one, side by side', async () => {
    const smtp = await smtpServer();
    const imap = await imapServer();

    const report = await testConnection(
      account({ port: smtp.port, password: 'Tr0ub4dor' }, { port: imap.port }),
      trusting(),
    );

    expect(report).toEqual({
      ok: false,
      smtp: { ok: false, reason: 'auth', code: '535' },
      imap: { ok: true },
    });
  });

  test('appears nowhere in the report, though both servers repeat it', async () => {
    const smtp = await smtpServer();
    const imap = await imapServer();

    const report = await testConnection(
      account({ port: smtp.port, password: 'Tr0ub4dor' }, { port: imap.port, password: 'Tr0ub4dor' }),
      trusting(),
    );

    expect(report).toMatchObject({ ok: false, smtp: { reason: 'auth' }, imap: { reason: 'auth' } });
    expect(JSON.stringify(report)).not.toContain('Tr0ub4dor');
  });
});

test('a port where nothing listens refuses', async () => {
  const port = await closedPort();

  const report = await testConnection(account({ port }, { port }), trusting());

  expect(report).toEqual({
    ok: false,
    smtp: { ok: false, reason: 'refused', code: 'ECONNREFUSED' },
    imap: { ok: false, reason: 'refused', code: 'ECONNREFUSED' },
  });
});

describe('a certificate', () => {
  test.for([
    { what: 'is self-signed', code: 'DEPTH_ZERO_SELF_SIGNED_CERT', make: () => makeCertificate(HOST) },
    {
      what: 'is for another host',
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      make: () => makeCertificate('mail.example.org', authority),
    },
    {
      what: 'has expired',
      code: 'CERT_HAS_EXPIRED',
      make: () => makeCertificate(HOST, authority, new Date('2020-01-01')),
    },
  ])('that $what is not accepted, and no password is sent', async ({ make, code }) => {
    const bad = await make();
    const smtp = await smtpServer({ certificate: bad });
    const imap = await imapServer({ certificate: bad, security: 'starttls' });

    const report = await testConnection(
      account({ port: smtp.port }, { port: imap.port, security: 'starttls' }),
      trusting(),
    );

    expect(report.smtp).toEqual({ ok: false, reason: 'certificate', code });
    expect(report.imap).toEqual({ ok: false, reason: 'certificate', code });
    expect(smtp.passwords).toEqual([]);
    expect(imap.received.join()).not.toContain('LOGIN');
    await imap.quiet();
  });

  test('of an authority that only the operator knows needs the option', async () => {
    const smtp = await smtpServer({ security: 'tls' });
    const imap = await imapServer();

    const report = await testConnection(
      account({ port: smtp.port, security: 'tls' }, { port: imap.port }),
      trusting({ extraCertificates: [] }),
    );

    expect(report).toMatchObject({ smtp: { reason: 'certificate' }, imap: { reason: 'certificate' } });
  });
});

describe('a server without TLS', () => {
  test('is not logged in to when STARTTLS is due', async () => {
    const smtp = await smtpServer({ security: 'none' });
    const imap = await imapServer({ security: 'none' });

    const report = await testConnection(
      account({ port: smtp.port }, { port: imap.port, security: 'starttls' }),
      trusting(),
    );

    expect(report).toMatchObject({ ok: false, smtp: { reason: 'protocol' }, imap: { reason: 'protocol' } });
    expect(smtp.passwords).toEqual([]);
    expect(imap.received.join()).not.toContain('LOGIN');
  });

  test('does not understand TLS from the first byte', async () => {
    const smtp = await smtpServer({ security: 'none' });
    const imap = await imapServer({ security: 'none' });

    const report = await testConnection(
      account({ port: smtp.port, security: 'tls' }, { port: imap.port }),
      trusting({ limits: IMPATIENT }),
    );

    expect(report.ok).toBe(false);
    expect(imap.received.join()).not.toContain('LOGIN');
  });
});

describe('a login that proves nothing', () => {
  test('is no success: SMTP that takes no password', async () => {
    const smtp = await smtpServer({ offersLogin: false });
    const imap = await imapServer();

    const report = await testConnection(account({ port: smtp.port }, { port: imap.port }), trusting());

    expect(report.smtp).toMatchObject({ ok: false, reason: 'auth' });
  });

  test('is no success: IMAP that greets with PREAUTH', async () => {
    const smtp = await smtpServer();
    const imap = await imapServer({ greeting: '* PREAUTH as you like' });

    const report = await testConnection(account({ port: smtp.port }, { port: imap.port }), trusting());

    expect(report.imap).toEqual({ ok: false, reason: 'protocol', code: 'PREAUTH' });
  });
});

describe('a server that', () => {
  // Each of them reads what it gets, or it would not see that the client has hung up.
  const silent = (socket: Socket): void => {
    socket.resume();
  };
  const saying = (words: string) => (socket: Socket) => {
    socket.resume().write(words);
  };
  const repeating = (words: string) => (socket: Socket) => {
    const timer = setInterval(() => socket.resume().write(words), 10);
    socket.once('close', () => clearInterval(timer));
  };
  const greetingAndRepeating = (greeting: string, words: string) => (socket: Socket) => {
    socket.write(greeting);
    socket.once('data', () => repeating(words)(socket));
  };
  const offeringTls = (socket: Socket): void => {
    socket.on('data', () => socket.write('250-example.org\r\n250 STARTTLS\r\n220 go on\r\n'));
    socket.write('220 ready\r\n');
  };

  test.for([
    { what: 'never speaks', security: 'starttls', smtp: silent, imap: silent },
    { what: 'never answers the handshake', security: 'tls', smtp: silent, imap: silent },
    {
      what: 'greets and falls silent',
      security: 'starttls',
      smtp: saying('220 ready\r\n'),
      imap: saying('* OK ready\r\n'),
    },
    {
      what: 'never ends its first line',
      security: 'starttls',
      smtp: repeating('2'),
      imap: repeating('*'),
    },
    {
      what: 'never stops greeting',
      security: 'starttls',
      smtp: repeating('220-not yet\r\n'),
      imap: repeating('* OK not yet\r\n'),
    },
    {
      what: 'never ends an answer',
      security: 'starttls',
      smtp: greetingAndRepeating('220 ready\r\n', '250-one more\r\n'),
      imap: greetingAndRepeating('* OK ready\r\n', '* OK one more\r\n'),
    },
  ] as const)('$what meets a time limit, and its sockets are closed', async ({ security, smtp, imap }) => {
    const servers = [await startTcpServer(smtp), await startTcpServer(imap)] as const;
    onTestFinished(async () => void (await Promise.all(servers.map((server) => server.close()))));

    const report = await testConnection(
      account({ port: servers[0].port, security }, { port: servers[1].port, security }),
      trusting({ limits: { ...PATIENT, silence: 150, total: 300 } }),
    );

    expect(report).toMatchObject({ smtp: { reason: 'timeout' }, imap: { reason: 'timeout' } });
    expect(servers.map((server) => server.connections())).toEqual([1, 1]);
    await Promise.all(servers.map((server) => server.quiet()));
  });

  test('begins TLS with plain text is said to break the protocol', async () => {
    const server = await startTcpServer(offeringTls);
    onTestFinished(() => server.close());

    const report = await testConnection(account({ port: server.port }, { port: server.port }), trusting());

    expect(report).toMatchObject({ smtp: { reason: 'protocol' }, imap: { reason: 'protocol' } });
    await server.quiet();
  });

  test('hangs up is said to break the protocol', async () => {
    const server = await startTcpServer((socket) => socket.end());
    onTestFinished(() => server.close());

    const report = await testConnection(
      account({ port: server.port }, { port: server.port, security: 'starttls' }),
      trusting(),
    );

    expect(report).toMatchObject({ smtp: { reason: 'protocol' }, imap: { reason: 'protocol' } });
  });
});
