/** What goes into the operations of a contract and what comes out of them. */
import type { Operation } from '@countersign/contract';
import type { SchemaLocation } from '../../values/schema-location.ts';
import type { Schemas } from '../../values/schemas.ts';

/** What goes into an operation and what comes out of it, by the schemas' places in the document. */
export interface Traffic {
  readonly operation: Operation;
  /** The schemas of its required parameters. */
  readonly asked: ReadonlySet<string>;
  /** The schemas of its body. */
  readonly sent: ReadonlySet<string>;
  /** The places of its success answers. */
  readonly received: readonly Pick<SchemaLocation, 'path' | 'pointer'>[];
}

export function trafficOf(schemas: Schemas, operation: Operation): Traffic {
  const pointersIn = (pointers: readonly string[]): Set<string> =>
    new Set(pointers.flatMap((pointer) => schemas.locationsAt(pointer).map((location) => location.pointer)));
  const { parameters, body, responses } = operation;
  const required = parameters.filter((parameter) => parameter.required);
  const success = responses.filter(({ status }) => status.startsWith('2'));
  return {
    operation,
    asked: pointersIn(required.map(({ schemaPointer }) => schemaPointer)),
    sent: pointersIn(body?.content.map(({ schemaPointer }) => schemaPointer) ?? []),
    received: success.flatMap(({ content }) =>
      content.flatMap(({ schemaPointer }) => schemas.locationsAt(schemaPointer)),
    ),
  };
}

/** By the place of a schema, whose success answers have a value of it. */
export function answeringWith(traffic: readonly Traffic[]): Map<string, Traffic[]> {
  const answering = new Map<string, Traffic[]>();
  for (const own of traffic) {
    for (const pointer of new Set(own.received.map((location) => location.pointer))) {
      const known = answering.get(pointer);
      if (known === undefined) answering.set(pointer, [own]);
      else known.push(own);
    }
  }
  return answering;
}
