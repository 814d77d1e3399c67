/**
 * - `dns`: the host has no address.
 * - `private_host`: the host is not on the public internet, and the operator does not allow such hosts.
 * - `refused`: nothing answers at that port.
 * - `timeout`: a time limit has passed.
 * - `certificate`: the server's certificate is not trusted, has expired, or is for another host.
 * - `auth`: the server does not accept the credentials.
 * - `rejected`: the server does not accept the message or its recipient.
 * - `protocol`: the server hung up, offers no STARTTLS, or speaks something else.
 */
export type FailureReason =
  | 'dns'
  | 'private_host'
  | 'refused'
  | 'timeout'
  | 'certificate'
  | 'auth'
  | 'rejected'
  | 'protocol';

/** Holds nothing that the server said: a reply can repeat a credential. */
export interface MailFailure {
  readonly ok: false;
  readonly reason: FailureReason;
  /** For the operator: an SMTP reply code (`535`), or an error's code (`ECONNREFUSED`) or name. */
  readonly code: string;
}

export type LoginResult = { readonly ok: true } | MailFailure;

/** A failure on its way to the one place that makes a value of it. */
export class MailFault extends Error {
  readonly failure: MailFailure;

  constructor(reason: FailureReason, code: string) {
    super(reason);
    this.name = 'MailFault';
    this.failure = { ok: false, reason, code };
  }
}

const REFUSED = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'EACCES',
]);

/** Node's own, nodemailer's and imapflow's (`ImapFlowErrorCode`), and the names of what aborts. */
const TIMEOUT = new Set([
  'ETIMEDOUT',
  'ETIMEOUT',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
  'UPGRADE_TIMEOUT',
  'AbortError',
  'TimeoutError',
]);

/** The certificate errors that Node's documentation of `tls` lists. */
const CERTIFICATE = new Set([
  'CERT_CHAIN_TOO_LONG',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REJECTED',
  'CERT_REVOKED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CRL_HAS_EXPIRED',
  'CRL_NOT_YET_VALID',
  'CRL_SIGNATURE_FAILURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'HOSTNAME_MISMATCH',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** nodemailer's: the envelope, or the message itself, was turned down. */
const REJECTED = new Set(['EENVELOPE', 'EMESSAGE']);

/** Makes a value of whatever nodemailer, imapflow or Node threw. */
export function failureOf(error: unknown): MailFailure {
  if (error instanceof MailFault) return error.failure;
  if (!(error instanceof Error)) return { ok: false, reason: 'protocol', code: typeof error };

  const code = codeOf(error);
  const reply =
    'responseCode' in error && typeof error.responseCode === 'number' ? `${error.responseCode}` : code;
  return { ok: false, reason: reasonOf(error, code), code: reply };
}

function reasonOf(error: Error, code: string): FailureReason {
  if (TIMEOUT.has(code)) return 'timeout';
  if (REFUSED.has(code)) return 'refused';
  if (CERTIFICATE.has(code)) return 'certificate';
  if (code === 'EAUTH' || refusedByImap(error, code)) return 'auth';
  if (REJECTED.has(code)) return 'rejected';
  return 'protocol';
}

/** imapflow marks every error of a login so, a connection that broke down in its middle too. */
function refusedByImap(error: Error, code: string): boolean {
  return 'authenticationFailed' in error && error.authenticationFailed === true && code !== 'NoConnection';
}

/** nodemailer puts its own code in the place of Node's and keeps that one beside it. */
function codeOf(error: Error): string {
  if ('originalCode' in error && typeof error.originalCode === 'string') return error.originalCode;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name;
}
