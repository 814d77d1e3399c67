import type { Json } from '@countersign/contract';
import { headerOf, type WireResponse } from '../model/exchange.ts';
import { isJson, kindOfMedia } from './media-kind.ts';
import { isSequence, readSequence } from './sequences.ts';

/** The body as JSON or a list of items where it says that it is, as text otherwise; `undefined` where it is empty or broken. */
export function readBody(response: WireResponse): Json | undefined {
  if (response.body.length === 0) return undefined;
  const text = new TextDecoder().decode(response.body);
  const type = headerOf(response, 'content-type') ?? '';
  const kind = kindOfMedia(type);
  if (isSequence(kind)) return readSequence(kind, text);
  if (!isJson(type)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
