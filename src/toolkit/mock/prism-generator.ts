/** Values for schemas by Prism's generators. They need not keep the schema. */
import {
  at,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  toPointer,
} from '@countersign/contract';
import type { generate, generateStatic } from '@stoplight/prism-http/dist/mocker/generator/JSONSchema.js';

export interface PrismGenerator {
  /** The same value each time, from the examples and defaults that stand in the schema. */
  fixed(schema: JsonObject): unknown;
  /** A value with invented content; the same one for the same seed. */
  invented(schema: JsonObject, seed: string | undefined): unknown;
}

/**
 * @param document what the references of the schemas lead into
 */
export async function prismGenerator(document: JsonObject): Promise<PrismGenerator> {
  // It takes half a second to import.
  const prism = await import('@stoplight/prism-http/dist/mocker/generator/JSONSchema.js');
  return {
    fixed: (schema) => made(() => prism.generateStatic(anOperation(document), schema)),
    invented: (schema, seed) =>
      made(() => prism.generate(NOWHERE, undefined, { ...componentsOf(document, schema), ...schema }, seed)),
  };
}

/** The components that the references of `schema` lead into, and theirs: the generator copies all that it is given. */
function componentsOf(document: JsonObject, schema: JsonObject): JsonObject {
  const found: JsonObject = {};
  const visit = (value: Json): void => {
    if (Array.isArray(value)) for (const item of value) visit(item);
    if (!isObject(value)) return;
    const { $ref: reference } = value;
    const [root, section = '', name = ''] = typeof reference === 'string' ? fromPointer(reference) : [];
    const component = root === 'components' ? at(document, toPointer([root, section, name])) : undefined;
    const known = objectOf(found[section]);
    if (component !== undefined && !Object.hasOwn(known, name)) {
      found[section] = { ...known, [name]: component };
      visit(component);
    }
    for (const part of Object.values(value)) visit(part);
  };
  visit(schema);
  return { components: found };
}

type Result = ReturnType<typeof generate> | ReturnType<typeof generateStatic>;

/** `undefined` for what it makes nothing of. */
function made(make: () => Result): unknown {
  try {
    const result = quietly(make);
    return result._tag === 'Right' ? result.right : undefined;
  } catch {
    return undefined;
  }
}

/** One of the generators warns, on the console, of schemas that it makes little of. What it makes is looked at anyway. */
function quietly<Value>(make: () => Value): Value {
  const { warn } = console;
  console.warn = () => {};
  try {
    return make();
  } finally {
    console.warn = warn;
  }
}

/** Prism takes an operation for the document of its references, and names it in its errors. */
function anOperation(document: JsonObject): Parameters<typeof generateStatic>[0] {
  return { ...document, ...NOWHERE };
}

const NOWHERE = { id: '', method: '', path: '', responses: [] };
