/** Media types as contracts and answers write them (RFC 9110 §8.3.1). */
import type { MediaType } from '@countersign/contract';
import { rangesOf } from './media-kind.ts';

/** The documented media type that `contentType` is, the most specific first. */
export function matchMediaType(content: readonly MediaType[], contentType: string): MediaType | undefined {
  const exact = content.find(({ type }) => normalized(type) === normalized(contentType));
  if (exact !== undefined) return exact;
  // Parameters that are not documented say nothing else: a charset, a boundary.
  return rangesOf(contentType)
    .map((wanted) => content.find(({ type }) => essenceOf(type) === wanted))
    .find((media) => media !== undefined);
}

function normalized(type: string): string {
  return type.replaceAll(/\s/g, '').toLowerCase();
}

function essenceOf(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase();
}
