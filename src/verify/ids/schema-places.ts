/** What a schema says of each place of a value, whichever of its branches says it. */
import { isObject, type Json, type JsonObject, toPointer } from '@countersign/contract';
import type { Schemas } from '../values/schemas.ts';

export class Places {
  readonly #schemas: Schemas;
  /** Where the schemas of a place stand in the document; `*` stands for any item or free property. */
  readonly #pointers: ReadonlyMap<string, readonly string[]>;

  constructor(schemas: Schemas, schemaPointer: string) {
    this.#schemas = schemas;
    this.#pointers = new Map(
      [...Map.groupBy(schemas.locationsAt(schemaPointer), ({ path }) => path)].map(([path, locations]) => [
        path,
        locations.map(({ pointer }) => pointer),
      ]),
    );
  }

  /** Where the schemas of the place stand in the document. */
  pointersAt(path: string): readonly string[] {
    return this.#pointers.get(path) ?? [];
  }

  schemasAt(path: string): JsonObject[] {
    return this.pointersAt(path)
      .map((pointer) => this.#schemas.at(pointer))
      .filter(isObject);
  }

  /** Whether any schema of the place says so: `says('/id', 'readOnly', true)`. */
  says(path: string, keyword: string, value: Json): boolean {
    return this.schemasAt(path).some((schema) => schema[keyword] === value);
  }

  /** The declared place of a property or item below `path`, or `undefined` where nothing is said of it. */
  below(path: string, step: string | number): string | undefined {
    return [path + toPointer([step]), `${path}/*`].find((place) => this.#pointers.has(place));
  }

  /** The names of the properties that are declared right below `path`. */
  propertiesOf(path: string): string[] {
    const names = this.schemasAt(path).flatMap(({ properties }) =>
      isObject(properties) ? Object.keys(properties) : [],
    );
    return [...new Set(names)];
  }
}
