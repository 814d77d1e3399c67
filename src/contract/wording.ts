/** Words for the values of keywords, for sentences about them. */
import { isObject, type Json } from './json.ts';

/** `a string or null` */
export function withArticle(type: Json): string {
  const names = (Array.isArray(type) ? type : [type]).map((name) =>
    name === 'null' ? 'null' : `${/^[aio]/.test(String(name)) ? 'an' : 'a'} ${String(name)}`,
  );
  return names.join(' or ');
}

/** `draft, running` */
export function listed(values: Json): string {
  return Array.isArray(values) ? values.map(brief).join(', ') : brief(values);
}

export function brief(value: Json): string {
  return typeof value === 'string'
    ? value
    : isObject(value) || Array.isArray(value)
      ? JSON.stringify(value)
      : String(value);
}

/** `1 item`, `2 items` */
export function counted(amount: Json, noun: string): string {
  return `${String(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}
