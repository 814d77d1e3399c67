/** Operations that a request cannot tell apart, or that have one name. */
import type { Locate, Operation } from '../contract.ts';
import { describePlace } from '../contract-error.ts';
import { toPointer } from '../json.ts';
import type { Found } from './found.ts';

/** Two operations of one method on one path: a template is the same one whatever its parameters are called. */
export function sameOperations(operations: readonly Operation[], locate: Locate): Found[] {
  const found: Found[] = [];
  for (const same of Map.groupBy(operations, ({ path }) => shapeOf(path)).values()) {
    const paths = new Map<string, Operation>();
    for (const operation of same) {
      const { method, path } = operation;
      // What is wrong is the path, wherever its operations are written.
      const pointer = toPointer(['paths', path]);
      const twin = same.find((other) => other.method === method);
      const [first] = paths.values();
      if (twin !== undefined && twin !== operation) {
        found.push({
          pointer,
          rule: 'operation-unique',
          message: `${describe(operation)} is the same operation as ${describe(twin)}${placeOf(toPointer(['paths', twin.path]), locate)}: what a parameter is called does not tell paths apart`,
          remedy: 'leave one of them out, or let another segment of the paths differ',
        });
      } else if (first !== undefined && !paths.has(path)) {
        found.push({
          pointer,
          rule: 'operation-unique',
          severity: 'warning',
          message: `${path} is the same path as ${first.path}${placeOf(toPointer(['paths', first.path]), locate)}, which OpenAPI wants written once`,
          remedy: `move ${method} below ${first.path}, and call its parameters as they are called there`,
        });
      }
      if (!paths.has(path)) paths.set(path, operation);
    }
  }
  return found;
}

/** Operations with the `operationId` of one before them. */
export function sameIds(operations: readonly Operation[], locate: Locate): Found[] {
  const ids = new Set(operations.map(({ id }) => id));
  return [...Map.groupBy(operations, ({ id }) => id)].flatMap(([id, [first, ...others]]) =>
    others.map((operation): Found => {
      const pointer = `${operation.pointer}/operationId`;
      return {
        pointer,
        rule: 'operation-id-unique',
        message: `operationId "${id}" of ${describe(operation)} is that of ${first === undefined ? '' : describe(first)} as well${placeOf(`${first?.pointer}/operationId`, locate)}`,
        remedy: `give one of them another: operationId: ${freeId(operation, ids)}`,
      };
    }),
  );
}

/** Two templates that differ in what their parameters are called have one shape. */
export function shapeOf(path: string): string {
  return path.replaceAll(/\{[^{}]*\}/g, '{}');
}

function describe({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path}`;
}

function placeOf(pointer: string, locate: Locate): string {
  return ` (${describePlace({ location: locate(pointer), pointer })})`;
}

/** `putPetsByPetId` */
function freeId({ method, path }: Operation, taken: ReadonlySet<string>): string {
  const words = path
    .split('/')
    .flatMap((segment) => {
      const text = segment.replaceAll(/[^A-Za-z0-9]+/g, ' ').trim();
      return text === '' ? [] : `${segment.startsWith('{') ? 'by ' : ''}${text}`.split(' ');
    })
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  const id = `${method.toLowerCase()}${words.join('')}`;
  return taken.has(id) ? `${id}2` : id;
}
