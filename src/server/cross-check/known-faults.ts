/** Where express-openapi-validator is known to be wrong, each with the reason. What is not here is a disagreement. */
import {
  type Contract,
  isObject,
  type Json,
  type Operation,
  type Parameter,
  toPointer,
  type Violation,
} from '@countersign/contract';
import type { RequestData } from '../request-data.ts';
import type { Refusal } from './refusal.ts';

export interface Disagreement {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly data: RequestData;
  /** What the server found. */
  readonly violations: readonly Violation[];
  /** What the other one found. */
  readonly refusals: readonly Refusal[];
}

interface KnownFault {
  readonly reason: string;
  /** Whether the disagreement is due to it. */
  explains(disagreement: Disagreement): boolean;
}

const KNOWN_FAULTS: readonly KnownFault[] = [
  {
    reason: 'it does not know a parameter that is the whole query (OpenAPI 3.2)',
    explains: ({ violations, refusals }) =>
      refusals.length === 0 && violations.every(({ in: place }) => place === 'querystring'),
  },
  {
    reason: 'it knows no clauses between fields (x-after, x-sum, …)',
    explains: ({ violations, refusals }) =>
      refusals.length === 0 && violations.every(({ keyword }) => keyword.startsWith('x-')),
  },
  {
    reason: 'forms are not given to it: it takes a string where a file is due',
    explains: ({ data }) => data.form !== undefined,
  },
  {
    reason: 'it refuses an empty query value, whatever the schema says',
    explains: ({ refusals }) =>
      refusals.length > 0 && refusals.every(({ message }) => /^Empty value/.test(message)),
  },
  {
    reason: 'it takes what JavaScript takes for a number (0x10, " 5", 05), which JSON does not',
    explains: ({ violations, refusals }) =>
      refusals.length === 0 &&
      violations.every(
        ({ in: place, keyword, actual }) =>
          place !== 'body' && keyword === 'type' && typeof actual === 'string',
      ),
  },
  {
    reason: 'it coerces what came as JSON: null is no number',
    explains: ({ operation, violations, refusals }) =>
      refusals.length === 0 &&
      violations.every(({ in: place, pointer }) =>
        operation.parameters.some(
          ({ in: own, name, mediaType }) =>
            own === place &&
            own !== 'querystring' &&
            mediaType !== undefined &&
            pointer.startsWith(`/${name}`),
        ),
      ),
  },
  {
    reason: 'it does not know parameters whose names hold brackets (filter[name])',
    explains: ({ operation, violations }) =>
      violations.length === 0 && operation.parameters.some(({ name }) => /[[\]]/.test(name)),
  },
  {
    reason:
      'it takes an object that was not sent for an empty one, and a list in it that has one item for no list',
    explains: ({ operation, violations }) =>
      violations.length === 0 && operation.parameters.some(({ style }) => style === 'deepObject'),
  },
  {
    reason: 'it takes the punctuation of the path styles label and matrix for part of the value',
    explains: ({ operation, violations, refusals }) => {
      const own = operation.parameters
        .filter(({ style }) => style === 'label' || style === 'matrix')
        .map(({ name }) => toPointer([name]));
      const isOwn = ({ in: place, pointer }: Violation | Refusal): boolean =>
        place === 'path' && own.some((each) => pointer === each || pointer.startsWith(`${each}/`));
      return (
        violations.every(isOwn) &&
        refusals.every(
          (refusal) => isOwn(refusal) || /^Parameter 'style' has incorrect value/.test(refusal.message),
        )
      );
    },
  },
  {
    reason: 'forms are not given to it, so it does not miss one that was not sent',
    explains: ({ operation, data, violations, refusals }) =>
      refusals.length === 0 &&
      data.media === undefined &&
      operation.body?.content.some(({ form }) => form !== undefined) === true &&
      violations.every(
        ({ in: place, pointer, keyword }) => place === 'body' && pointer === '' && keyword === 'required',
      ),
  },
  {
    reason: 'it takes what every object inherits (toString) for a property that was sent',
    explains: ({ violations, refusals }) =>
      refusals.length === 0 &&
      violations.every(
        ({ keyword, expected }) =>
          keyword === 'required' && typeof expected === 'string' && expected in Object.prototype,
      ),
  },
  {
    reason: 'it does not miss a property whose name is empty',
    explains: ({ violations, refusals }) =>
      refusals.length === 0 &&
      violations.every(
        ({ in: place, keyword, expected }) => place === 'body' && keyword === 'required' && expected === '',
      ),
  },
  {
    reason: 'it does not look at what stands beside the reference of a body',
    explains: ({ data, violations, refusals }) =>
      refusals.length === 0 &&
      violations.every(({ in: place }) => place === 'body') &&
      isObject(data.media?.schema) &&
      '$ref' in data.media.schema &&
      Object.keys(data.media.schema).length > 1,
  },
  {
    reason: 'it takes any name in the query beside a deepObject that is open to all names',
    explains: ({ operation, violations, refusals }) =>
      refusals.length === 0 &&
      operation.parameters.some(({ style }) => style === 'deepObject') &&
      violations.every(
        ({ in: place, keyword, message }) =>
          place === 'query' && keyword === 'additionalProperties' && message === 'is not a known parameter',
      ),
  },
  {
    reason: 'it reads objects in the query alone, and there by form and deepObject',
    explains: (disagreement) =>
      refusesOnly(
        disagreement,
        ({ in: place, style }, value) => isObject(value) && (place !== 'query' || /Delimited$/.test(style)),
      ),
  },
  {
    reason: 'it takes an exploded list in a path or a header for its first item',
    explains: (disagreement) =>
      refusesOnly(
        disagreement,
        ({ in: place, explode }, value) => Array.isArray(value) && explode && place !== 'query',
      ),
  },
  {
    reason: 'it reads JSON in the query alone',
    explains: (disagreement) =>
      refusesOnly(disagreement, ({ in: place, mediaType }) => mediaType !== undefined && place !== 'query'),
  },
  {
    reason: 'it coerces a text to each branch of a oneOf: 5 is an integer and a text to it',
    explains: ({ violations, refusals }) =>
      violations.length === 0 &&
      refusals.every(({ in: place, keyword }) => place !== 'body' && keyword === 'oneOf'),
  },
  {
    reason: 'it is not given the security of the operation, and so knows no API key in the query',
    explains: ({ contract, violations, refusals }) =>
      violations.length === 0 &&
      refusals.every(
        ({ in: place, pointer, keyword }) =>
          place === 'query' && keyword === undefined && apiKeysInQuery(contract).has(pointer),
      ),
  },
];

