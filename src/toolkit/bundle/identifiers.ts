/** Schemas known by a URI of their own (`$id`: JSON Schema 2020-12 §8.2.1), in the file in which they stand. */
import { at, fromPointer, type JsonObject, toPointer, walk } from '@countersign/contract';

/**
 * Rewrites, in place, each `$ref` that means a schema of `document` by its `$id`, or a place in a schema that has
 * one, to a JSON pointer into `document`. What has no such meaning is left: it may mean another file.
 *
 * @param place the URI of the document
 */
export function resolveIdentifiers(document: JsonObject, place: string): void {
  const bases = new Map<string, string>();
  const schemas = new Map<string, string>();
  const { $self } = document;
  // OpenAPI 3.2 §4.1.2.2: a document may have an identifier as well. Files are still looked for beside it.
  if (typeof $self === 'string' && URL.canParse($self, place)) {
    schemas.set(withoutFragment(new URL($self, place)), '');
  }
  walk(document, (schema, path) => {
    const id = schema['$id'];
    if (typeof id !== 'string') return;
    const base = baseAt(path.slice(0, -1), bases) ?? place;
    if (!URL.canParse(id, base)) return;
    const uri = withoutFragment(new URL(id, base));
    bases.set(toPointer(path), uri);
    schemas.set(uri, toPointer(path));
  });
  if (schemas.size === 0) return;
  walk(document, (schema, path) => {
    const reference = schema['$ref'];
    if (typeof reference !== 'string') return;
    const target = targetOf(reference, baseAt(path, bases) ?? place, schemas, document);
    if (target !== undefined) schema['$ref'] = target;
  });
}

/** The identifier of the innermost schema around `path` that has one. */
function baseAt(path: readonly string[], bases: ReadonlyMap<string, string>): string | undefined {
  for (let length = path.length; length >= 0; length--) {
    const base = bases.get(toPointer(path.slice(0, length)));
    if (base !== undefined) return base;
  }
  return undefined;
}

function targetOf(
  reference: string,
  base: string,
  schemas: ReadonlyMap<string, string>,
  document: JsonObject,
): string | undefined {
  if (!URL.canParse(reference, base)) return undefined;
  const url = new URL(reference, base);
  const schema = schemas.get(withoutFragment(url));
  if (schema === undefined) return undefined;
  if (url.hash !== '' && !url.hash.startsWith('#/')) return url.hash;
  const pointer = `${schema}${toPointer(fromPointer(url.hash))}`;
  return at(document, pointer) === undefined ? undefined : `#${encodeURI(pointer)}`;
}

function withoutFragment(url: URL): string {
  const copy = new URL(url);
  copy.hash = '';
  return copy.href;
}
