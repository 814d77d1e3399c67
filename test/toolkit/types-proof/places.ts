/** Where a contract's schemas stand in the generated types: each with the type that a value there is to have. */
import type { Direction } from '../../../src/contract/contract.ts';
import type { Numbered } from './merged-document.ts';

/** Who looks at a value: `sent` by a client, `received` by a handler, `answered` by it. */
export type View = 'sent' | 'received' | 'answered';

export interface Place {
  readonly contract: Numbered['contract'];
  readonly view: View;
  /** Of the schema, in the contract's document. */
  readonly pointer: string;
  /** The type, in the file of its view. */
  readonly type: string;
  readonly label: string;
}

export function directionOf(view: View): Direction {
  return view === 'answered' ? 'response' : 'request';
}

export function placesOf({ contract, prefix }: Numbered): Place[] {
  return contract.operations.flatMap((operation) => {
    const { id, parameters, body, responses } = operation;
    const root = `operations[${quote(prefix + id)}]`;
    const place = (view: View, pointer: string, type: string, what: string): Place => ({
      contract,
      view,
      pointer,
      type,
      label: `${contract.title}: ${id} ${what}`,
    });
    return [
      ...parameters.flatMap(({ in: where, name, schemaPointer, mediaType }) => {
        const type = `Present<Present<${root}['parameters'][${quote(where)}]>[${quote(name)}]>`;
        const received = place('received', schemaPointer, type, `${where} ${name}`);
        return mediaType === undefined ? [place('sent', schemaPointer, type, `${where} ${name}`), received] : [received];
      }),
      ...(body?.content ?? []).flatMap(({ type, schema, schemaPointer }) =>
        schema === undefined
          ? []
          : (['sent', 'received'] as const).map((view) =>
              place(view, schemaPointer, `Present<${root}['requestBody']>['content'][${quote(type)}]`, `body ${type}`),
            ),
      ),
      ...responses.flatMap(({ status, content, headers }) => [
        ...content.flatMap(({ type, schema, schemaPointer }) =>
          schema === undefined
            ? []
            : [place('answered', schemaPointer, `${root}['responses'][${key(status)}]['content'][${quote(type)}]`, `${status} ${type}`)],
        ),
      ]),
    ];
  });
}

function quote(text: string): string {
  return JSON.stringify(text);
}

/** openapi-typescript writes a status as a number where it is one. */
function key(status: string): string {
  return /^\d+$/.test(status) ? status : quote(status);
}
