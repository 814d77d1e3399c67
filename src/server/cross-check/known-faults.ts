/** Where express-openapi-validator is known to be wrong, each with the reason. What is not here is a disagreement. */
import {
  type Contract,
  fromPointer,
  isObject,
  type Json,
  type Operation,
  type Parameter,
  toPointer,
  type Violation,
} from '@countersign/contract';
import { TOO_DEEP } from '../parameters/deep-object.ts';
import { isObjectOnly } from '../parameters/deserialize.ts';
import { TextSchema } from '../parameters/text-schema.ts';
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

/** What both sides have found may be due to several faults, so each explains what it can, one by one. */
interface KnownFault {
  readonly reason: string;
  /** Whether it is due to it that the other one does not find this violation. */
  overlooks?(violation: Violation, disagreement: Disagreement): boolean;
  /** Whether it is due to it that the other one refuses for this. */
  refuses?(refusal: Refusal, disagreement: Disagreement): boolean;
}

const KNOWN_FAULTS: readonly KnownFault[] = [
  {
    reason: 'it does not know a parameter that is the whole query (OpenAPI 3.2)',
    overlooks: ({ in: place }) => place === 'querystring',
  },
  {
    reason: 'it knows no clauses between fields (x-after, x-sum, …)',
    overlooks: ({ keyword }) => keyword.startsWith('x-'),
  },
  {
    reason: 'forms are not given to it: it takes a string where a file is due',
    overlooks: ({ in: place }, { data }) => place === 'body' && data.form !== undefined,
  },
  {
    reason: 'forms are not given to it, so it does not miss one that was not sent',
    overlooks: ({ in: place, pointer, keyword }, { operation, data }) =>
      place === 'body' &&
      pointer === '' &&
      keyword === 'required' &&
      data.media === undefined &&
      operation.body?.content.some(({ form }) => form !== undefined) === true,
  },
  {
    reason: 'it does not count bytes',
    overlooks: ({ in: place, pointer }, { data }) =>
      place === 'body' && pointer === '' && data.bytes !== undefined,
  },
  {
    reason: 'it is given what a document of XML says, and not how its elements are called',
    overlooks: ({ in: place, keyword }) => place === 'body' && keyword === 'xml',
  },
  {
    reason: 'it fills in a default before it asks what is required',
    overlooks: (violation, { contract, operation, data }) =>
      violation.keyword === 'required' && schemaOf(contract, operation, data, violation)?.hasDefault === true,
  },
  {
    reason: 'it refuses an empty query value, whatever the schema says',
    refuses: ({ in: place, message }) => place === 'query' && /^Empty value/.test(message),
  },
  {
    reason: 'it takes what JavaScript takes for a number (0x10, " 5", 05), which JSON does not',
    overlooks: ({ in: place, keyword, actual }) =>
      place !== 'body' &&
      keyword === 'type' &&
      typeof actual === 'string' &&
      actual !== '' &&
      !Number.isNaN(Number(actual)),
  },
  {
    reason: 'it coerces what came as JSON: null is no number',
    overlooks: (violation, { operation }) =>
      operation.parameters.some(
        (parameter) => parameter.mediaType !== undefined && isIn(parameter, violation),
      ),
  },
  {
    reason: 'it cuts the name of a parameter off at its bracket: filter[name] is filter to it',
    refuses: ({ in: place, pointer }, { operation }) => {
      const [found] = fromPointer(pointer);
      return operation.parameters.some(
        ({ in: own, name }) =>
          own === place &&
          name.includes('[') &&
          (found === name || found === name.slice(0, name.indexOf('['))),
      );
    },
  },
  {
    reason:
      'it takes an object that was not sent for an empty one, and a list in it that has one item for no list',
    refuses: ({ in: place, pointer }, { operation }) => {
      const [name = ''] = fromPointer(pointer);
      return operation.parameters.some(
        (parameter) =>
          parameter.style === 'deepObject' &&
          place === 'query' &&
          (name === parameter.name || name.startsWith(`${parameter.name}[`)),
      );
    },
  },
  {
    reason: 'it takes the punctuation of the path styles label and matrix for part of the value',
    overlooks: (violation, { operation }) =>
      operation.parameters.some((parameter) => isPunctuated(parameter) && isIn(parameter, violation)),
    refuses: (refusal, { operation }) =>
      operation.parameters.some(
        (parameter) =>
          isPunctuated(parameter) &&
          (isIn(parameter, refusal) || /^Parameter 'style' has incorrect value/.test(refusal.message)),
      ),
  },
  {
    reason: 'it reads the members of a deepObject however deep they are',
    overlooks: ({ in: place, message }) => place === 'query' && message === TOO_DEEP,
  },
  {
    reason: 'it takes what every object inherits (toString) for a property that was sent',
    overlooks: ({ keyword, expected }) =>
      keyword === 'required' && typeof expected === 'string' && expected in Object.prototype,
  },
  {
    reason: 'it does not miss a property whose name is empty',
    overlooks: ({ in: place, keyword, expected }) =>
      place === 'body' && keyword === 'required' && expected === '',
  },
  {
    reason: 'it does not look at what stands beside the reference of a body',
    overlooks: ({ in: place }, { data }) =>
      place === 'body' &&
      isObject(data.media?.schema) &&
      '$ref' in data.media.schema &&
      Object.keys(data.media.schema).length > 1,
  },
  {
    reason: 'it takes any name in the query beside a deepObject that is open to all names',
    overlooks: (violation, { contract, operation }) =>
      isUndeclared(violation) &&
      operation.parameters.some(
        ({ style, schema }) => style === 'deepObject' && new TextSchema(contract.document, [schema]).isOpen,
      ),
  },
  {
    reason:
      'of an object that is spread over the query it knows the declared members alone, and takes or refuses all others unseen',
    overlooks: (violation, { contract, operation }) => {
      const [name = '', member] = fromPointer(violation.pointer);
      return operation.parameters.some((parameter) => {
        if (!isSpreadOverQuery(parameter) || violation.in !== 'query') return false;
        const schema = new TextSchema(contract.document, [parameter.schema]);
        if (!isObjectOnly(schema)) return false;
        return isUndeclared(violation)
          ? schema.declares(name)
          : parameter.name === name && member !== undefined && !schema.propertyNames.includes(member);
      });
    },
    refuses: ({ in: place, pointer, message }, { operation, data }) => {
      const [name = ''] = fromPointer(pointer);
      return (
        place === 'query' &&
        /^Unknown query parameter/.test(message) &&
        operation.parameters.some((parameter) => {
          const value = data.parameters.get(parameter);
          return isSpreadOverQuery(parameter) && isObject(value) && Object.hasOwn(value, name);
        })
      );
    },
  },
  {
    reason: 'it reads objects in the query alone, and there by form and deepObject',
    refuses: refusesWhere(
      ({ in: place, style }, value) => isObject(value) && (place !== 'query' || /Delimited$/.test(style)),
    ),
  },
  {
    reason: 'it takes an exploded list in a path or a header for its first item',
    refuses: refusesWhere(
      ({ in: place, explode }, value) => Array.isArray(value) && explode && place !== 'query',
    ),
  },
  {
    reason: 'it reads JSON in the query alone',
    refuses: refusesWhere(({ in: place, mediaType }) => mediaType !== undefined && place !== 'query'),
  },
  {
    reason: 'it coerces a text to each branch of a oneOf: 5 is an integer and a text to it',
    refuses: (refusal, { contract, operation, data }) => {
      if (refusal.in === 'body' || refusal.keyword !== 'oneOf') return false;
      const { types } = schemaOf(contract, operation, data, refusal) ?? {};
      return types?.has('string') === true && types.size > 1;
    },
  },
  {
    reason: 'it is not given the security of the operation, and so knows no API key in the query',
    refuses: ({ in: place, pointer, keyword }, { contract }) =>
      place === 'query' && keyword === undefined && apiKeysInQuery(contract).has(pointer),
  },
];

