/** The resources of a contract: what can be made, read, changed and deleted, and by which operations. */
import type { Operation, Parameter } from '@countersign/contract';
import { fromPointer, toPointer } from '@countersign/contract';
import type { IdNames } from '../../ids/view.ts';
import { kindOfParameter } from '../../requests/id-kinds/id-kinds.ts';
import type { PlanContext } from '../../requests/plan-context.ts';

export interface Resource {
  /** Its path, with the parameter that names it at the end: `/campaigns/{campaignId}`. */
  readonly path: string;
  readonly parameter: Parameter;
  /** The kind of its id, if ids of that kind can be had. */
  readonly kind: string | undefined;
  readonly names: IdNames;
  /** What makes one: `POST` to a collection, or `PUT` to a name that the client chooses. */
  readonly create: Operation | undefined;
  readonly read: Operation | undefined;
  readonly replace: Operation | undefined;
  readonly modify: Operation | undefined;
  readonly remove: Operation | undefined;
  /** The list of the collection that it is in. */
  readonly list: Operation | undefined;
}

/** What there is one of, in its parent or at all: `/workspaces/{workspaceId}/subscription`. */
export interface Singleton {
  readonly path: string;
  readonly read: Operation;
  readonly replace: Operation | undefined;
  readonly modify: Operation | undefined;
}

/** The resources whose path ends with their id. */
export function resourcesOf(context: PlanContext): Resource[] {
  const paths = Map.groupBy(context.contract.operations, ({ path }) => path);
  return [...paths].flatMap(([path, operations]) => {
    const name = /\{([^{}]+)\}$/.exec(path)?.[1];
    if (name === undefined || !path.endsWith(`/{${name}}`)) return [];
    const parameter = operations
      .flatMap(({ parameters }) => parameters)
      .find((parameter) => parameter.in === 'path' && parameter.name === name);
    return parameter === undefined ? [] : [resourceAt(context, path, parameter, operations)];
  });
}

function resourceAt(
  context: PlanContext,
  path: string,
  parameter: Parameter,
  operations: readonly Operation[],
): Resource {
  const { contract, kinds, schemas } = context;
  const kind = kindOfParameter(kinds, schemas, path, parameter);
  const by = (method: Operation['method']): Operation | undefined =>
    operations.find((operation) => operation.method === method);
  const collection = path.slice(0, path.lastIndexOf('/'));
  const isComponent = schemas.at(toPointer(['components', 'schemas', kind ?? ''])) !== undefined;
  const producers = kind === undefined ? [] : (kinds.get(kind)?.producers ?? []);
  const maker = producers.find(
    (producer) => producer.operation.method === 'post' || producer.by === 'client',
  );
  // What is made where others are listed may be another thing: a job beside the leads that it will make.
  const holds = new Set(producers.map((producer) => producer.operation));
  const lists = contract.operations.filter(
    (operation) => operation.method === 'get' && (!isComponent || holds.has(operation)),
  );
  return {
    path,
    parameter,
    kind,
    names: {
      component: isComponent ? kind : undefined,
      properties: ['id', parameter.name, ...(maker === undefined ? [] : fromPointer(maker.path).slice(-1))],
    },
    create: maker?.operation,
    read: by('get'),
    replace: by('put'),
    modify: by('patch'),
    remove: by('delete'),
    list: [collection, maker?.operation.path]
      .map((at) => lists.find((list) => list.path === at))
      .find(Boolean),
  };
}

/** Paths that do not end with an id, and whose answer is one thing that can be changed. */
export function singletonsOf({ contract }: PlanContext): Singleton[] {
  const paths = Map.groupBy(contract.operations, ({ path }) => path);
  return [...paths].flatMap(([path, operations]) => {
    const by = (method: Operation['method']): Operation | undefined =>
      operations.find((operation) => operation.method === method);
    const read = by('get');
    const isChanged = by('put') !== undefined || by('patch') !== undefined;
    if (path.endsWith('}') || read === undefined || !isChanged || by('post') !== undefined) return [];
    return [{ path, read, replace: by('put'), modify: by('patch') }];
  });
}
