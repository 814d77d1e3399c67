import { expect, test } from 'vitest';
import { imapSecurity, smtpSecurity } from '../../../src/service/mail/port-security.ts';

test.for([
  { port: 465, useTls: true, expected: 'tls' },
  { port: 465, useTls: false, expected: 'tls' },
  { port: 587, useTls: true, expected: 'starttls' },
  { port: 2525, useTls: true, expected: 'starttls' },
  { port: 25, useTls: false, expected: 'starttls_if_offered' },
])('SMTP on port $port, TLS wanted: $useTls', ({ port, useTls, expected }) => {
  expect(smtpSecurity(port, useTls)).toBe(expected);
});

test.for([
  { port: 993, useSsl: true, expected: 'tls' },
  { port: 993, useSsl: false, expected: 'tls' },
  { port: 143, useSsl: true, expected: 'starttls' },
  { port: 143, useSsl: false, expected: 'starttls' },
  { port: 1993, useSsl: true, expected: 'tls' },
  { port: 1143, useSsl: false, expected: 'starttls' },
])('IMAP on port $port, SSL wanted: $useSsl', ({ port, useSsl, expected }) => {
  expect(imapSecurity(port, useSsl)).toBe(expected);
});
