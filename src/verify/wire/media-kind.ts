/** What sort of body a media type is: how it is written and read. */

/** `lines`: of JSON. `content`: bytes that the contract says nothing about but their media type. */
export type MediaKind = 'json' | 'lines' | 'form' | 'multipart' | 'text' | 'xml' | 'content';

/** @param type as a contract or a request writes it: `application/json; charset=utf-8`, `text/*` */
export function kindOfMedia(type: string): MediaKind {
  if (type === 'application/json') return 'json';
  const essence = (type.split(';')[0] ?? '').trim().toLowerCase();
  if (isJson(essence) || essence === 'application/*' || essence === '*/*') return 'json';
  if (/^application\/(x-ndjson|ndjson|jsonl|x-jsonlines)$/.test(essence)) return 'lines';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence === 'multipart/form-data' || essence === 'multipart/*') return 'multipart';
  if (/^(application|text)\/(.+\+)?xml$/.test(essence)) return 'xml';
  // Events have a form of their own, which a schema of their values does not tell.
  if (essence.startsWith('text/') && essence !== 'text/event-stream') return 'text';
  return 'content';
}

/** Whether the values in bodies of that media type have the types of JSON, and are no texts. */
export function isTyped(type: string): boolean {
  return ['json', 'lines'].includes(kindOfMedia(type));
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
