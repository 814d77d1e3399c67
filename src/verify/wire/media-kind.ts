/** What sort of body a media type is: how it is written and read. */
import { type Parameter, sequenceKind } from '@countersign/contract';

/** `lines`, `records`: of JSON. `content`: bytes that the contract says nothing about but their media type. */
export type MediaKind =
  | 'json'
  | 'lines'
  | 'records'
  | 'events'
  | 'form'
  | 'multipart'
  | 'text'
  | 'xml'
  | 'content';

/** @param type as a contract or a request writes it: `application/json; charset=utf-8`, `text/*` */
export function kindOfMedia(type: string): MediaKind {
  if (type === 'application/json') return 'json';
  const essence = (type.split(';')[0] ?? '').trim().toLowerCase();
  if (isJson(essence) || essence === 'application/*' || essence === '*/*') return 'json';
  const sequence = sequenceKind(essence);
  if (sequence === 'json-seq') return 'records';
  if (sequence === 'lines' || sequence === 'events') return sequence;
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence === 'multipart/form-data' || essence === 'multipart/*') return 'multipart';
  if (/^(application|text)\/(.+\+)?xml$/.test(essence)) return 'xml';
  if (essence.startsWith('text/')) return 'text';
  return 'content';
}

/** Whether the values in bodies of that media type have the types of JSON, and are no texts. */
export function isTyped(type: string): boolean {
  return ['json', 'lines', 'records', 'events'].includes(kindOfMedia(type));
}

/** Whether the values of a parameter are texts on the wire, so that a number cannot be told from its digits. */
export function isWrittenAsText({ mediaType }: Pick<Parameter, 'mediaType'>): boolean {
  return mediaType === undefined || kindOfMedia(mediaType) === 'form';
}

/** Whether a media type's bodies are JSON, by its name or its suffix (RFC 6839 §3.1); .NET writes `text/json`. */
export function isJson(type: string): boolean {
  return /[/+]json$/i.test((type.split(';')[0] ?? '').trim());
}

/** Whether a media type is the one that `range` names, or one of those that it spans; parameters do not count. */
export function isInRange(type: string, range: string): boolean {
  return rangesOf(type).includes(essenceOf(range));
}

/** What a contract may have `type` under, the most specific first: itself, `application/*+json`, `application/*`. */
export function rangesOf(type: string): string[] {
  const essence = essenceOf(type);
  const [group = '', subtype = ''] = essence.split('/');
  const suffix = /\+[^+]+$/.exec(subtype)?.[0];
  const bySuffix = suffix === undefined ? [] : [`${group}/*${suffix}`, `*/*${suffix}`];
  return [essence, ...bySuffix, `${group}/*`, '*/*'];
}

function essenceOf(type: string): string {
  return (type.split(';')[0] ?? '').trim().toLowerCase();
}

/** A media type that a request can name, for one that may be a range. */
export function concreteType(type: string): string {
  return concreteTypes(type)[0];
}

/** The media types that a request can name for one that may be a range, the best known first. */
export function concreteTypes(type: string): readonly [string, ...string[]] {
  const essence = essenceOf(type);
  if (!essence.includes('*')) return [type];
  const [group = '', subtype = ''] = essence.split('/');
  const suffix = /\+[^+]+$/.exec(subtype)?.[0];
  if (suffix !== undefined) return [`${group === '*' ? 'application' : group}/vnd.verify${suffix}`];
  if (group === '*') return ['application/json', 'application/vnd.verify+json', 'text/json'];
  return CONCRETE[group] ?? ['application/json', 'application/vnd.verify+json'];
}

const CONCRETE: Readonly<Record<string, readonly [string, ...string[]]>> = {
  text: ['text/plain', 'text/vnd.verify'],
  image: ['image/png', 'image/gif', 'image/svg+xml'],
  multipart: ['multipart/form-data'],
};
