/** Parts of a multipart body that are not sent as the contract says: a text for a file, a header field left out. */
import type { Clause, MediaType, Operation } from '@countersign/contract';
import { fromPointer } from '@countersign/contract';
import type { Draft, PartOverride } from '../../model/draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { kindOfMedia } from '../../wire/media-kind.ts';

/** A request in which one part is sent wrongly. */
export interface PartVariant {
  readonly draft: Draft;
  readonly label: string;
  /** Which way of breaking the clause it is. */
  readonly aspect: string;
}

/** Whether the clause is about how a part is sent, and can be broken. */
export function isPartClause(context: PlanContext, operation: Operation, clause: Clause): boolean {
  return overridesOf(context, operation, clause).length > 0;
}

/** The requests that break `clause` by how its part is sent, from a valid one; none for other clauses. */
export function partVariants(context: PlanContext, draft: Draft, clause: Clause): PartVariant[] {
  const [name = ''] = fromPointer(clause.path);
  return overridesOf(context, draft.operation, clause).map(({ label, ...part }) => ({
    draft: { ...draft, override: { ...draft.override, parts: { [name]: part } } },
    label,
    aspect: 'part',
  }));
}

type Labelled = PartOverride & { readonly label: string };

function overridesOf({ bodies }: PlanContext, operation: Operation, clause: Clause): Labelled[] {
  const media = mediaOf(operation, clause);
  const [name, ...rest] = fromPointer(clause.path);
  if (media === undefined || kindOfMedia(media.type) !== 'multipart' || name === undefined) return [];
  const field = bodies.bodyOf(media, null).fields.of(name);
  if (rest.length > (field.isList ? 1 : 0)) return [];
  const { keyword, value } = clause;
  if (keyword === 'partHeader') {
    const header = String(value);
    return [{ as: 'without header', header, label: `without ${header}` }];
  }
  const isAboutFiles =
    ['contentType', 'contentMediaType'].includes(keyword) || (keyword === 'format' && value === 'binary');
  // Which media type a file is called by is up to the client: a CSV from Windows is `application/vnd.ms-excel`.
  return isAboutFiles && field.kind === 'file' ? [{ as: 'field', label: 'a text instead of a file' }] : [];
}

function mediaOf(operation: Operation, clause: Clause): MediaType | undefined {
  return operation.body?.content.find(({ type }) => type === clause.media);
}
