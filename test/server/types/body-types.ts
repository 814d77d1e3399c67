/**
 * What bodies of each media type are in handlers. `npm run typecheck` reads this file, and nothing runs it: each
 * `@ts-expect-error` is an error of its own if the line below it compiles.
 */
import type { Handler } from '../../../src/server/handlers.ts';
import type { UploadedFile } from '../../../src/server/uploaded-file.ts';

interface Pet {
  name: string;
}

/** An operation as openapi-typescript writes it. */
interface Operation<Content, Answer = { 'application/json': Pet }> {
  parameters: { query?: never };
  requestBody: { content: Content };
  responses: { 200: { headers: { [name: string]: unknown }; content: Answer } };
}

type Given<Content> = Parameters<Handler<Operation<Content>, unknown>>[0]['body'];
type Answers<Answer> = Awaited<ReturnType<Handler<Operation<unknown, Answer>, unknown>>>;

export function received(
  json: Given<{ 'application/vnd.pet+json; v=1': Pet }>,
  xml: Given<{ 'application/xml': Pet }>,
  xmlText: Given<{ 'text/xml': string }>,
  lines: Given<{ 'application/x-ndjson': Pet[] }>,
  line: Given<{ 'application/jsonl': Pet }>,
  sequence: Given<{ 'application/json-seq': unknown }>,
  urlencoded: Given<{ 'application/x-www-form-urlencoded': Pet }>,
  form: Given<{ 'multipart/form-data': { photo: Blob; others?: Blob[]; name: string } }>,
  text: Given<{ 'text/plain': number }>,
  bytes: Given<{ 'application/octet-stream': Blob }>,
  image: Given<{ 'image/*': unknown }>,
  anything: Given<{ '*/*': Pet }>,
  either: Given<{ 'application/json': Pet; 'application/xml': Pet }>,
): void {
  const names: string[] = [json.name, xml.name, urlencoded.name, form.name, either.name, xmlText];
  const pets: Pet[] = [...lines, ...line];
  const parts: unknown[] = sequence;
  const file: UploadedFile = form.photo;
  const files: UploadedFile[] | undefined = form.others;
  const buffers: Uint8Array[] = [bytes, image];
  const sum: number = text + 1;
  void [names, pets, parts, file, files, buffers, sum];

  // @ts-expect-error lines are a list, whatever the schema of one is
  void line.name;
  // @ts-expect-error a range may be bytes or a text
  void anything.name;
  // @ts-expect-error bytes are no Blob
  void bytes.arrayBuffer();
}

export const answers = {
  xml: { status: 200, body: { name: 'Rex' } } satisfies Answers<{ 'application/xml': Pet }>,
  document: { status: 200, body: '<pet/>' } satisfies Answers<{ 'application/xml': Pet }>,
  lines: { status: 200, body: [{ name: 'Rex' }] } satisfies Answers<{ 'application/jsonl': Pet }>,
  number: { status: 200, body: 5 } satisfies Answers<{ 'text/plain': number }>,
  bytes: { status: 200, body: new Uint8Array() } satisfies Answers<{ 'application/pdf': Blob }>,
  range: { status: 200, mediaType: 'image/png', body: new Uint8Array() } satisfies Answers<{
    'image/*': Blob;
  }>,

  // @ts-expect-error a pet has a name
  unnamed: { status: 200, body: {} } satisfies Answers<{ 'application/xml': Pet }>,
  // @ts-expect-error lines are a list
  noList: { status: 200, body: { name: 'Rex' } } satisfies Answers<{ 'application/jsonl': Pet }>,
  // @ts-expect-error bytes are no number
  noBytes: { status: 200, body: 5 } satisfies Answers<{ 'application/pdf': Blob }>,
  // @ts-expect-error a range names no media type
  noType: { status: 200, body: new Uint8Array() } satisfies Answers<{ 'image/*': Blob }>,
  // @ts-expect-error video is no image
  otherType: { status: 200, mediaType: 'video/mp4', body: '' } satisfies Answers<{ 'image/*': Blob }>,
};
