import type { Json } from '@countersign/contract';
import { headerOf, type WireResponse } from '../model/exchange.ts';
import { isJson } from './media-kind.ts';

/** The body as JSON where it says that it is, as text otherwise; `undefined` where it is empty or broken. */
export function readBody(response: WireResponse): Json | undefined {
  if (response.body.length === 0) return undefined;
  const text = new TextDecoder().decode(response.body);
  if (!isJson(headerOf(response, 'content-type') ?? '')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
