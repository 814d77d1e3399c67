/** The places of a request where every value is text, so that a number cannot be told from its digits. */
import type { Clause, Operation } from '@countersign/contract';
import { fromPointer } from '@countersign/contract';
import type { PlanContext } from '../../requests/plan-context.ts';
import { isXmlText } from '../../wire/fields.ts';
import { isTyped, isWrittenAsText, kindOfMedia } from '../../wire/media-kind.ts';

/** What holds the text at the place of `clause` (`query`, `form`, …), or `undefined` where values have types. */
export function textAt(
  { bodies, schemas }: PlanContext,
  operation: Operation,
  clause: Clause,
): string | undefined {
  const { in: place, path } = clause;
  if (place === 'security' || place === 'response') return undefined;
  const [name, ...rest] = fromPointer(path);
  if (place !== 'body') {
    const parameter = operation.parameters.find(
      (parameter) => parameter.in === place && parameter.name === name,
    );
    if (parameter !== undefined && !isWrittenAsText(parameter)) return undefined;
    return place === 'querystring' ? 'form' : place;
  }
  const media = operation.body?.content.find(({ type }) => type === clause.media);
  const kind = media === undefined ? 'json' : kindOfMedia(media.type);
  if (media === undefined || isTyped(media.type)) return undefined;
  if (kind === 'xml') return isXmlText(schemas, media.schemaPointer) ? 'text' : 'XML';
  if (kind === 'text' || kind === 'content') return 'text';
  if (name === undefined) return 'form';
  const field = bodies.bodyOf(media, null).fields.of(name);
  if (field.kind !== 'json' || field.styled !== undefined) return 'form';
  return field.isList && rest.length === 0 ? 'form' : undefined;
}
