import type { FileRow, RowProblem } from './prospect-file.ts';

/** Characters of an address (RFC 5321 §4.5.3.1). */
const MAX_EMAIL = 254;

/** Characters. */
const MAX_NAME = 100;
const MAX_COMPANY = 200;
const MAX_CUSTOM_NAME = 64;
const MAX_CUSTOM_VALUE = 1000;

const MAX_CUSTOM_FIELDS = 50;

/** Why a row has more in it than an enrollment may have; `undefined` if it has not. */
export function excessOf({ email, values }: FileRow): RowProblem | undefined {
  const { firstName, lastName, company, customFields } = values;
  const custom = Object.entries(customFields);
  if (custom.length > MAX_CUSTOM_FIELDS) return { code: 'too_many_custom_fields', limit: MAX_CUSTOM_FIELDS };
  const longName = custom.find(([name]) => isLonger(name, MAX_CUSTOM_NAME));
  if (longName !== undefined) return { code: 'name_too_long', name: longName[0], limit: MAX_CUSTOM_NAME };
  const bounded: readonly (readonly [field: string, value: string | null, limit: number])[] = [
    ['email', email, MAX_EMAIL],
    ['firstName', firstName, MAX_NAME],
    ['lastName', lastName, MAX_NAME],
    ['company', company, MAX_COMPANY],
    ...custom.map(([name, value]) => [name, value, MAX_CUSTOM_VALUE] as const),
  ];
  const long = bounded.find(([, value, limit]) => value !== null && isLonger(value, limit));
  return long && { code: 'value_too_long', field: long[0], limit: long[2] };
}

/** JSON Schema counts Unicode characters, not the code units of JavaScript. */
function isLonger(text: string, limit: number): boolean {
  return text.length > limit && [...text].length > limit;
}
