import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { HeaderSpec, ResponseSpec, SchemaChecker } from '@countersign/contract';
import type { Defect } from './events.ts';
import { checkHeaderText, headerText, isWritable } from './header-value.ts';

export interface ValidatedHeaders {
  readonly lines: Readonly<Record<string, string>>;
  readonly defects: readonly Defect[];
}

/**
 * @param given the headers of the reply
 * @param own the headers that the server adds; they win over a given one of the same name
 */
export function validateResponseHeaders(
  spec: ResponseSpec,
  given: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, string>>,
  checker: SchemaChecker,
): ValidatedHeaders {
  const specOf = (name: string): HeaderSpec | undefined =>
    spec.headers.find((header) => header.name.toLowerCase() === name.toLowerCase());
  const lines = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      const text = headerText(specOf(name) ?? PLAIN, value);
      return text === undefined ? [] : [[name, text]];
    }),
  );
  const sent = new Map(
    [...Object.entries(lines), ...Object.entries(own)].map(([name, value]) => [name.toLowerCase(), value]),
  );
  const defects = [
    ...spec.headers.flatMap((header) => checkHeader(header, sent.get(header.name.toLowerCase()), checker)),
    ...Object.entries(given).flatMap(([name, value]) => checkForm(name, value, specOf(name) ?? PLAIN, spec)),
    ...Object.entries(lines).flatMap(([name, value]) => checkLine(name, value, spec, own)),
  ];
  return { lines, defects };
}

function checkHeader(header: HeaderSpec, value: string | undefined, checker: SchemaChecker): Defect[] {
  const { name, required, pointer } = header;
  if (value === undefined) {
    return required ? [defect(name, 'required true', 'is required', `${pointer}/required`)] : [];
  }
  return checkHeaderText(checker, header, value).map((failure) =>
    defect(
      name,
      `${failure.keyword} ${JSON.stringify(failure.expected)}`,
      failure.message,
      failure.schemaPointer,
    ),
  );
}

/** How a header is written that is not documented, or that the server adds. */
const PLAIN = { explode: false, mediaType: undefined };

function checkForm(
  name: string,
  value: unknown,
  form: Pick<HeaderSpec, 'explode' | 'mediaType'>,
  { pointer }: ResponseSpec,
): Defect[] {
  if (isWritable(form, value)) return [];
  return [defect(name, 'style simple', 'has a part that this style cannot write', `${pointer}/headers`)];
}

/** A header that the contract does not know, or that HTTP does not allow: a line break in it would be a second header. */
function checkLine(
  name: string,
  value: string,
  { headers, pointer }: ResponseSpec,
  own: Readonly<Record<string, string>>,
): Defect[] {
  const known = [...headers.map((header) => header.name), ...Object.keys(own)];
  if (!known.some((other) => other.toLowerCase() === name.toLowerCase())) {
    const clause = `documented: ${headers.map((header) => header.name).join(', ')}`;
    return [defect(name, clause, 'is not documented', `${pointer}/headers`)];
  }
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return [];
  } catch {
    return [defect(name, 'RFC 9110 §5.5', 'has characters that a header cannot hold', `${pointer}/headers`)];
  }
}

function defect(path: string, clause: string, message: string, pointer: string): Defect {
  return { in: 'header', path, clause, message, pointer };
}
