/** Files in payloads: `$file('./examples/leads.csv')`, a path from the Arazzo document on. */
import { isObject, type Json } from '@countersign/contract';

export interface PayloadFile {
  /** Without its folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function isFileExpression(text: string): boolean {
  return text.startsWith('$file(') && text.endsWith(')');
}

/** The files that `payload` names, by their expressions. */
export function filesOf(
  payload: Json | undefined,
  read: (path: string) => PayloadFile,
): Map<string, PayloadFile> {
  const files = new Map<string, PayloadFile>();
  const visit = (value: Json): void => {
    if (typeof value === 'string' && isFileExpression(value)) {
      files.set(value, read(value.slice("$file('".length, -"')".length)));
    } else if (Array.isArray(value)) for (const item of value) visit(item);
    else if (isObject(value)) for (const part of Object.values(value)) visit(part);
  };
  if (payload !== undefined) visit(payload);
  return files;
}
