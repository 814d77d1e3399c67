/** Where a clause stands in a request. */
import type { Clause, Operation } from '@countersign/contract';
import { factsOf, fromPointer, toPointer } from '@countersign/contract';
import { isSamePlace } from '../../requests/id-slots.ts';
import type { Focus, FocusedDraft } from '../../requests/make-draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { crossFieldKeyword } from '../../values/cross-fields.ts';

/** Whether the clause is about a parameter or the body being there at all. */
export function isPresence(operation: Operation, { keyword, pointer }: Clause): boolean {
  return (
    keyword === 'requiredBody' ||
    operation.parameters.some((parameter) => pointer === `${parameter.pointer}/required`)
  );
}

/** Where the clause stands in a request, and the way there. */
export function focusOf(
  { schemas, bodies }: PlanContext,
  operation: Operation,
  clause: Clause,
): Focus | undefined {
  if (clause.keyword === 'requiredBody') {
    const [media] = bodies.made(operation);
    return media === undefined ? undefined : { in: 'body', media, route: [], together: [] };
  }
  const owner = ownerOf(clause);
  const together = namedWith(clause);
  const { names } = factsOf(clause.keyword);
  const path = names === undefined ? clause.path : parentPath(clause.path);
  if (clause.in === 'body') {
    const media = operation.body?.content.find(({ type }) => type === clause.media);
    const locations = media === undefined ? [] : schemas.locationsAt(media.schemaPointer);
    // What an Encoding Object says is about a property, wherever its schema stands.
    const isEncoding = ['contentType', 'partHeader'].includes(clause.keyword);
    const location = locations.find(
      (location) => (isEncoding || location.pointer === owner) && location.path === path,
    );
    return media && location && { in: 'body', media, route: location.route, together };
  }
  const [name] = fromPointer(clause.path);
  const parameter = operation.parameters.find(
    (parameter) => parameter.in === clause.in && parameter.name === name,
  );
  if (parameter === undefined) return undefined;
  if (isPresence(operation, clause)) return { in: 'parameter', parameter, route: [], together: [] };
  const below = path.slice(toPointer([parameter.name]).length);
  const location = schemas
    .locationsAt(parameter.schemaPointer)
    .find((location) => location.pointer === owner && location.path === below);
  return location === undefined ? undefined : { in: 'parameter', parameter, route: location.route, together };
}

/** The properties that the clause speaks of beside its own. */
function namedWith({ keyword, value, path }: Clause): string[] {
  if (keyword === 'dependentRequired') return [fromPointer(path).at(-1) ?? '', String(value)];
  return crossFieldKeyword(keyword) !== undefined && typeof value === 'string' ? [value] : [];
}

function ownerOf({ pointer }: Clause): string {
  return toPointer(fromPointer(pointer).slice(0, -1));
}

function parentPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/**
 * Whether the value at the place is not for a plan to choose: nothing but the target knows which ids exist, and no
 * text but that of an image is one.
 */
export function isChosenElsewhere(
  { bodies }: PlanContext,
  focus: Focus,
  { draft, where }: Pick<FocusedDraft, 'draft' | 'where'>,
): boolean {
  const isFixed = focus.in === 'body' && bodies.contentAt(focus.media, where.pointer)?.isFree === false;
  return isFixed || draft.slots.some((slot) => isSamePlace(slot, where));
}
