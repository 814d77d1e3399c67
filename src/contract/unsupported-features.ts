/** What a contract says that the normal form does not hold: nothing that reads the normal form looks at it. */
import { isObject, type JsonObject, toPointer } from './json.ts';
import { walk } from './walk.ts';

/** A part of a contract that the normal form does not hold. */
export interface UnsupportedFeature {
  readonly about: string;
  readonly reason: string;
  readonly pointer: string;
}

/** Each such place of `document`, in its order. */
export function unsupportedFeatures(document: JsonObject): UnsupportedFeature[] {
  const parts: UnsupportedFeature[] = [];
  walk(document, (object, path) => {
    for (const { keys, about, reason, stands } of UNREAD) {
      for (const key of keys) {
        if (object[key] === undefined || !stands(path, object)) continue;
        parts.push({ about, reason, pointer: toPointer([...path, key]) });
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
}

const NEWER = 'it is of OpenAPI 3.2, and is not read';
const OUTGOING = 'the target sends it, and only what it is asked is looked at';

const isPathItem = (path: readonly string[]): boolean =>
  ['paths', 'webhooks', 'pathItems'].includes(path.at(-2) ?? '') || path.at(-3) === 'callbacks';
const isOperation = (path: readonly string[]): boolean => isPathItem(path.slice(0, -1));
const isMediaType = (path: readonly string[]): boolean =>
  ['content', 'mediaTypes'].includes(path.at(-2) ?? '');
const isEncoding = (path: readonly string[]): boolean =>
  ['encoding', 'prefixEncoding'].includes(path.at(-2) ?? '') || path.at(-1) === 'itemEncoding';

/** OpenAPI 3.2 §4; what it adds that only describes (summaries, kinds of tags, names of servers) promises nothing. */
const UNREAD: readonly Rule[] = [
  { keys: ['query'], about: 'an operation of the method QUERY', reason: NEWER, stands: isPathItem },
  { keys: ['additionalOperations'], about: 'operations of other methods', reason: NEWER, stands: isPathItem },
  {
    keys: ['in'],
    about: 'a parameter that is the whole query',
    reason: NEWER,
    stands: (_, { in: place }) => place === 'querystring',
  },
  { keys: ['itemSchema'], about: 'the schema of the items of a stream', reason: NEWER, stands: isMediaType },
  {
    keys: ['prefixEncoding', 'itemEncoding'],
    about: 'how parts without names are sent',
    reason: NEWER,
    stands: (path) => isMediaType(path) || isEncoding(path),
  },
  { keys: ['encoding'], about: 'how parts inside a part are sent', reason: NEWER, stands: isEncoding },
  {
    keys: ['defaultMapping'],
    about: 'the schema that a discriminator chooses by default',
    reason: NEWER,
    stands: (path) => path.at(-1) === 'discriminator',
  },
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
  },
  {
    keys: ['schema'],
    about: 'what an answer of that type holds',
    reason: 'values are not read from XML and events, only the media type is looked at',
    stands: (path) =>
      isMediaType(path) && path.includes('responses') && /([/+]xml|event-stream)$/.test(path.at(-1) ?? ''),
  },
  {
    keys: ['$dynamicRef'],
    about: 'a reference that means another schema from place to place',
    reason: 'any value is taken for one of it',
    stands: () => true,
  },
  { keys: ['callbacks'], about: 'callbacks', reason: OUTGOING, stands: isOperation },
  { keys: ['webhooks'], about: 'webhooks', reason: OUTGOING, stands: (path) => path.length === 0 },
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
    return [{ about: `the example ${name}`, reason: 'its value is not in the contract', pointer }];
  });
}