/** Whether it refuses what the server takes, and all of it in parameters of that kind. */
function refusesOnly(
  { operation, data, violations, refusals }: Disagreement,
  isKind: (parameter: Parameter, value: Json | undefined) => boolean,
): boolean {
  const ofKind = operation.parameters.filter((parameter) =>
    isKind(parameter, data.parameters.get(parameter)),
  );
  return (
    violations.length === 0 &&
    refusals.every(({ in: place, pointer }) =>
      ofKind.some((parameter) => {
        // It writes names of headers in lower case.
        const own = toPointer([place === 'header' ? parameter.name.toLowerCase() : parameter.name]);
        return parameter.in === place && (pointer === own || pointer.startsWith(`${own}/`));
      }),
    )
  );
}

/** Pointers to them. */
function apiKeysInQuery({ securitySchemes }: Contract): ReadonlySet<string> {
  const pointers = [...securitySchemes.values()].flatMap((scheme) =>
    scheme.type === 'apiKey' && scheme.in === 'query' ? [toPointer([scheme.name])] : [],
  );
  return new Set(pointers);
}

/** Why the other validator is wrong; `undefined` where that is not known. */
export function knownFault(disagreement: Disagreement): string | undefined {
  return KNOWN_FAULTS.find((fault) => fault.explains(disagreement))?.reason;
}
