/** The links of a contract: what of an answer is a parameter of another operation (OpenAPI 3.1 §4.8.20). */
import type { Contract, Operation } from './contract.ts';
import { type JsonObject, objectOf, toPointer } from './json.ts';
import { follow, objectAt } from './place.ts';

/** What of an answer is a parameter of another operation. */
export interface Link {
  readonly from: Operation;
  /** The response that has it: `201`. */
  readonly status: string;
  readonly to: Operation;
  /** The name of a parameter of `to`. */
  readonly parameter: string;
  /** Where in the body of the response its value stands: `/data/id`. */
  readonly path: string;
}

/** The links whose parameters stand in a body; a link to no operation of the contract is left out. */
export function linksOf({ document, operations }: Pick<Contract, 'document' | 'operations'>): Link[] {
  return operations.flatMap((from) =>
    from.responses.flatMap(({ status, pointer }) =>
      Object.keys(objectAt(document, `${pointer}/links`)).flatMap((name) => {
        const link = follow(document, `${pointer}/links${toPointer([name])}`)?.value ?? {};
        const to = operations.find((operation) => isTarget(operation, link));
        if (to === undefined) return [];
        return Object.entries(objectOf(link['parameters'])).flatMap(([key, expression]): Link[] => {
          const [, path] = /^\{?\$response\.body#(\/[^}]*)\}?$/.exec(String(expression)) ?? [];
          // A name may say where the parameter stands: `path.bookId`.
          const parameter = key.replace(/^(path|query|header|cookie)\./, '');
          return path === undefined ? [] : [{ from, status, to, parameter, path }];
        });
      }),
    ),
  );
}

function isTarget({ id, pointer }: Operation, { operationId, operationRef }: JsonObject): boolean {
  return operationId === id || operationRef === `#${pointer}`;
}
