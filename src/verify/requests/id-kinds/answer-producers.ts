/** Which operations tell an id in the body of their answer, and which of those that give one is asked first. */
import type { Producer } from './id-kind.ts';
import type { Traffic } from './traffic.ts';

/** An operation as a producer of ids of the component schema at `pointer`; none where it gives no such ids. */
export function producerOf(
  { operation, asked, sent, received }: Traffic,
  pointer: string,
  collections: ReadonlySet<string>,
): Producer[] {
  const isOwn = collections.has(operation.path);
  // Who asks for an id is not where one comes from. A creation in the id's own collection may refer to
  // another member, as a folder refers to the one around it.
  if (asked.has(pointer) || (sent.has(pointer) && !isOwn)) return [];
  const location = received.find((location) => location.pointer === pointer);
  if (location === undefined) return [];
  // An action that only mentions an id has effects that nobody asked for.
  const isSource = operation.method === 'get' || isOwn || location.path.endsWith('/id');
  return isSource ? [{ operation, path: location.path }] : [];
}

/** The answers of `POST` and `GET` on a collection, where they name the id as its parameter does, or `id`. */
export function collectionProducers(collection: readonly Traffic[], parameterName: string): Producer[] {
  return collection
    .filter(({ operation: { method } }) => method === 'post' || method === 'get')
    .flatMap(({ operation, received }) => {
      const locations = received.filter((location) =>
        ['id', parameterName].includes(location.path.split('/').at(-1) ?? ''),
      );
      const [nearest] = locations.sort((one, other) => one.path.length - other.path.length);
      return nearest === undefined ? [] : [{ operation, path: nearest.path }];
    });
}

/** Names under which lists tell where their next page begins. */
const CURSOR_PROPERTY = /^(next_?|end_?)?(cursor|page_?token|continuation_?token)$/i;

/**
 * A list, where it tells the place at which its next page begins.
 *
 * @param beside all that has the list's path
 */
export function cursorProducers({ operation, received }: Traffic, beside: readonly Traffic[]): Producer[] {
  const location = received.find(({ path }) => CURSOR_PROPERTY.test(path.split('/').at(-1) ?? ''));
  const creation = beside.find((traffic) => traffic.operation.method === 'post');
  return location === undefined
    ? []
    : [{ operation, path: location.path, pages: { members: creation?.operation } }];
}

/** Creation in the collection, its list, another creation, anything else; the plainest answer first. */
export function ranked(producers: readonly Producer[], collections: ReadonlySet<string>): Producer[] {
  const rank = ({ operation: { method, path }, by }: Producer): number => {
    const inCollection = collections.has(path);
    if (method === 'post') return inCollection ? 0 : 2;
    if (by === 'client') return 1;
    return method === 'get' ? (inCollection ? 1 : 3) : 4;
  };
  const depth = ({ path }: Producer): number => path.split('/').length;
  return [...producers].sort((one, other) => rank(one) - rank(other) || depth(one) - depth(other));
}
