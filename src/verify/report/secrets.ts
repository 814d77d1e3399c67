/** Keeps credentials out of what is written to files. */

import type { Contract } from '@countersign/contract';
import type { Exchange, HeaderLine } from '../model/exchange.ts';
import type { Report, Secrets } from './report.ts';

/** Fields that hold credentials whatever a contract says (RFC 9110 §11, RFC 6265), or do so by custom. */
const SECRET_FIELDS = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'api-key',
  'x-auth-token',
];

/** What stands in place of a secret. */
const MASK = '***';

/** Characters of a credential: a shorter one may stand in a body by chance, and is masked in its field alone. */
const SHORTEST_CREDENTIAL = 8;

export function secretsOf({ securitySchemes }: Contract): Secrets {
  const keys = [...securitySchemes.values()].flatMap((scheme) => (scheme.type === 'apiKey' ? [scheme] : []));
  return {
    fields: new Set([
      ...SECRET_FIELDS,
      ...keys.filter((key) => key.in === 'header').map(({ name }) => name.toLowerCase()),
    ]),
    parameters: new Set(keys.filter((key) => key.in === 'query').map(({ name }) => name)),
  };
}

/** `report` without its credentials. */
export function maskReport(report: Report): Report {
  const exchanges = report.findings.flatMap(({ earlier, exchange }) =>
    exchange === undefined ? earlier : [...earlier, exchange],
  );
  const mask = masker(report.secrets, exchanges);
  return {
    ...report,
    findings: report.findings.map((finding) => ({
      ...finding,
      earlier: finding.earlier.map(mask),
      exchange: finding.exchange && mask(finding.exchange),
    })),
  };
}

/**
 * What takes the credentials out of an exchange: those in its own fields and parameters, and those of all
 * `exchanges` in its bodies, since a target may make and tell the credentials that are used later.
 */
export function masker(secrets: Secrets, exchanges: readonly Exchange[]): (exchange: Exchange) => Exchange {
  const credentials = new Set(exchanges.flatMap((exchange) => credentialsOf(secrets, exchange)));
  const pattern =
    credentials.size === 0 ? undefined : new RegExp([...credentials].map(escapePattern).join('|'), 'g');
  return (exchange) => {
    const { request, response } = exchange;
    return {
      ...exchange,
      request: {
        ...request,
        target: maskTarget(secrets, request.target),
        headers: maskHeaders(secrets, request.headers),
        body: maskBody(pattern, request.body),
      },
      response: response && {
        ...response,
        headers: maskHeaders(secrets, response.headers),
        body: maskBody(pattern, response.body),
      },
    };
  };
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function credentialsOf({ fields }: Secrets, { request }: Exchange): string[] {
  return request.headers
    .filter(([name]) => fields.has(name.toLowerCase()))
    .map(([, value]) => value.slice(schemeOf(value).length))
    .filter((credential) => credential.length >= SHORTEST_CREDENTIAL);
}

/** A scheme's name says nothing secret, and tells a reader what was sent: `Bearer ***`. */
function maskHeaders({ fields }: Secrets, headers: readonly HeaderLine[]): HeaderLine[] {
  return headers.map(([name, value]) =>
    fields.has(name.toLowerCase()) ? [name, schemeOf(value) + MASK] : [name, value],
  );
}

function schemeOf(value: string): string {
  return /^(Basic|Bearer|Digest) +/i.exec(value)?.[0] ?? '';
}

function maskTarget({ parameters }: Secrets, target: string): string {
  const start = target.indexOf('?') + 1;
  if (start === 0) return target;
  const pairs = target.slice(start).split('&');
  const masked = pairs.map((pair) => {
    const [name = ''] = new URLSearchParams(pair).keys();
    return parameters.has(name) ? `${pair.split('=')[0]}=${MASK}` : pair;
  });
  return target.slice(0, start) + masked.join('&');
}

/** Bodies without a credential stay as they are, to the byte. */
function maskBody<Body extends Uint8Array | undefined>(
  pattern: RegExp | undefined,
  body: Body,
): Body | Uint8Array {
  if (body === undefined || pattern === undefined) return body;
  const text = new TextDecoder().decode(body);
  const masked = text.replaceAll(pattern, MASK);
  return masked === text ? body : new TextEncoder().encode(masked);
}
