/** What bodies are in handlers, by their media type: the types of what `read-content.ts` reads and `write-content.ts` writes. */
import type { UploadedFile } from './uploaded-file.ts';

/** The body of a request of media type `Type`, whose schema is `Value`. */
export type Received<Type, Value> = {
  json: Value;
  lines: Lines<Value>;
  events: Text<Value>;
  form: Text<Value>;
  multipart: WithFiles<Value>;
  xml: Text<Value>;
  text: Text<Value>;
  bytes: Uint8Array;
  // What a range spans is read as what the request calls it.
  range: Text<Value> | string | Uint8Array;
}[KindOf<Essence<Type>>];

/** The body of a reply of media type `Type`, whose schema is `Value`: as a value, or as it is sent. */
export type Sent<Type, Value> = {
  json: Value;
  lines: Items<Value> | AsSent;
  events: (Value extends readonly unknown[] ? Items<Value> : Value) | AsSent;
  form: Exclude<Value, Blob> | AsSent;
  multipart: AsSent;
  xml: Exclude<Value, Blob> | AsSent;
  text: Exclude<Value, Blob> | Uint8Array;
  bytes: AsSent;
  range: Exclude<Value, Blob> | AsSent;
}[KindOf<Essence<Type>>];

/** A media type that a reply may name for one that is documented, which may be a range. */
export type Concrete<Type> = Type extends `${infer Before}*${infer After}`
  ? `${Before}${string}${Concrete<After>}`
  : Type;

type AsSent = string | Uint8Array;

/** Without parameters, in lower case. */
type Essence<Type> = Type extends `${infer Name};${string}` ? Lowercase<Name> : Lowercase<Type & string>;

type KindOf<Name> = Name extends `${string}json`
  ? 'json'
  : Name extends LinesType
    ? 'lines'
    : Name extends 'text/event-stream'
      ? 'events'
      : Name extends 'application/x-www-form-urlencoded'
        ? 'form'
        : Name extends 'multipart/form-data'
          ? 'multipart'
          : Name extends `${string}xml`
            ? 'xml'
            : Name extends `text/${string}`
              ? 'text'
              : Name extends `${'*' | 'application' | 'multipart'}/*`
                ? 'range'
                : 'bytes';

type LinesType = `application/${'' | 'x-'}${'ndjson' | 'jsonl' | 'jsonlines'}` | `${string}json-seq`;

/** A schema that is none of a list is that of each item. */
type Lines<Value> = Value extends readonly unknown[] ? Value : Value[];

/** Items may be sent as they come: an async generator of them is a body. */
type Items<Value> = Value extends readonly (infer Item)[]
  ? Iterable<Item> | AsyncIterable<Item>
  : Iterable<Value> | AsyncIterable<Value>;

/** openapi-typescript calls `Blob` what is binary, which in a text is a text. */
type Text<Value> = Value extends Blob ? string : Value;

/** What a client sends as a `Blob` in a form, a handler gets as a file. */
type WithFiles<Form> = { [Name in keyof Form]: FileFor<Form[Name]> };

type FileFor<Value> = Value extends Blob
  ? UploadedFile
  : Value extends readonly (infer Item)[]
    ? FileFor<Item>[]
    : Value;
