/** What was sent and answered, as an HTTP Archive 1.2: browsers and proxies open it. */
import { STATUS_CODES } from 'node:http';
import type { Exchange, HeaderLine, WireResponse } from '../model/exchange.ts';
import { headerOf } from '../model/exchange.ts';
import type { HarEntry, HarLog } from './har-log.ts';
import type { Report } from './report.ts';
import type { Tool } from './tool.ts';

/** @param log the kept exchanges; how many were left out is said in the archive's comment */
export function renderHar(
  { entries, leftOut }: Pick<HarLog, 'entries' | 'leftOut'>,
  { seed, runId }: Pick<Report, 'seed' | 'runId'>,
  tool: Tool,
): string {
  const rest = leftOut === 0 ? '' : ` ${leftOut} more requests were sent, and not kept.`;
  const log = {
    version: '1.2',
    creator: { name: tool.name, version: tool.version },
    pages: [],
    entries: entries.map(toEntry),
    comment: `Seed ${seed}, run ${runId}.${rest}`,
  };
  return `${JSON.stringify({ log }, undefined, 2)}\n`;
}

function toEntry({ exchange, startedAt, caseName }: HarEntry): object {
  const time = Math.round(exchange.duration * 1000) / 1000;
  return {
    startedDateTime: startedAt.toISOString(),
    time,
    request: toRequest(exchange),
    response: toResponse(exchange),
    cache: {},
    // One time is measured: from the first byte sent to the last one received.
    timings: { send: 0, wait: time, receive: 0 },
    ...(caseName === undefined ? {} : { comment: caseName }),
  };
}

function toRequest({ baseUrl, request: { method, target, headers, body } }: Exchange): object {
  const query = target.includes('?') ? target.slice(target.indexOf('?') + 1) : '';
  const contentType = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return {
    method,
    url: baseUrl.replace(/\/$/, '') + target,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers.map(toPair),
    queryString: [...new URLSearchParams(query)].map(toPair),
    headersSize: -1,
    bodySize: body?.length ?? 0,
    ...(body === undefined
      ? {}
      : { postData: { mimeType: contentType, text: new TextDecoder().decode(body) } }),
  };
}

/** No answer is status 0, as browsers write it. */
function toResponse({ response, failure }: Exchange): object {
  return {
    status: response?.status ?? 0,
    statusText: response === undefined ? (failure ?? '') : (STATUS_CODES[response.status] ?? ''),
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: (response?.headers ?? []).map(toPair),
    content: toContent(response),
    redirectURL: (response && headerOf(response, 'location')) ?? '',
    headersSize: -1,
    bodySize: response?.body.length ?? -1,
  };
}

function toContent(response: WireResponse | undefined): object {
  if (response === undefined) return { size: 0, mimeType: '' };
  const { body } = response;
  const content = { size: body.length, mimeType: headerOf(response, 'content-type') ?? '' };
  if (body.length === 0) return content;
  const text = readText(body);
  return text === undefined
    ? { ...content, text: Buffer.from(body).toString('base64'), encoding: 'base64' }
    : { ...content, text };
}

function readText(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function toPair([name, value]: HeaderLine): { name: string; value: string } {
  return { name, value };
}
