/** Keys below `paths` and `responses` that name no path and no status, so that what stands there is never asked or answered. */
import type { Operation } from '../contract.ts';
import { at, type JsonObject, toPointer } from '../json.ts';
import { follow, objectAt } from '../place.ts';
import { isUrl } from '../reference.ts';
import type { Found } from './found.ts';

/** Paths without their slash (OpenAPI 3.1 §4.8.8.1). */
export function lostPaths(document: JsonObject): Found[] {
  const paths = follow(document, '/paths');
  if (paths === undefined) return [];
  return ownKeys(paths.value)
    .filter((path) => !path.startsWith('/'))
    .map((path) => ({
      pointer: asWritten(document, paths.pointer + toPointer([path])),
      rule: 'path-slash',
      message: `"${path}" does not begin with a slash, and so is no path: no request reaches its operations`,
      remedy: isUrl(path) ? 'write its path alone; the host belongs to servers' : `write it as /${path}`,
    }));
}

/** Statuses that no answer can have (OpenAPI 3.1 §4.8.16.2, RFC 9110 §15). */
export function lostResponses(document: JsonObject, operations: readonly Operation[]): Found[] {
  const found = operations.flatMap(({ method, path, pointer }) =>
    ownKeys(objectAt(document, `${pointer}/responses`))
      .filter((status) => !STATUS.test(status))
      .map(
        (status): Found => ({
          pointer: asWritten(document, `${pointer}/responses${toPointer([status])}`),
          rule: 'response-status',
          message: `${method.toUpperCase()} ${path} has a response "${status}", which no answer can have as its status`,
          remedy: 'write a status from 100 to 599, all of a class as 4XX, or default',
        }),
      ),
  );
  // Two paths may refer to one item.
  return [...new Map(found.map((problem) => [problem.pointer, problem])).values()];
}

const STATUS = /^(?:[1-5](?:\d\d|XX)|default)$/i;

function ownKeys(mapping: JsonObject): string[] {
  return Object.keys(mapping).filter((key) => !key.startsWith('x-'));
}

/** What is wrong is the key: by reference, what it stands for is at home elsewhere, and right there. */
function asWritten(document: JsonObject, pointer: string): string {
  const reference = `${pointer}/$ref`;
  return at(document, reference) === undefined ? pointer : reference;
}