function refusesWhere(
  isKind: (parameter: Parameter, value: Json | undefined) => boolean,
): NonNullable<KnownFault['refuses']> {
  return (refusal, { operation, data }) =>
    operation.parameters.some(
      (parameter) => isKind(parameter, data.parameters.get(parameter)) && isIn(parameter, refusal),
    );
}

/** Whether something was found in that parameter. Names of headers are written in lower case by the one side. */
function isIn({ in: own, name }: Parameter, { in: place, pointer }: Violation | Refusal): boolean {
  const [found = ''] = fromPointer(pointer);
  return own === place && (place === 'header' ? found.toLowerCase() === name.toLowerCase() : found === name);
}

/** Whether the query has a name that belongs to no parameter. */
function isUndeclared({ in: place, keyword, message }: Violation): boolean {
  return place === 'query' && keyword === 'additionalProperties' && message === 'is not a known parameter';
}

function isSpreadOverQuery({ in: place, style, explode }: Parameter): boolean {
  return place === 'query' && style === 'form' && explode;
}

function isPunctuated({ style }: Parameter): boolean {
  return style === 'label' || style === 'matrix';
}

/** The schema of the place where something was found. */
function schemaOf(
  { document }: Contract,
  { parameters }: Operation,
  { media }: RequestData,
  found: Violation | Refusal,
): TextSchema | undefined {
  const path = fromPointer(found.pointer);
  if (found.in !== 'body') path.shift();
  const schema =
    found.in === 'body' ? media?.schema : parameters.find((parameter) => isIn(parameter, found))?.schema;
  if (schema === undefined) return undefined;
  return path.reduce(
    (place, step) =>
      /^\d+$/.test(step) && place.types.has('array') ? place.item(Number(step)) : place.property(step),
    new TextSchema(document, [schema]),
  );
}

/** Pointers to them. */
function apiKeysInQuery({ securitySchemes }: Contract): ReadonlySet<string> {
  const pointers = [...securitySchemes.values()].flatMap((scheme) =>
    scheme.type === 'apiKey' && scheme.in === 'query' ? [toPointer([scheme.name])] : [],
  );
  return new Set(pointers);
}

/** Why the other validator is wrong, in all that the two do not agree on; empty where that is not known. */
export function knownFaults(disagreement: Disagreement): readonly string[] {
  const { violations, refusals } = disagreement;
  const reasons = [
    ...violations.map((violation) =>
      KNOWN_FAULTS.find((fault) => fault.overlooks?.(violation, disagreement)),
    ),
    ...refusals.map((refusal) => KNOWN_FAULTS.find((fault) => fault.refuses?.(refusal, disagreement))),
  ].map((fault) => fault?.reason);
  const known = reasons.filter((reason) => reason !== undefined);
  return known.length === reasons.length ? [...new Set(known)] : [];
}
