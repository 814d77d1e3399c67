/** The part of an answer that a reader of a finding needs. */
import { headerOf, type WireResponse } from '../model/exchange.ts';

/** Characters of a body that are shown. */
const LONGEST_EXCERPT = 300;

/** `400 application/json {"error":…}`, or `204 without a body` */
export function excerptOf(response: WireResponse): string {
  const text = new TextDecoder().decode(response.body.subarray(0, LONGEST_EXCERPT)).replaceAll(/\s+/g, ' ');
  const cut = response.body.length > LONGEST_EXCERPT ? '…' : '';
  const body = response.body.length === 0 ? 'without a body' : text + cut;
  return [String(response.status), headerOf(response, 'content-type'), body]
    .filter((part) => part !== undefined)
    .join(' ');
}
