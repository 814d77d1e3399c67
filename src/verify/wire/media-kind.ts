/** What sort of body a media type is: how it is written and read. */

/** `content`: bytes that the contract says nothing about but their media type. */
export type MediaKind = 'json' | 'form' | 'multipart' | 'text' | 'content';

/** @param type as a contract or a request writes it: `application/json; charset=utf-8`, `text/*` */
export function kindOfMedia(type: string): MediaKind {
  const essence = (type.split(';')[0] ?? '').trim().toLowerCase();
  if (/^(application\/(json|\*|.+\+json)|\*\/\*)$/.test(essence)) return 'json';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence === 'multipart/form-data' || essence === 'multipart/*') return 'multipart';
  // Both have a form of their own, which a schema of their values does not tell.
  if (essence.startsWith('text/') && !['text/xml', 'text/event-stream'].includes(essence)) return 'text';
  return 'content';
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
