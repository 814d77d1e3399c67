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
  const [essence, wanted] = [type, range].map((mediaType) =>
    (mediaType.split(';')[0] ?? '').trim().toLowerCase(),
  );
  if (essence === undefined || wanted === undefined) return false;
  return wanted === '*/*' || wanted === essence || wanted === `${essence.split('/')[0]}/*`;
}

/** A media type that a request can name, for one that may be a range. */
export function concreteType(type: string): string {
  if (!type.includes('*')) return type;
  const [group = ''] = type.split('/');
  return CONCRETE[group] ?? 'application/json';
}

const CONCRETE: Readonly<Record<string, string>> = {
  text: 'text/plain',
  image: 'image/png',
  multipart: 'multipart/form-data',
};
