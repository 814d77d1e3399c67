/** A request against its operation, by two validators that must agree. */
import type {
  Operation,
  Parameter,
  ParameterPlace,
  SchemaChecker,
  SchemaFailure,
  Violation,
} from '@countersign/contract';
import { at, factsOf, isObject, type Json, toPointer } from '@countersign/contract';
import { Problem } from './problem.ts';
import type { Refusal, RequestData, RequestValidator } from './request-validator.ts';
import { checkText, withoutMisread } from './text-value.ts';

/** Violations. A client that breaks a thousand clauses learns as much from the first hundred. */
export const MOST_VIOLATIONS = 100;

/** Bytes. A larger body can break so many clauses that to list them takes a second and half a gigabyte: of it, one is told. */
export const LARGEST_EXPLAINED_BODY = 64 * 1024;

/**
 * Coerces the parameters of `data` and fills in defaults, in place.
 *
 * The first validator stops at its first finding and cannot say what the limit was; the second one lists
 * every violated clause, those between fields too. A request must pass both.
 *
 * @throws {Problem} `invalid_request`
 */
export async function validateRequest(
  operation: Operation,
  data: RequestData,
  validator: RequestValidator,
  checker: SchemaChecker,
): Promise<void> {
  const unknown = takeUnknownParameters(operation, data);
  const sent = new Map(operation.parameters.map((parameter) => [parameter, parameterValue(parameter, data)]));
  const refusals = await validator(data);
  const isTooLarge = refusals.length > 0 && data.bodySize > LARGEST_EXPLAINED_BODY;
  const found = [
    ...unknown,
    ...parameterViolations(operation, data, sent, checker),
    ...bodyViolations(operation, data, isTooLarge ? checker.checkBriefly : checker.check),
  ];
  const violations = found.length > 0 ? found : refusals.map((refusal) => toViolation(refusal, data));
  if (violations.length > 0) {
    throw new Problem({ kind: 'invalid_request', violations: violations.slice(0, MOST_VIOLATIONS) });
  }
}

/** What the contract does not declare is refused, like an unknown field of a body. */
function takeUnknownParameters({ parameters }: Operation, { query }: RequestData): Violation[] {
  const declared = parameters.filter((parameter) => parameter.in === 'query');
  const isKnown = (name: string): boolean =>
    declared.some((parameter) => parameter.name === name || spreads(parameter, name));
  const unknown = Object.entries(query).filter(([name]) => !isKnown(name));
  for (const [name] of unknown) delete query[name];
  return unknown.map(([name, actual]) => unknownParameter(toPointer([name]), actual));
}

function unknownParameter(pointer: string, actual: Json | undefined): Violation {
  const message = 'is not a known parameter';
  return { in: 'query', pointer, keyword: 'additionalProperties', expected: false, actual, message };
}

/** Whether `name` is a member of an object that is spread over the query: `filter[status]`, or bare `status`. */
function spreads(parameter: Parameter, name: string): boolean {
  if (parameter.style === 'deepObject') return name.startsWith(`${parameter.name}[`);
  const { schema, style, explode } = parameter;
  return style === 'form' && explode && isObject(schema) && schema['type'] === 'object';
}

function parameterViolations(
  operation: Operation,
  data: RequestData,
  sent: ReadonlyMap<Parameter, Json | undefined>,
  checker: SchemaChecker,
): Violation[] {
  return operation.parameters.flatMap((parameter) => {
    const { in: place, name, required, schemaPointer } = parameter;
    const pointer = toPointer([name]);
    const value = parameterValue(parameter, data);
    if (value !== undefined) {
      const failures = checkText(checker, schemaPointer, withoutMisread(sent.get(parameter), value));
      return failures.map((failure) => violation(place, pointer, failure));
    }
    const message = 'is required';
    return required
      ? [{ in: place, pointer, keyword: 'required', expected: name, actual: undefined, message }]
      : [];
  });
}

const FIELDS = { path: 'params', query: 'query', header: 'headers', cookie: 'cookies' } as const;

/** The value of `parameter` in `data`, if it was sent or has a default. */
export function parameterValue({ in: place, name }: Parameter, data: RequestData): Json | undefined {
  return data[FIELDS[place]][place === 'header' ? name.toLowerCase() : name];
}

function bodyViolations({ body }: Operation, data: RequestData, check: SchemaChecker['check']): Violation[] {
  if (body === undefined) return [];
  if (data.media === undefined) {
    const message = 'is required';
    const keyword = 'required';
    return body.required
      ? [{ in: 'body', pointer: '', keyword, expected: true, actual: undefined, message }]
      : [];
  }
  if (data.media.schema === undefined) return [];
  const { faults = [], files = NOTHING } = data.form ?? {};
  const failures = check(data.media.schemaPointer, data.body).filter(
    ({ pointer, keyword }) =>
      factsOf(keyword).isToldByOthers !== true &&
      !faults.some((fault) => pointer === fault.pointer || pointer.startsWith(`${fault.pointer}/`)) &&
      // What else a schema can say of a string does not speak of a file.
      (!files.has(pointer) || factsOf(keyword).failure === 'undeclared'),
  );
  return [...faults, ...failures.map((failure) => violation('body', '', failure))];
}

const NOTHING: ReadonlySet<string> = new Set();

function violation(place: ParameterPlace | 'body', prefix: string, failure: SchemaFailure): Violation {
  const { schemaPointer: _, pointer, ...facts } = failure;
  return { in: place, pointer: prefix + pointer, ...facts };
}

/** What only the first validator refuses: an empty query value, a style that does not fit. */
function toViolation({ in: place, pointer, keyword, message }: Refusal, data: RequestData): Violation {
  const value = place === 'body' ? data.body : data[FIELDS[place]];
  const actual = at(value, pointer);
  return { in: place, pointer, keyword: keyword ?? 'style', expected: null, actual, message };
}
