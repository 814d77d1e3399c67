/** What a contract says that is not verified, and what it says of itself that is not so. */
import { type SchemaChecker, schemaChecker } from '../../contract/checker.ts';
import type { Contract, MediaType, NamedExample, Operation } from '../../contract/contract.ts';
import { inDirection } from '../../contract/direction.ts';
import { fromPointer, isObject, type JsonObject } from '../../contract/json.ts';
import type { Dropped } from '../report/report.ts';
import { kindOfMedia } from '../wire/media-kind.ts';

/** Notes on the contract itself: no target is to blame for what they name. */
export function notesOn(contract: Contract, operations: readonly Operation[], now: Date): Dropped[] {
  const checker = (direction: 'request' | 'response'): SchemaChecker =>
    schemaChecker(inDirection(contract, direction), { now: () => now });
  const [sent, received] = [checker('request'), checker('response')];
  return [
    ...newerWords(contract.document),
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
}

function wrongExamples(
  checker: SchemaChecker,
  operation: Operation,
  place: string,
  { type, schema, schemaPointer, examples }: MediaType,
): Dropped[] {
  // An example of another media type may be its text, which is no value of the schema.
  if (schema === undefined || kindOfMedia(type) !== 'json') return [];
  return examples.flatMap((example) => wrongExample(checker, operation, place, example, schemaPointer));
}

function wrongExample(
  checker: SchemaChecker,
  { id }: Operation,
  place: string,
  { name, value }: NamedExample,
  schemaPointer: string,
): Dropped[] {
  const about = `example ${name} of ${place}`;
  try {
    const [failure] = checker.checkBriefly(schemaPointer, value);
    if (failure === undefined) return [];
    const where = failure.pointer === '' ? 'it' : failure.pointer;
    return [
      { operation: id, about, reason: `the contract's own example breaks it: ${where} ${failure.message}` },
    ];
  } catch {
    return [];
  }
}

/** What OpenAPI 3.2 has beyond 3.1: by the key that it stands under. */
const NEWER: ReadonlyMap<string, string> = new Map([
  ['query', 'operations of the method QUERY'],
  ['additionalOperations', 'operations of other methods'],
  ['itemSchema', 'the items of a stream'],
  ['itemEncoding', 'the parts of a stream'],
  ['prefixEncoding', 'the parts of a multipart body by their order'],
]);

function newerWords({ openapi, paths, components }: JsonObject): Dropped[] {
  if (typeof openapi !== 'string' || !openapi.startsWith('3.2.')) return [];
  const notes: Dropped[] = [];
  const add = (place: string, about: string): void => {
    notes.push({ operation: place, about, reason: 'it is of OpenAPI 3.2, and is not read' });
  };
  const visit = (value: unknown, pointer: string): void => {
    if (Array.isArray(value)) value.forEach((item, index) => void visit(item, `${pointer}/${index}`));
    if (!isObject(value)) return;
    if (value['in'] === 'querystring') add(pointer, 'parameters that are the whole query');
    for (const [key, part] of Object.entries(value)) {
      const about = NEWER.get(key);
      const isNamed = ['properties', 'schemas', 'paths'].includes(fromPointer(pointer).at(-1) ?? '');
      if (about !== undefined && isObject(part) && !isNamed) add(pointer, about);
      visit(part, `${pointer}/${key.replaceAll('/', '~1')}`);
    }
  };
  visit(paths, '/paths');
  visit(components, '/components');
  return notes;
}
