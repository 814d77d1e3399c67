/** Clauses that no request can break, because the wire cannot carry what would. */
import type { Clause, Operation } from '@countersign/contract';
import { arrayOf, factsOf, type Json, toPointer } from '@countersign/contract';
import type { PlanContext } from '../../requests/plan-context.ts';
import { kindOfMedia } from '../../wire/media-kind.ts';
import { isSequence } from '../../wire/sequences.ts';
import { isPartClause } from './part-cases.ts';
import { textAt } from './text-places.ts';

/** Formats that validators agree on. Others tell a reader something, and most servers let everything pass. */
const ASSERTED: ReadonlySet<Json> = new Set([
  ...['date-time', 'date', 'time', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid', 'regex'],
  ...['uri', 'uri-reference', 'uri-template', 'json-pointer', 'relative-json-pointer'],
]);

/** Why no request of `operation` breaks `clause`, or `undefined` where one can. */
export function untestable(context: PlanContext, operation: Operation, clause: Clause): string | undefined {
  const { in: place, keyword, value, pointer } = clause;
  if (keyword === 'mediaType' && arrayOf(value).includes('*/*')) return 'every media type is documented';
  if (keyword === 'if') return 'what follows from it are clauses of their own';
  if (isPartClause(context, operation, clause)) return undefined;
  if (keyword === 'contentType') return 'it says how a part is sent, and lets servers take others';
  if (keyword === 'contentMediaType') return 'it tells a reader something, and asks nothing of a text';
  if (keyword === 'format') {
    if (!ASSERTED.has(value)) return `the format ${value} promises nothing that servers agree on`;
    const types = context.schemas.typesAt(pointer.slice(0, pointer.lastIndexOf('/')));
    if (!types.has('string')) return `the format ${value} speaks of texts alone`;
  }
  const { failure, counts } = factsOf(keyword);
  const isType = failure === 'of another type';
  const isOne = failure === 'too few' && value === 1;
  const kind = clause.media === undefined ? 'json' : kindOfMedia(clause.media);
  if (isSequence(kind) && clause.path === '' && (isType || (isOne && counts === 'item'))) {
    return `${kind} are always a list, and no ${kind} are no body`;
  }
  const where = textAt(context, operation, clause);
  if (where === undefined) return undefined;
  const holder = where === 'XML' ? where : `a ${where}`;
  if (isType) {
    const types = context.schemas.typesAt(pointer.slice(0, pointer.lastIndexOf('/')));
    const isText = types.has('string') || types.has('array') || types.has('object');
    return isText ? `everything in ${holder} is text` : undefined;
  }
  if (!isOne) return undefined;
  switch (counts) {
    case 'character':
      if (place === 'path') return 'a path with an empty segment is another path';
      if (place === 'header') return 'a field without a value is as good as none';
      if (where === 'XML') return 'an element with nothing in it is read in many ways';
      if (mayBeEmpty(operation, clause)) return 'the parameter may have an empty value';
      return where === 'text' ? 'an empty text is no body' : undefined;
    case 'item':
      return `a list without items cannot be told from no list in ${holder}`;
    case 'property':
      return `an object without properties cannot be told from none in ${holder}`;
    default:
      return undefined;
  }
}

function mayBeEmpty({ parameters }: Operation, { in: place, path }: Clause): boolean {
  return parameters.some(
    (parameter) =>
      parameter.in === place &&
      path === toPointer([parameter.name]) &&
      parameter.allowEmptyValue &&
      !parameter.required,
  );
}
