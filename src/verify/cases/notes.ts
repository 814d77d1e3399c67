/** What a contract says that is not verified, and what it says of itself that is not so. */

import type { Contract, CutPart, MediaType, NamedExample, Operation } from '@countersign/contract';
import {
  inDirection,
  type SchemaChecker,
  schemaChecker,
  UnusableSchema,
  unreadParts,
} from '@countersign/contract';
import type { Note } from '../model/gaps.ts';
import { isTyped } from '../wire/media-kind.ts';

/**
 * Notes on the contract itself: no target is to blame for what they name.
 *
 * @param unusable the schemas of answers that could not be used, by where they stand, and why
 * @param cutParts the parts of requests whose clauses are too many to look at them all
 */
export function notesOn(
  contract: Contract,
  operations: readonly Operation[],
  unusable: ReadonlyMap<string, string>,
  cutParts: readonly CutPart[],
  now: Date,
): Note[] {
  const checker = (direction: 'request' | 'response'): SchemaChecker =>
    schemaChecker(inDirection(contract, direction), { now: () => now });
  const [sent, received] = [checker('request'), checker('response')];
  const notes = [
    ...unreadParts(contract.document).map(({ by: _, ...note }) => note),
    ...[...unusable].sort().map(([pointer, reason]) => ({
      about: 'the schema of an answer',
      reason: `it cannot be used, and no answer is held against it: ${reason}`,
      pointer,
    })),
    ...unknownSchemes(contract, operations),
    ...cutParts.map(({ operation, in: place, pointer, depth }) => ({
      about: `${operation}: what is deep inside its ${place}`,
      reason: `its schemas are too many: clauses are looked at down to depth ${depth}`,
      pointer,
    })),
    ...operations.flatMap((operation) => [
      ...operation.parameters.flatMap(({ examples, schemaPointer, name }) =>
        examples.flatMap((example) =>
          wrongExample(sent, operation, `parameter ${name}`, example, schemaPointer),
        ),
      ),
      ...(operation.body?.content ?? []).flatMap((media) => wrongExamples(sent, operation, 'body', media)),
      ...operation.responses.flatMap(({ status, content }) =>
        content.flatMap((media) => wrongExamples(received, operation, status, media)),
      ),
    ]),
  ];
  return notes.map((note) => ({ ...note, location: contract.locate(note.pointer) }));
}

type Unlocated = Omit<Note, 'location'>;

/** Security schemes that are asked for and not declared: nobody knows where their credentials go. */
function unknownSchemes({ securitySchemes }: Contract, operations: readonly Operation[]): Unlocated[] {
  return operations.flatMap(({ id, security, pointer }) => {
    const names = new Set(security.flat().map(({ scheme }) => scheme));
    const reason = 'the contract does not declare it; give its credential with --header';
    return [...names]
      .filter((name) => !securitySchemes.has(name))
      .map((name) => ({ about: `${id}: security scheme ${name}`, reason, pointer: `${pointer}/security` }));
  });
}

function wrongExamples(
  checker: SchemaChecker,
  operation: Operation,
  place: string,
  { type, schema, schemaPointer, examples }: MediaType,
): Unlocated[] {
  // An example of another media type may be its text, which is no value of the schema.
  if (schema === undefined || !isTyped(type)) return [];
  return examples.flatMap((example) => wrongExample(checker, operation, place, example, schemaPointer));
}

function wrongExample(
  checker: SchemaChecker,
  { id }: Operation,
  place: string,
  { name, value, pointer }: NamedExample,
  schemaPointer: string,
): Unlocated[] {
  const about = `${id}: example ${name} of ${place}`;
  try {
    const [failure] = checker.checkBriefly(schemaPointer, value);
    if (failure === undefined) return [];
    const where = failure.pointer === '' ? 'it' : failure.pointer;
    return [{ about, pointer, reason: `the contract's own example breaks it: ${where} ${failure.message}` }];
  } catch (error) {
    // Where a schema cannot be used is told with the operation that has it.
    if (error instanceof UnusableSchema) return [];
    throw error;
  }
}
