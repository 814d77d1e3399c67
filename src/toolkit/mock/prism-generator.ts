/** Values for schemas by Prism's generators. They need not keep the schema. */
import { type JsonObject, objectOf } from '@countersign/contract';
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
  // Only what references usually lead to: it is copied for each value.
  const known: JsonObject = { components: objectOf(document['components']) };
  return {
    fixed: (schema) => made(() => prism.generateStatic(anOperation(document), schema)),
    invented: (schema, seed) => made(() => prism.generate(NOWHERE, undefined, { ...known, ...schema }, seed)),
  };
}

type Result = ReturnType<typeof generate> | ReturnType<typeof generateStatic>;

/** `undefined` for what it makes nothing of. */
function made(make: () => Result): unknown {
  try {
    const result = make();
    return result._tag === 'Right' ? result.right : undefined;
  } catch {
    return undefined;
  }
}

/** Prism takes an operation for the document of its references, and names it in its errors. */
function anOperation(document: JsonObject): Parameters<typeof generateStatic>[0] {
  return { ...document, ...NOWHERE };
}

const NOWHERE = { id: '', method: '', path: '', responses: [] };
