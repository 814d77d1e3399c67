/** Keeps credentials out of what is written to files. */
import type { Contract } from '../../contract/contract.ts';
import type { Exchange, HeaderLine } from '../exchange.ts';
import type { Report } from './report.ts';

/** Where exchanges hold what only the caller may know. */
export interface Secrets {
  /** Names of header fields, in lower case. */
  readonly fields: ReadonlySet<string>;
  /** Names of query parameters. */
  readonly parameters: ReadonlySet<string>;
}

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

/** `exchange` without its credentials; bodies stay as they are. */
export function maskExchange(secrets: Secrets, exchange: Exchange): Exchange {
  const { request, response } = exchange;
  return {
    ...exchange,
    request: {
      ...request,
      target: maskTarget(secrets, request.target),
      headers: maskHeaders(secrets, request.headers),
    },
    response:
      response === undefined ? undefined : { ...response, headers: maskHeaders(secrets, response.headers) },
  };
}

/** A scheme's name says nothing secret, and tells a reader what was sent: `Bearer ***`. */
function maskHeaders({ fields }: Secrets, headers: readonly HeaderLine[]): HeaderLine[] {
  return headers.map(([name, value]) => {
    if (!fields.has(name.toLowerCase())) return [name, value];
    const [, scheme = ''] = /^(Basic|Bearer|Digest) /i.exec(value) ?? [];
    return [name, scheme === '' ? MASK : `${scheme} ${MASK}`];
  });
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

/** `report` without its credentials. */
export function maskReport(report: Report): Report {
  const findings = report.findings.map((finding) =>
    finding.exchange === undefined
      ? finding
      : { ...finding, exchange: maskExchange(report.secrets, finding.exchange) },
  );
  return { ...report, findings };
}
