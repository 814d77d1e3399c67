/** What Redocly 2.64 has wrong or lacks in its tables of OpenAPI 3.2, from which it lints and bundles. */
import type { Plugin } from '@redocly/openapi-core';

type Extend = NonNullable<NonNullable<Plugin['typeExtension']>['oas3']>;
type NodeTypes = ReturnType<Extend>;

const ENCODING_LISTS = {
  encoding: { properties: {}, additionalProperties: () => 'Encoding' },
  prefixEncoding: { properties: {}, items: 'Encoding' },
  itemEncoding: 'Encoding',
} as const;

/** A plugin that repairs them. */
export const newerTypes: Plugin = {
  id: 'openapi-3.2',
  typeExtension: {
    oas3: (types, version) => (version === 'oas3_2' ? repaired(types) : types),
  },
};

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
