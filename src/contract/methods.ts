/** The operations of a path item, by method: its fixed fields, and `additionalOperations` (OpenAPI 3.2 §4.10.1). */
import type { Locate, Method } from './contract.ts';
import type { ContractProblem } from './contract-error.ts';
import { isObject, type JsonObject, toPointer } from './json.ts';
import { follow, type Place } from './place.ts';

const FIXED: readonly Method[] = [
  ...(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const),
  'query',
];

/** A method of a path item, and where its operation stands. */
export interface MethodPlace {
  readonly method: Method;
  readonly pointer: string;
}

/** The methods of the path item at `item`, in the order of the specification; what has no shape of one is passed over. */
export function methodsOf({ value, pointer }: Place): MethodPlace[] {
  const { additionalOperations: others } = value;
  return [
    ...FIXED.filter((method) => isObject(value[method])).map((method) => ({
      method,
      pointer: `${pointer}/${method}`,
    })),
    ...Object.entries(isObject(others) ? others : {}).flatMap(([method, operation]) =>
      isObject(operation) && isCapital(method) && whyNone(method) === undefined
        ? [{ method, pointer: `${pointer}${toPointer(['additionalOperations', method])}` }]
        : [],
    ),
  ];
}

/** A problem for each key of an `additionalOperations` that can be no method of it. */
export function checkMethods(document: JsonObject, locate: Locate): ContractProblem[] {
  const paths = follow(document, '/paths');
  return Object.keys(paths?.value ?? {}).flatMap((path) => {
    const item = path.startsWith('/') ? follow(document, `${paths?.pointer}${toPointer([path])}`) : undefined;
    const others = item?.value['additionalOperations'];
    return Object.keys(isObject(others) ? others : {})
      .filter((key) => !key.startsWith('x-'))
      .flatMap((method): ContractProblem[] => {
        const reason = whyNone(method);
        if (reason === undefined) return [];
        const pointer = `${item?.pointer}${toPointer(['additionalOperations', method])}`;
        const message = `additionalOperations of ${path}: ${reason}`;
        return [{ message, severity: 'error', rule: 'additional-operations', location: locate(pointer) }];
      });
  });
}

function whyNone(method: string): string | undefined {
  const fixed = FIXED.find((each) => each === method.toLowerCase());
  if (fixed !== undefined)
    return `"${method}" has a field of its own: write it as "${fixed}" in the path item`;
  // RFC 9110 §5.6.2, §9.1.
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(method)) return `"${method}" is no token, as a method of HTTP is`;
  return isCapital(method)
    ? undefined
    : `"${method}" is not in capitals, and methods of HTTP are told apart by case: write "${method.toUpperCase()}"`;
}

function isCapital(method: string): method is Uppercase<string> {
  return method === method.toUpperCase();
}
