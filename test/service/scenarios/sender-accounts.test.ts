/** Sender accounts at real mail servers, which no scenario of the contract can start. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Certificate, makeAuthority } from '../../support/certificates.ts';
import { type ColdSendTeam, coldSendTeam } from '../../support/coldsend-team.ts';
import { mailAccount, type TestMailAccount, UNKNOWN_RECIPIENT } from '../../support/mail-account.ts';
import { type TestService, testService } from '../../support/service.ts';

const CONNECTION_FAILED =
  'Failed to connect to your email provider. Please verify your credentials and app password settings.';

let authority: Certificate;
let service: TestService;
beforeAll(async () => {
  authority = await makeAuthority();
  service = await testService({ mail: { allowPrivateHosts: true, extraCertificates: [authority.cert] } });
});
afterAll(() => service.close());

/** A team of its own for each test, with mail servers of its own. */
async function teamWithAccount() {
  return { account: await mailAccount(authority), team: await coldSendTeam(service) };
}

function smtpAccount({ connection: { smtp, imap } }: TestMailAccount, changes = {}) {
  return {
    email_address: 'nadia@example.org',
    display_name: 'Nadia from Example',
    inbox_type: 'CUSTOM_SMTP',
    smtp_host: smtp.host,
    smtp_port: smtp.port,
    smtp_username: smtp.username,
    smtp_password: smtp.password,
    imap_host: imap.host,
    imap_port: imap.port,
    imap_username: imap.username,
    imap_password: imap.password,
    daily_limit: 40,
    ...changes,
  };
}

async function created(team: ColdSendTeam, account: TestMailAccount): Promise<string> {
  const response = await team.send('POST', '/sender-accounts/smtp', smtpAccount(account));
  expect(response.status).toBe(201);
  const { inbox_id } = await response.json();
  return inbox_id;
}

test('a sender account is created when both of its servers let it in', async () => {
  const { account, team } = await teamWithAccount();
  const response = await team.send('POST', '/sender-accounts/smtp', smtpAccount(account));
  const body = await response.json();

  expect(response.status).toBe(201);
  expect(response.headers.get('Location')).toBe(`/api/public/v1/sender-accounts/${body.inbox_id}`);
  expect(body).toEqual({
    success: true,
    message: 'SMTP inbox created successfully',
    inbox_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    email_address: 'nadia@example.org',
    display_name: 'Nadia from Example',
    inbox_type: 'CUSTOM_SMTP',
    daily_limit: 40,
    overall_status: 'ACTIVE',
    created_at: expect.stringMatching(/Z$/),
  });
  const shown = await (await team.call('GET', `/sender-accounts/${body.inbox_id}`)).text();
  expect(JSON.parse(shown)).toMatchObject({
    smtp_host: 'localhost',
    imap_port: account.connection.imap.port,
  });
  expect(shown).not.toContain(account.connection.smtp.password);
  expect(service.logged).toEqual([]);
});

test.each([
  ['the SMTP server refuses the password', { smtp_password: 'wrong' }],
  ['the IMAP server refuses the password', { imap_password: 'wrong' }],
  ['nothing answers', { smtp_port: 1 }],
  ['the certificate is of another host', { imap_host: '127.0.0.1' }],
])('none is created when %s', async (_, changes) => {
  const { account, team } = await teamWithAccount();
  const response = await team.send('POST', '/sender-accounts/smtp', smtpAccount(account, changes));

  expect([response.status, await response.json()]).toEqual([400, { detail: CONNECTION_FAILED }]);
  expect(await (await team.call('GET', '/sender-accounts')).json()).toMatchObject({ sender_accounts: [] });
});

test('a private host is not reached, unless the operator allows it', async () => {
  const account = await mailAccount(authority);
  const guarded = await testService({ mail: { extraCertificates: [authority.cert] } });
  onTestFinished(() => guarded.close());
  const team = await coldSendTeam(guarded);

  const response = await team.send('POST', '/sender-accounts/smtp', smtpAccount(account));
  expect([response.status, await response.json()]).toEqual([400, { detail: CONNECTION_FAILED }]);
  expect(account.smtp.passwords).toEqual([]);
});

test('a test e-mail is sent', async () => {
  const { account, team } = await teamWithAccount();
  const inboxId = await created(team, account);
  const response = await team.send('POST', `/sender-accounts/${inboxId}/test-email`, {
    recipient_email: 'ops@example.org',
  });

  expect([response.status, await response.json()]).toEqual([
    200,
    {
      success: true,
      message: 'Test email sent successfully',
      inbox_id: inboxId,
      inbox_email: 'nadia@example.org',
      recipient_email: 'ops@example.org',
      sent_at: expect.stringMatching(/Z$/),
      message_id: expect.stringMatching(/^<.+@.+>$/),
    },
  ]);
  expect(account.smtp.mails).toMatchObject([{ from: 'nadia@example.org', to: ['ops@example.org'] }]);
});

test('a test e-mail that the server does not take is said to be refused', async () => {
  const { account, team } = await teamWithAccount();
  const inboxId = await created(team, account);
  const response = await team.send('POST', `/sender-accounts/${inboxId}/test-email`, {
    recipient_email: UNKNOWN_RECIPIENT,
  });

  expect([response.status, await response.json()]).toEqual([
    400,
    { detail: 'Your email provider did not accept the email' },
  ]);
});

test('a bulk creation tells what became of each', async () => {
  const { account, team } = await teamWithAccount();
  const inboxes = [
    smtpAccount(account),
    smtpAccount(account, { email_address: 'NADIA@example.org' }),
    smtpAccount(account, { email_address: 'ana@example.org', smtp_password: 'wrong' }),
  ];
  const started = await team.send('POST', '/sender-accounts/smtp/bulk', { inboxes });
  const { job_id, message } = await started.json();
  expect([started.status, message]).toEqual([200, 'Creating 3 inboxes']);

  const done = async () => (await team.call('GET', `/sender-accounts/smtp/bulk/${job_id}/progress`)).json();
  await expect.poll(async () => (await done()).job.status, { timeout: 15_000 }).toBe('COMPLETED');
  expect(await done()).toMatchObject({
    job: {
      success_count: 1,
      failed_count: 2,
      progress_percentage: 100,
      results: [
        { email_address: 'nadia@example.org', success: true, error: null },
        { success: false, inbox_id: null, error: 'An email account with this address already exists.' },
        { email_address: 'ana@example.org', success: false, error: CONNECTION_FAILED },
      ],
    },
  });
});
