/** A request against its operation: parameters, body and what stands between fields, by schemas compiled once. */
import type {
  JsonSchema,
  MediaType,
  Operation,
  Parameter,
  ParameterPlace,
  SchemaChecker,
  SchemaFailure,
  Violation,
} from '@countersign/contract';
import { arrayOf, factsOf, isObject, objectOf, toPointer } from '@countersign/contract';
import { checkItems } from './item-schema.ts';
import { Problem } from './problem.ts';
import type { RequestData } from './request-data.ts';

/** Violations. A client that breaks a thousand clauses learns as much from the first hundred. */
export const MOST_VIOLATIONS = 100;

/** Bytes. A larger body can break so many clauses that to list them takes a second and half a gigabyte: of it, one is told. */
export const LARGEST_EXPLAINED_BODY = 64 * 1024;

/** Fills in defaults, in place, and lists every clause that the request breaks. */
export function violationsOf(operation: Operation, data: RequestData, checker: SchemaChecker): Violation[] {
  return [
    ...data.unreadable,
    ...operation.parameters.flatMap((parameter) => parameterViolations(parameter, data, checker)),
    ...bodyViolations(operation, data, checker),
  ];
}

/** @throws {Problem} `invalid_request`, with the first of `violations`, if there are any */
export function refuseInvalid(operation: Operation, violations: readonly Violation[]): void {
  if (violations.length === 0) return;
  const status = isNowhere(operation, violations) ? 404 : undefined;
  throw new Problem(
    { kind: 'invalid_request', violations: violations.slice(0, MOST_VIOLATIONS).map(bounded) },
    status,
  );
}

/** What was sent is shown, and not sent back as a whole. */
function bounded(violation: Violation): Violation {
  const { actual } = violation;
  return typeof actual === 'string' && actual.length > LONGEST_ACTUAL
    ? { ...violation, actual: `${actual.slice(0, LONGEST_ACTUAL)}…` }
    : violation;
}

/** Characters of a text that a violation shows. */
const LONGEST_ACTUAL = 200;

/** Where a contract knows no other refusal, a path that no resource can have leads nowhere. */
function isNowhere({ responses }: Operation, violations: readonly Violation[]): boolean {
  const documents = (...statuses: string[]): boolean =>
    responses.some(({ status }) => statuses.includes(status));
  return (
    violations.every(({ in: place }) => place === 'path') &&
    documents('404') &&
    !documents('400', '422', '4XX', 'default')
  );
}

function parameterViolations(parameter: Parameter, data: RequestData, checker: SchemaChecker): Violation[] {
  const { in: place, name, required, schema, schemaPointer } = parameter;
  const { parameters, unreadable } = data;
  const pointer = toPointer([name]);
  const value = parameters.get(parameter);
  if (value !== undefined) {
    const failures = checker.checkAndFillIn(schemaPointer, value, false);
    return failures.map((failure) => violation(place, pointer, failure));
  }
  if (required) {
    const isTold = unreadable.some((told) => told.in === place && told.pointer === pointer);
    const message = 'is required';
    return isTold
      ? []
      : [{ in: place, pointer, keyword: 'required', expected: name, actual: undefined, message }];
  }
  // Only what stands beside the schema itself: a default behind a reference is that of a property.
  const byDefault = isObject(schema) ? schema['default'] : undefined;
  if (byDefault !== undefined) parameters.set(parameter, structuredClone(byDefault));
  return [];
}

function bodyViolations({ body }: Operation, data: RequestData, checker: SchemaChecker): Violation[] {
  if (body === undefined) return [];
  const { media, form, bytes, bodySize } = data;
  if (media === undefined) {
    const message = 'is required';
    const missing = {
      in: 'body',
      pointer: '',
      keyword: 'required',
      expected: true,
      actual: undefined,
      message,
    } as const;
    return body.required ? [missing] : [];
  }
  if (media.schema === undefined) return [];
  if (bytes !== undefined) return sizeViolations(media.schema, bodySize);
  const { faults } = data;
  const { files = NOTHING } = form ?? {};
  const failures = bodyFailures(media, data, checker).filter(
    ({ pointer, keyword }) =>
      factsOf(keyword).isToldByOthers !== true &&
      !faults.some((fault) => pointer === fault.pointer || pointer.startsWith(`${fault.pointer}/`)) &&
      // What else a schema can say of a string does not speak of a file.
      (!files.has(pointer) || factsOf(keyword).failure === 'undeclared'),
  );
  return [...faults, ...failures.map((failure) => violation('body', '', failure))];
}

/** Of a large body that is wrong, the first clause is told. */
function bodyFailures(
  media: MediaType,
  { body, bodySize, form, itemSchema }: RequestData,
  checker: SchemaChecker,
): SchemaFailure[] {
  const isBrief = bodySize > LARGEST_EXPLAINED_BODY;
  const check = (pointer: string, value: unknown): SchemaFailure[] =>
    checker.checkAndFillIn(pointer, value, isBrief);
  if (itemSchema !== undefined) return checkItems(check, itemSchema, arrayOf(body));
  if (form === undefined) return check(media.schemaPointer, body);
  // Defaults of a form are filled in where it is read, files being no JSON.
  return isBrief ? checker.checkBriefly(media.schemaPointer, body) : checker.check(media.schemaPointer, body);
}

/** A schema counts octets of what is no text (OpenAPI 3.1 §4.8.14.3), and asks nothing else of it. */
function sizeViolations(schema: JsonSchema, size: number): Violation[] {
  const { maxLength, minLength } = objectOf(schema);
  const tell = (keyword: string, expected: number, message: string): Violation[] => [
    { in: 'body', pointer: '', keyword, expected, actual: undefined, message },
  ];
  if (typeof maxLength === 'number' && size > maxLength)
    return tell('maxLength', maxLength, `must be at most ${maxLength} bytes`);
  if (typeof minLength === 'number' && size < minLength)
    return tell('minLength', minLength, `must be at least ${minLength} bytes`);
  return [];
}

const NOTHING: ReadonlySet<string> = new Set();

function violation(place: ParameterPlace | 'body', prefix: string, failure: SchemaFailure): Violation {
  const { schemaPointer: _, pointer, ...facts } = failure;
  return { in: place, pointer: prefix + pointer, ...facts };
}
