import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { SchemaChecker } from '../contract/checker.ts';
import type { HeaderSpec, ResponseSpec } from '../contract/contract.ts';
import type { Defect } from './events.ts';
import { checkText } from './text-value.ts';

export interface ProvenHeaders {
  readonly lines: Readonly<Record<string, string>>;
  readonly defects: readonly Defect[];
}

/**
 * @param given the headers of the reply
 * @param own the headers that the server adds; they win over a given one of the same name
 */
export function proveHeaders(
  spec: ResponseSpec,
  given: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, string>>,
  checker: SchemaChecker,
): ProvenHeaders {
  const lines = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  const sent = new Map(
    [...Object.entries(lines), ...Object.entries(own)].map(([name, value]) => [name.toLowerCase(), value]),
  );
  const defects = [
    ...spec.headers.flatMap((header) => checkHeader(header, sent.get(header.name.toLowerCase()), checker)),
    ...Object.entries(lines).flatMap(([name, value]) => checkLine(name, value, spec, own)),
  ];
  return { lines, defects };
}

function checkHeader(header: HeaderSpec, value: string | undefined, checker: SchemaChecker): Defect[] {
  const { name, required, schemaPointer, pointer } = header;
  if (value === undefined) {
    return required ? [defect(name, 'required true', 'is required', `${pointer}/required`)] : [];
  }
  return checkText(checker, schemaPointer, value).map((failure) =>
    defect(
      name,
      `${failure.keyword} ${JSON.stringify(failure.expected)}`,
      failure.message,
      failure.schemaPointer,
    ),
  );
}

/** A header that the contract does not know, or that HTTP does not allow: a line break in it would be a second header. */
function checkLine(
  name: string,
  value: string,
  { headers, pointer }: ResponseSpec,
  own: Readonly<Record<string, string>>,
): Defect[] {
  const known = [...headers.map((header) => header.name), ...Object.keys(own)];
  if (!known.some((each) => each.toLowerCase() === name.toLowerCase())) {
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
