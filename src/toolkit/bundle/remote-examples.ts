/** Examples that stand on other hosts: a contract is as good without them, so they must not make it unusable. */
import { isObject, isUrl, type Json } from '@countersign/contract';

/** The bundler fetches what this stands for under its own name. */
const HIDDEN = 'x-countersign-external-value';

/** Hides, in place, each `externalValue` that is on a host that may not be asked. */
export function hideRemoteExamples(document: Json, mayAsk: (url: string) => boolean): void {
  rename(document, 'externalValue', HIDDEN, (url) => isUrl(url) && !mayAsk(url));
}

/** Undoes `hideRemoteExamples`. */
export function showRemoteExamples(document: Json): void {
  rename(document, HIDDEN, 'externalValue', () => true);
}

function rename(value: Json, from: string, to: string, isMeant: (text: string) => boolean): void {
  if (Array.isArray(value)) for (const item of value) rename(item, from, to, isMeant);
  if (!isObject(value)) return;
  const text = value[from];
  if (typeof text === 'string' && isMeant(text)) {
    delete value[from];
    value[to] = text;
  }
  for (const part of Object.values(value)) rename(part, from, to, isMeant);
}
