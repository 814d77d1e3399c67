/** What Redocly 2.64 has wrong or lacks in its tables of OpenAPI, from which it lints and bundles. */
import type { NormalizedProblem, Plugin } from '@redocly/openapi-core';

type Extend = NonNullable<NonNullable<Plugin['typeExtension']>['oas3']>;
type NodeTypes = ReturnType<Extend>;

const ENCODING_LISTS = {
  encoding: { properties: {}, additionalProperties: () => 'Encoding' },
  prefixEncoding: { properties: {}, items: 'Encoding' },
  itemEncoding: 'Encoding',
} as const;

/** A plugin that repairs them. */
export const newerTypes: Plugin = {
  id: 'openapi',
  typeExtension: {
    oas3: (types, version) => withLeftovers(version === 'oas3_2' ? repaired(types) : types),
  },
};

/** What is left of 3.0 in later documents, and read as it was meant: `exclusiveMinimum: true`. */
function withLeftovers(types: NodeTypes): NodeTypes {
  const { Schema } = types;
  if (!Schema) return types;
  const { properties } = Schema;
  return {
    ...types,
    Schema: { ...Schema, properties: { ...properties, exclusiveMinimum: bound, exclusiveMaximum: bound } },
  };
}

const bound = (value: unknown): { type: 'boolean' | 'number' } => ({
  type: typeof value === 'boolean' ? 'boolean' : 'number',
});

/**
 * Whether `problem` is that a schema is `true` or `false`, as one may be since OpenAPI 3.1. The tables allow it where
 * the boolean itself stands in a property, and never where a name or a reference leads to it.
 */
export function isOfBooleanSchema({ ruleId, message }: NormalizedProblem): boolean {
  return ruleId === 'struct' && message === 'Expected type `Schema` (object) but got `boolean`';
}

function repaired(types: NodeTypes): NodeTypes {
  const { Parameter, Response, Encoding, NamedMediaTypes } = types;
  if (!Parameter || !Response || !Encoding || !NamedMediaTypes) return types;
  return {
    ...types,
    // §4.9: a Media Type Object, and no mapping to some.
    NamedMediaTypes: { ...NamedMediaTypes, additionalProperties: () => 'MediaType' },
    // §4.12.3.
    Parameter: {
      ...Parameter,
      properties: { ...Parameter.properties, style: { type: 'string', enum: STYLES } },
    },
    // §4.17.1: the description may be left out.
    Response: { ...Response, required: [] },
    // §4.15.2.
    Encoding: { ...Encoding, properties: { ...Encoding.properties, ...ENCODING_LISTS } },
  };
}

const STYLES = [
  ...['form', 'simple', 'label', 'matrix', 'spaceDelimited', 'pipeDelimited', 'deepObject', 'cookie'],
];
