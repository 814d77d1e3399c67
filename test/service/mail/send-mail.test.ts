import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { SmtpServer } from '../../../src/service/mail/account.ts';
import { sendMail } from '../../../src/service/mail/smtp.ts';
import { type Certificate, makeAuthority, makeCertificate } from '../../support/certificates.ts';
import { startSmtpServer, type TestSmtpServer } from '../../support/smtp-server.ts';

const LOGIN = { username: 'nadia@example.org', password: 'correct' };
const NADIA = { name: 'Nadia, of Example', address: 'nadia@example.org' };
const MIRA = { name: '', address: 'mira@example.com' };

let authority: Certificate;
let certificate: Certificate;

beforeAll(async () => {
  authority = await makeAuthority();
  certificate = await makeCertificate('localhost', authority);
});

async function mailServer(): Promise<TestSmtpServer> {
  const unknownRecipient = 'nobody@example.com';
  const server = await startSmtpServer({ security: 'starttls', certificate, unknownRecipient, ...LOGIN });
  onTestFinished(() => server.close());
  return server;
}

function at({ port }: TestSmtpServer, password = LOGIN.password): SmtpServer {
  return { host: 'localhost', port, security: 'starttls', username: LOGIN.username, password };
}

const options = () => ({ allowPrivateHosts: true, extraCertificates: [authority.cert] });

test('one e-mail arrives, under the id that is returned', async () => {
  const server = await mailServer();

  const result = await sendMail(
    at(server),
    { from: NADIA, to: MIRA, subject: 'Tést', text: 'It works.\n' },
    options(),
  );

  expect(result).toEqual({ ok: true, messageId: expect.stringMatching(/^<[^<>@\s]+@example\.org>$/) });
  const [mail] = server.mails;
  expect(mail).toMatchObject({ from: NADIA.address, to: [MIRA.address] });
  expect(mail?.source).toContain(`Message-ID: ${result.ok ? result.messageId : ''}`);
  expect(mail?.source).toContain('From: "Nadia, of Example" <nadia@example.org>');
  expect(mail?.source).toContain('Subject: =?UTF-8?Q?T=C3=A9st?=');
  expect(mail?.source).toContain('\r\n\r\nIt works.');
});

test('a subject brings no header of its own', async () => {
  const server = await mailServer();

  await sendMail(
    at(server),
    { from: NADIA, to: MIRA, subject: 'Hi\r\nBcc: spy@example.com', text: 'Hello' },
    options(),
  );

  expect(server.mails.map(({ to }) => to)).toEqual([[MIRA.address]]);
  expect(server.mails[0]?.source).not.toMatch(/^Bcc:/im);
});

test('an address is one address', async () => {
  const server = await mailServer();

  await sendMail(
    at(server),
    {
      from: NADIA,
      to: { name: '', address: 'mira@example.com, spy@example.com' },
      subject: 'Hi',
      text: 'Hello',
    },
    options(),
  );

  expect(server.mails.flatMap(({ to }) => to)).not.toContain('spy@example.com');
});

test('a recipient that the server does not know is rejected', async () => {
  const server = await mailServer();

  const result = await sendMail(
    at(server),
    { from: NADIA, to: { name: '', address: 'nobody@example.com' }, subject: 'Hi', text: 'Hello' },
    options(),
  );

  expect(result).toEqual({ ok: false, reason: 'rejected', code: '550' });
  expect(server.mails).toEqual([]);
});

test('a wrong password sends nothing', async () => {
  const server = await mailServer();

  const result = await sendMail(
    at(server, 'wrong'),
    { from: NADIA, to: MIRA, subject: 'Hi', text: 'Hello' },
    options(),
  );

  expect(result).toEqual({ ok: false, reason: 'auth', code: '535' });
  expect(server.mails).toEqual([]);
});
