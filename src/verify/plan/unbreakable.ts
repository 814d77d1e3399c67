/** Clauses that no request can break, because the wire cannot carry what would. */
import type { Clause } from '../../contract/clauses.ts';
import type { Json } from '../../contract/json.ts';
import type { Schemas } from '../values/schemas.ts';

/** Formats that tell a reader something, and allow every value (OpenAPI 3.1 §4.4.1). */
const ANNOTATIONS: ReadonlySet<Json> = new Set(['password', 'binary', 'float', 'double']);

/** Why no request breaks `clause`, or `undefined` where one can. */
export function unbreakable(schemas: Schemas, clause: Clause): string | undefined {
  const { in: place, keyword, value, pointer } = clause;
  if (keyword === 'if') return 'what follows from it are clauses of their own';
  if (keyword === 'format' && ANNOTATIONS.has(value)) return `the format ${value} promises nothing`;
  if (place === 'body' || place === 'security' || place === 'response') return undefined;
  switch (keyword) {
    case 'type': {
      const owner = pointer.slice(0, pointer.lastIndexOf('/'));
      const types = schemas.typesAt(owner);
      const isText = types.has('string') || types.has('array') || types.has('object');
      return isText ? `everything in a ${place} is text` : undefined;
    }
    case 'minLength':
      if (value !== 1) return undefined;
      if (place === 'path') return 'a path with an empty segment is another path';
      return place === 'header' ? 'a field without a value is as good as none' : undefined;
    case 'minItems':
      return value === 1 ? `a list without items cannot be told from no list in a ${place}` : undefined;
    default:
      return undefined;
  }
}
