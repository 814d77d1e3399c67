/** Reads a parameter that is the whole query, by its media type (OpenAPI 3.2 §4.12.1). */
import type { Json, Parameter } from '@countersign/contract';
import { bodyKind } from '../media-type.ts';
import { parseJson } from '../parse-json.ts';
import { coerce } from './coerce.ts';
import { formIn } from './form.ts';
import type { TextSchema } from './text-schema.ts';

/**
 * @param search the query as it was sent, which can be decoded
 * @param others names in it that belong to somebody else: an API key
 * @returns `undefined` where nothing was sent
 */
export function readWholeQuery(
  { mediaType = '', encoding }: Parameter,
  schema: TextSchema,
  search: string,
  others: ReadonlySet<string>,
): ReturnType<typeof parseJson> | undefined {
  const own = search
    .split('&')
    .filter((pair) => !others.has(decodeURIComponent((pair.split('=')[0] ?? '').replaceAll('+', ' '))))
    .join('&');
  if (own === '') return undefined;
  switch (bodyKind(mediaType)) {
    case 'form':
      return formIn(own, schema, encoding);
    // A plus is no space here: that is a rule of forms alone.
    case 'json':
      return parseJson(decodeURIComponent(own));
    default: {
      const text: Json = decodeURIComponent(own);
      return { value: coerce(schema, text) };
    }
  }
}
