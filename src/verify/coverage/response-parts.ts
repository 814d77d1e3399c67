/** The parts of answers that may be there or not, each with how it is found in an answer. */
import type { MediaType, Operation, ResponseSpec } from '@countersign/contract';
import {
  arrayOf,
  choiceKeywords,
  factsOf,
  fromPointer,
  isObject,
  type Json,
  objectOf,
  toPointer,
} from '@countersign/contract';
import type { AnswerChecker } from '../judge/rules.ts';
import { headerOf, type WireResponse } from '../model/exchange.ts';
import type { SchemaLocation } from '../values/schema-location.ts';
import type { Schemas } from '../values/schemas.ts';
import { valuesAt } from './values-at.ts';

export interface ResponsePart {
  /** Where the contract speaks of it: shared schemas have their parts once, whoever answers with them. */
  readonly key: string;
  /** `Campaign /endDate`, `getMe 200 header Retry-After` */
  readonly id: string;
  readonly kind: 'property' | 'value' | 'null' | 'branch' | 'header';
  isIn(body: Json | undefined, response: WireResponse): boolean;
}

/** The parts of one documented answer of `operation`. */
export function responseParts(
  schemas: Schemas,
  checker: AnswerChecker,
  operation: Operation,
  spec: ResponseSpec,
): ResponsePart[] {
  const answer = `${operation.id} ${spec.status}`;
  return [
    ...headerParts(spec, answer),
    ...spec.content.flatMap((media) => bodyParts(schemas, checker, media, answer)),
  ];
}

function headerParts({ headers }: ResponseSpec, answer: string): ResponsePart[] {
  return headers
    .filter(({ required }) => !required)
    .map(({ name, pointer }) => ({
      key: pointer,
      id: `${ownerOf(pointer)?.name ?? answer} header ${name}`,
      kind: 'header',
      isIn: (_, response) => headerOf(response, name.toLowerCase()) !== undefined,
    }));
}

function bodyParts(
  schemas: Schemas,
  checker: AnswerChecker,
  media: MediaType,
  answer: string,
): ResponsePart[] {
  const locations = schemas.locationsAt(media.schemaPointer);
  return [...Map.groupBy(locations, ({ path }) => path)].flatMap(([path, same]) => {
    const required = new Set(
      same.flatMap(({ pointer }) => arrayOf(objectOf(schemas.at(pointer))['required'])),
    );
    return same.flatMap((location) =>
      siteParts(schemas, checker, location, required, fromPointer(path), answer),
    );
  });
}

function siteParts(
  schemas: Schemas,
  checker: AnswerChecker,
  { pointer }: SchemaLocation,
  required: ReadonlySet<Json>,
  path: readonly string[],
  answer: string,
): ResponsePart[] {
  const schema = objectOf(schemas.at(pointer));
  const place = placeOf(pointer, answer, path);
  const part = (
    kind: ResponsePart['kind'],
    key: string,
    label: string,
    holds: (value: Json) => boolean,
  ): ResponsePart => ({
    key: `${pointer}/${key}`,
    id: label.startsWith('/') ? place + label : `${place.trimEnd()} ${label}`,
    kind,
    isIn: (body) => body !== undefined && valuesAt(body, path).some(holds),
  });
  const properties = Object.entries(objectOf(schema['properties']))
    // RFC draft-bhutton-json-schema-validation-01 §9.4: what is `writeOnly` is in no answer.
    .filter(([name, property]) => !required.has(name) && objectOf(property)['writeOnly'] !== true)
    .map(([name]) =>
      part(
        'property',
        `properties${toPointer([name])}`,
        toPointer([name]),
        (value) => isObject(value) && Object.hasOwn(value, name),
      ),
    );
  const members = arrayOf(schema['enum']);
  const values = members.map((member) =>
    part('value', `enum${toPointer([JSON.stringify(member)])}`, `= ${JSON.stringify(member)}`, (value) =>
      isEqual(value, member),
    ),
  );
  const isNullable = arrayOf(schema['type']).includes('null') && members.length === 0;
  const nulls = isNullable ? [part('null', 'type/null', '= null', (value) => value === null)] : [];
  const branches = choiceKeywords.flatMap((keyword) =>
    arrayOf(schema[keyword]).map((_, index, all) =>
      part(
        'branch',
        `${keyword}/${index}`,
        `${keyword} ${index + 1} of ${all.length}`,
        (value) => checker.check(`${pointer}/${keyword}/${index}`, value).length === 0,
      ),
    ),
  );
  return [
    ...properties,
    ...(members.length > 1 ? values : []),
    ...nulls,
    ...(branches.length > 1 ? branches : []),
  ];
}

/** `Campaign /steps/*`, or `Campaign ` for its root, for what stands in a shared schema, `getMe 200 /data` for what an answer says itself. */
function placeOf(pointer: string, answer: string, path: readonly string[]): string {
  const owner = ownerOf(pointer);
  const own = owner === undefined ? path : path.slice(path.length - valuePath(owner.rest));
  return `${owner?.name ?? answer} ${toPointer(own)}`;
}

/** The component that `pointer` lies in. */
function ownerOf(pointer: string): { readonly name: string; readonly rest: readonly string[] } | undefined {
  const [section, , name, ...rest] = fromPointer(pointer);
  return section === 'components' && name !== undefined ? { name, rest } : undefined;
}

/** How many steps into a value the schema keywords of `segments` lead. */
function valuePath(segments: readonly string[]): number {
  let steps = 0;
  for (let index = 0; index < segments.length; index++) {
    const keyword = segments[index] ?? '';
    const { holds } = factsOf(keyword);
    if (holds?.of === 'property' || holds?.of === 'item') steps += 1;
    // A name, an index or a media type follows.
    const isKeyed = holds === undefined ? ['content', 'headers'].includes(keyword) : holds.as !== 'schema';
    if (isKeyed) index += 1;
  }
  return steps;
}

function isEqual(one: Json, other: Json): boolean {
  return one === other || (typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other));
}
