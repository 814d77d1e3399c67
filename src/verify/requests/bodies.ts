/** What is known of bodies beyond their schemas: how their parts are sent, and what files hold. */
import type { MediaType, Operation } from '@countersign/contract';
import { fromPointer, isObject, type Json, objectOf, toPointer } from '@countersign/contract';
import type { BodyValue } from '../model/draft.ts';
import type { HeaderLine } from '../model/exchange.ts';
import { build } from '../values/build.ts';
import type { GenerationContext } from '../values/generation-context.ts';
import type { Content } from '../values/recipe.ts';
import { isFree, sampleOf } from '../wire/content.ts';
import { isXmlText, SchemaFields } from '../wire/fields.ts';
import { concreteTypes, kindOfMedia } from '../wire/media-kind.ts';
import { matchMediaType } from '../wire/media-type.ts';
import { isSequence } from '../wire/sequences.ts';
import { Unwritable } from '../wire/unwritable.ts';
import { writeField } from '../wire/write-style.ts';
import { rootName } from '../wire/write-xml.ts';
import { XmlPlace } from '../wire/xml-names.ts';

type PartHeaders = BodyValue['partHeaders'];

export class Bodies {
  readonly #generation: GenerationContext;
  /** What bodies of each media type are sent as. */
  readonly #types = new Map<MediaType, string | undefined>();
  readonly #forms = new Map<MediaType, Pick<BodyValue, 'fields' | 'partHeaders'>>();

  constructor(generation: GenerationContext, operations: readonly Operation[]) {
    this.#generation = generation;
    for (const { body } of operations)
      for (const media of body?.content ?? []) this.#types.set(media, typeAmong(media, body?.content ?? []));
  }

  bodyOf(media: MediaType, value: Json): BodyValue {
    const { type, schemaPointer } = media;
    const form = this.#forms.get(media) ?? {
      fields: new SchemaFields(this.#generation.schemas, schemaPointer, media.encoding),
      partHeaders: this.#partHeaders(media),
    };
    this.#forms.set(media, form);
    return { type, contentType: this.#types.get(media) ?? type, schemaPointer, value, ...form };
  }

  /** The media types of an operation's body that bodies can be made of. */
  made({ body }: Operation): MediaType[] {
    return (body?.content ?? []).filter((media) => this.whyNone(media) === undefined);
  }

  /** Why no body of this media type can be made, or `undefined` where one can. */
  whyNone(media: MediaType): string | undefined {
    const { type, schema, schemaPointer, examples } = media;
    const contentType = this.#types.get(media);
    if (contentType === undefined)
      return `no type is known that ${type} spans and the contract does not list`;
    const kind = kindOfMedia(type);
    const types = schema === undefined ? undefined : this.#generation.schemas.typesAt(schemaPointer);
    // OpenAPI 3.2 §4.14.3.1: the schema of a sequence is about all of it. Before, many wrote that of a line there.
    if (isSequence(kind) && types !== undefined && !types.has('array')) {
      return `it is open whether the schema of ${type} is about one of its items or about all`;
    }
    if (kind === 'xml' && types !== undefined && !types.has('string')) {
      const root = rootName(new XmlPlace(this.#generation.schemas, [schemaPointer]));
      return root === undefined ? `the contract does not name the root of its ${type}` : undefined;
    }
    if (kind !== 'content' && kind !== 'xml') return undefined;
    if (types !== undefined && !types.has('string')) return whyUnwritten(type);
    const isKnown = sampleOf(contentType) !== undefined;
    const isShown = examples.some(({ value }) => typeof value === 'string');
    return isKnown || isShown
      ? undefined
      : `no content of type ${type} is known, and the contract shows none`;
  }

  /** What a value of the schema-less media type may be. */
  anything({ type }: MediaType): Json {
    const kind = kindOfMedia(type);
    if (kind === 'json') return {};
    if (kind === 'events') return [{ data: 'example' }];
    if (isSequence(kind)) return [{}];
    return kind === 'form' || kind === 'multipart' ? { example: 'example' } : 'example';
  }

  /** The content of what stands at a path of the body, where that is a file. */
  contentAt(media: MediaType, path: string): Content | undefined {
    const kind = kindOfMedia(media.type);
    const [name, ...rest] = fromPointer(path);
    const isXml = kind === 'xml' && isXmlText(this.#generation.schemas, media.schemaPointer);
    if ((kind === 'content' || isXml) && name === undefined)
      return contentOf(this.#types.get(media) ?? media.type);
    if (kind !== 'multipart' || name === undefined) return undefined;
    const { kind: sent, isList, contentType } = this.bodyOf(media, null).fields.of(name);
    if (sent !== 'file' || contentType === undefined) return undefined;
    return rest.length === (isList ? 1 : 0) ? contentOf(contentType) : undefined;
  }

  #partHeaders({ pointer, encoding = {} }: MediaType): PartHeaders {
    return Object.fromEntries(
      Object.entries(encoding).map(([name, part]) => {
        const place = `${pointer}/encoding${toPointer([name])}/headers`;
        const headers = Object.keys(objectOf(objectOf(part)['headers']));
        return [
          name,
          headers.flatMap((header) => this.#partHeader(`${place}${toPointer([header])}`, header)),
        ];
      }),
    );
  }

  #partHeader(place: string, name: string): HeaderLine[] {
    const { schemas } = this.#generation;
    const { $ref: reference } = objectOf(schemas.at(place));
    const pointer = typeof reference === 'string' ? schemas.targetOf(reference) : place;
    const header = schemas.at(pointer);
    if (!isObject(header) || header['required'] !== true || /^content-type$/i.test(name)) return [];
    const schemaPointer = `${pointer}/schema`;
    const built = build(this.#generation, [schemaPointer], { ...PLAIN, hint: header['example'] });
    try {
      const field = { explode: header['explode'] === true, mediaType: undefined };
      return built === undefined ? [] : [[name, writeField(field, built.value)]];
    } catch (error) {
      if (error instanceof Unwritable) return [];
      throw error;
    }
  }
}

/** What a body of `media` is called, so that it is of no other of `content`; `undefined` where nothing is known. */
function typeAmong(media: MediaType, content: readonly MediaType[]): string | undefined {
  return concreteTypes(media.type).find((type) => matchMediaType(content, type) === media);
}

function whyUnwritten(type: string): string {
  // RFC 2046 §5.1.3: their parts go by their order, and OpenAPI before 3.2 knows parts by their names alone.
  return type.startsWith('multipart/')
    ? `the parts of ${type} have no names that would tell which property they are`
    : `values are not written as ${type}`;
}

const PLAIN = { route: [], optional: 'none', together: [], attempt: 0, isText: true } as const;

function contentOf(contentType: string): Content | undefined {
  const sample = sampleOf(contentType);
  return sample === undefined ? undefined : { sample, isFree: isFree(contentType) };
}
