/** Where a contract's schemas stand in the generated types: each with the type that a value there is to have. */
import type { Contract, Direction, MediaType } from '../../../src/contract/contract.ts';
import { someObject } from '../../../src/contract/json.ts';
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

/** Whether a handler sees anything else than what was sent. */
export function isReadOtherwise({ document, operations }: Contract): boolean {
  const hasDefault = someObject(document, (object) => Object.hasOwn(object, 'default'));
  return (
    hasDefault ||
    operations.some(({ parameters }) => parameters.some(({ mediaType }) => mediaType !== undefined))
  );
}

/** The places of a contract; those of `received` only where that is not `sent` once more. */
export function placesOf({ contract, prefix }: Numbered): Place[] {
  const requests: readonly View[] = isReadOtherwise(contract) ? ['sent', 'received'] : ['sent'];
  return contract.operations.flatMap(({ id, parameters, body, responses }) => {
    const root = `operations[${quote(prefix + id)}]`;
    const placesAt = (views: readonly View[], pointer: string, type: string, what: string): Place[] =>
      views.map((view) => ({ contract, view, pointer, type, label: `${contract.title}: ${id} ${what}` }));
    return [
      ...parameters.flatMap(({ in: where, name, schemaPointer, mediaType }) => {
        const type = `Present<Present<${root}['parameters'][${quote(where)}]>[${quote(name)}]>`;
        // A client has to write what stands in a media type.
        const views = mediaType === undefined ? requests : requests.filter((view) => view === 'received');
        return placesAt(views, schemaPointer, type, `${where} ${name}`);
      }),
      ...withSchema(body?.content).flatMap(({ type, schemaPointer }) =>
        placesAt(
          requests,
          schemaPointer,
          `Present<${root}['requestBody']>['content'][${quote(type)}]`,
          `body ${type}`,
        ),
      ),
      ...responses.flatMap(({ status, content }) =>
        withSchema(content).flatMap(({ type, schemaPointer }) => {
          const reply = `${root}['responses'][${key(status)}]['content'][${quote(type)}]`;
          return placesAt(['answered'], schemaPointer, reply, `${status} ${type}`);
        }),
      ),
    ];
  });
}

function withSchema(content: readonly MediaType[] = []): MediaType[] {
  return content.filter(({ schema }) => schema !== undefined);
}

function quote(text: string): string {
  return JSON.stringify(text);
}

/** openapi-typescript writes a status as a number where it is one. */
function key(status: string): string {
  return /^\d+$/.test(status) ? status : quote(status);
}
