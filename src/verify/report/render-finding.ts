/** One finding as plain text. */
import type { Exchange } from '../model/exchange.ts';
import type { Finding } from '../model/finding.ts';
import { countOf } from '../values/describe-value.ts';
import { withoutControls } from './control-characters.ts';
import { toCurl } from './curl.ts';
import { excerptOf } from './excerpt.ts';
import { wrap } from './wrap.ts';

/**
 * What differs, why it was asked, which case, where in the contract, the request as a command, the answer.
 * It begins its own line with `✗` or, where it is no fault, `!`.
 *
 * @param width characters of a line, where words allow
 */
export function renderFinding(finding: Finding, width = Number.POSITIVE_INFINITY): string {
  const { cases, caseName, why, earlier, exchange } = finding;
  const others = cases.length > 1 ? ` (and ${countOf(cases.length - 1, 'other case')})` : '';
  const command = exchange === undefined ? [] : toCurl(exchange.baseUrl, exchange.request).split('\n');
  const answer = exchange?.response === undefined ? exchange?.failure : excerptOf(exchange.response);
  const lines = [
    ...wrap(titleOf(finding), width),
    ...(isTold(finding) ? [] : wrap(`expected ${finding.expected}, got ${finding.actual}`, width, INDENT)),
    ...wrap(why, width, INDENT),
    ...wrap(`case: ${caseName}${others}`, width, INDENT),
    `${INDENT}contract: ${placeOf(finding)}`,
    // A command must stay as it is to be pasted.
    ...earlier.flatMap(renderEarlier).map((line) => INDENT + line),
    ...command.map((line) => INDENT + line),
    ...(answer === undefined ? [] : wrap(`answer: ${answer}`, width, INDENT)),
  ];
  return withoutControls(lines.join('\n'));
}

/** A request that led there, and what it was answered. */
function renderEarlier({ baseUrl, request, response, failure }: Exchange): string[] {
  return [...toCurl(baseUrl, request).split('\n'), `# ${response?.status ?? failure}`];
}

/** `✗ createCampaign body /name maxLength: answered 201, expected 400` */
export function titleOf({ severity, clause, operation, message }: Finding): string {
  return `${severity === 'error' ? '✗' : '!'} ${clause ?? operation}: ${message}`;
}

/** `openapi/campaign/schemas/campaign.yaml:12:7`, or a pointer into a contract that no file is known of. */
export function placeOf({ location, pointer }: Pick<Finding, 'location' | 'pointer'>): string {
  return location === undefined ? `#${pointer}` : `${location.file}:${location.line}:${location.column}`;
}

/** Kinds whose message does not say what came. */
const UNTOLD: ReadonlySet<string> = new Set(['wrong body', 'wrong header', 'malformed body']);

function isTold({ kind, actual }: Finding): boolean {
  return !UNTOLD.has(kind) || actual === 'nothing';
}

const INDENT = '  ';
