/** Where an id is known from when no schema of an answer says so: a link, `Location`, or the client itself. */
import type { Link, Operation } from '@countersign/contract';
import type { Producer } from './id-kind.ts';
import { collectionOf } from './resource-path.ts';

/** What the links of the contract say of an id, by the operations and parameters that ask for it. */
export function linkedProducers(
  links: readonly Link[],
  asks: (operation: Operation, parameter: string) => boolean,
): Producer[] {
  return links
    .filter(({ from, to, status, parameter }) => {
      // An action that only mentions an id has effects that nobody asked for.
      const isSource = from.method === 'get' || from.method === 'post';
      return isSource && status.startsWith('2') && from !== to && asks(to, parameter);
    })
    .filter(({ from }) => from.method !== 'get' || !from.path.includes('{'))
    .map(({ from, path }) => ({ operation: from, path }));
}

/** The producers of members of the collections whose answers need not hold an id. */
export function unansweredProducers(
  operations: readonly Operation[],
  collections: ReadonlySet<string>,
): Producer[] {
  return [...locatedProducers(operations, collections), ...namedProducers(operations, collections)];
}

/** Creations in a collection that tell where the new member is. */
function locatedProducers(operations: readonly Operation[], collections: ReadonlySet<string>): Producer[] {
  return operations
    .filter(({ method, path }) => method === 'post' && collections.has(path))
    .filter(({ responses }) =>
      responses.some(
        ({ status, headers }) =>
          status.startsWith('2') && headers.some(({ name }) => name.toLowerCase() === 'location'),
      ),
    )
    .map((operation) => ({ operation, path: '', by: 'location' }));
}

/** A `PUT` that makes what is not there: its client chooses the name. */
function namedProducers(operations: readonly Operation[], collections: ReadonlySet<string>): Producer[] {
  return operations
    .filter(
      ({ method, path, responses }) =>
        method === 'put' && /\{[^{}]+\}$/.test(path) && responses.some(({ status }) => status === '201'),
    )
    .filter(({ path }) => collections.has(collectionOf(path)))
    .map((operation) => ({ operation, path: '', by: 'client' }));
}

/** Each operation once, by the first that is said of it. */
export function eachOnce(producers: readonly Producer[]): Producer[] {
  const known = new Set<Operation>();
  return producers.filter(({ operation }) => {
    const isNew = !known.has(operation);
    known.add(operation);
    return isNew;
  });
}
