/** What a contract says that the normal form does not hold: nothing that reads the normal form looks at it. */
import { isObject, type JsonObject, objectOf, toPointer } from './json.ts';
import { isSequence, sequenceKind } from './sequential-media-types.ts';
import { walk } from './walk.ts';

/** A part of a contract that the normal form does not hold. */
export interface UnsupportedFeature {
  readonly about: string;
  readonly reason: string;
  readonly pointer: string;
  /** Who does not read it: only those who ask a target by the contract, or nobody. */
  readonly by: 'verify' | 'all';
}

/** Each such place of `document`, in its order. */
export function unsupportedFeatures(document: JsonObject): UnsupportedFeature[] {
  const parts: UnsupportedFeature[] = [];
  walk(document, (object, path) => {
    for (const { keys, about, reason, stands, by = 'all' } of UNREAD) {
      for (const key of keys) {
        if (object[key] === undefined || !stands(path, object)) continue;
        parts.push({ about, reason, pointer: toPointer([...path, key]), by });
      }
    }
    parts.push(...unreadExamples(object, path));
  });
  return parts;
}

interface Rule {
  readonly keys: readonly string[];
  readonly about: string;
  readonly reason: string;
  /** Whether the keys mean this in an object at `path`. */
  readonly stands: (path: readonly string[], object: JsonObject) => boolean;
  /** @default 'all' */
  readonly by?: UnsupportedFeature['by'];
}

const NEWER = 'it is of OpenAPI 3.2, and is not read';
const OUTGOING = 'the target sends it, and only what it is asked is looked at';

const isPathItem = (path: readonly string[]): boolean =>
  ['paths', 'webhooks', 'pathItems'].includes(path.at(-2) ?? '') || path.at(-3) === 'callbacks';
const isOperation = (path: readonly string[]): boolean =>
  isPathItem(path.slice(0, path.at(-2) === 'additionalOperations' ? -2 : -1));
const isMediaType = (path: readonly string[]): boolean =>
  ['content', 'mediaTypes'].includes(path.at(-2) ?? '');
/** Whether what is sent there is read and written as a list of items. */
const isListed = (path: readonly string[]): boolean =>
  isSequence(path) && sequenceKind(path.at(-1) ?? '') !== 'parts';
/** Whether the schema is the one that the normal form has made of that of an item. */
const isListOf = ({ schema, itemSchema }: JsonObject): boolean => {
  const { type, items } = objectOf(schema);
  const { $ref: reference } = objectOf(items);
  const isOwn = typeof reference === 'string' && reference.endsWith('/itemSchema');
  const isSame = reference !== undefined && reference === objectOf(itemSchema)['$ref'];
  return type === 'array' && (isOwn || isSame);
};
const isEncoding = (path: readonly string[]): boolean =>
  ['encoding', 'prefixEncoding'].includes(path.at(-2) ?? '') || path.at(-1) === 'itemEncoding';

/** OpenAPI 3.2 §4; what it adds that only describes (summaries, kinds of tags, names of servers) promises nothing. */
const UNREAD: readonly Rule[] = [
  {
    keys: ['itemSchema'],
    about: 'the schema of an item',
    reason: 'bodies of that media type are not read item by item',
    stands: (path) => isMediaType(path) && !isListed(path),
  },
  {
    keys: ['itemSchema'],
    about: 'the schema of an item',
    reason: 'the schema of the whole stands beside it, and that is looked at: say it there, by `items`',
    stands: (path, media) => isMediaType(path) && isListed(path) && !isListOf(media),
  },
  {
    keys: ['prefixEncoding', 'itemEncoding'],
    about: 'how parts without names are sent',
    reason: NEWER,
    stands: (path) => isMediaType(path) || isEncoding(path),
  },
  { keys: ['encoding'], about: 'how parts inside a part are sent', reason: NEWER, stands: isEncoding },
  {
    keys: ['nodeType'],
    about: 'what a value is in XML',
    reason: NEWER,
    stands: (path) => path.at(-1) === 'xml',
  },
  {
    keys: ['headers'],
    about: 'what the header fields of a part may hold',
    reason: 'valid ones are sent, and required ones left out; none with another value is sent',
    stands: isEncoding,
    by: 'verify',
  },
  {
    keys: ['schema'],
    about: 'what an answer of that type holds',
    reason: 'values are not read from XML, only the media type is looked at',
    stands: (path) => isMediaType(path) && path.includes('responses') && /[/+]xml$/.test(path.at(-1) ?? ''),
    by: 'verify',
  },
  {
    keys: ['$dynamicRef'],
    about: 'a reference that means another schema from place to place',
    reason: 'any value is taken for one of it',
    stands: () => true,
  },
  { keys: ['callbacks'], about: 'callbacks', reason: OUTGOING, stands: isOperation, by: 'verify' },
  {
    keys: ['webhooks'],
    about: 'webhooks',
    reason: OUTGOING,
    stands: (path) => path.length === 0,
    by: 'verify',
  },
];

/** Examples that have no value, but tell of it by its text or by where it is. */
function unreadExamples(owner: JsonObject, path: readonly string[]): UnsupportedFeature[] {
  const { examples } = owner;
  if (!isObject(examples)) return [];
  return Object.entries(examples).flatMap(([name, example]): UnsupportedFeature[] => {
    if (!isObject(example) || example['value'] !== undefined || example['dataValue'] !== undefined) return [];
    const key = ['serializedValue', 'externalValue'].find((member) => example[member] !== undefined);
    if (key === undefined) return [];
    const pointer = toPointer([...path, 'examples', name, key]);
    const reason = 'its value is not in the contract';
    return [{ about: `the example ${name}`, reason, pointer, by: 'verify' }];
  });
}
