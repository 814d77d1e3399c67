/** `filter[status]=open&filter[owner][id]=7`: an object spread over the query (OpenAPI 3.1 §4.8.12.2, style `deepObject`). */
import type { Json, JsonObject, Parameter } from '@countersign/contract';
import { isList, type Pairs } from './deserialize.ts';
import type { TextSchema } from './text-schema.ts';

/** Names in brackets after the parameter's own. */
const DEEPEST = 8;

/** What is wrong with a name that has more of them, in words that read on from it. */
export const TOO_DEEP = `is nested deeper than ${DEEPEST} levels`;

/** Whether a name in brackets is one of more levels than are read. */
export function isTooDeep(name: string): boolean {
  return name.split('][').length > DEEPEST;
}

/** Whether the pair of that name belongs to the parameter. */
export function isPartOf({ name }: Parameter, queryName: string): boolean {
  return queryName.startsWith(`${name}[`) && queryName.endsWith(']');
}

/** The object, or `undefined` where nothing of it was sent. What its schema calls a list is one, however it is sent. */
export function readDeepObject(
  parameter: Parameter,
  schema: TextSchema,
  pairs: Pairs,
  decode: (text: string) => string,
): Json | undefined {
  const own = pairs
    .map(([name, value]) => [decode(name), decode(value)] as const)
    .filter(([name]) => isPartOf(parameter, name) && !isTooDeep(name));
  return readNested(parameter.name, schema, own);
}

/**
 * The value of `pairs` that are all named `name`, or `name` with brackets: `tags[0]`, `tags[]`, `owner[id]`.
 * `undefined` where there are none. Who calls it has refused what is too deep.
 */
export function readNested(name: string, schema: TextSchema, pairs: Pairs): Json | undefined {
  const root = new Node();
  for (const [queryName, value] of pairs) {
    const path = queryName === name ? [] : queryName.slice(name.length + 1, -1).split('][');
    root.add(path, value);
  }
  return root.isEmpty ? undefined : root.value(schema);
}

class Node {
  readonly #values: string[] = [];
  readonly #children = new Map<string, Node>();

  get isEmpty(): boolean {
    return this.#values.length === 0 && this.#children.size === 0;
  }

  add([step, ...rest]: readonly string[], value: string): void {
    if (step === undefined) {
      this.#values.push(value);
      return;
    }
    const child = this.#children.get(step) ?? new Node();
    this.#children.set(step, child);
    child.add(rest, value);
  }

  value(schema: TextSchema): Json {
    if (this.#children.size === 0) {
      const [only = '', ...others] = this.#values;
      return others.length > 0 || isList(schema) ? this.#values : only;
    }
    const names = [...this.#children.keys()];
    // `tags[]=a&tags[]=b` and `tags[0]=a&tags[1]=b` are how some clients write lists.
    if (isList(schema) && names.every((name) => /^\d*$/.test(name))) {
      return [...this.#values, ...[...this.#children].flatMap(([, child]) => child.#items(schema.item(0)))];
    }
    const entries = [...this.#children].map(
      ([name, child]) => [name, child.value(schema.property(name))] as const,
    );
    const object: JsonObject = Object.fromEntries(entries);
    return object;
  }

  #items(schema: TextSchema): Json[] {
    return this.#children.size === 0 && !isList(schema) ? this.#values : [this.value(schema)];
  }
}
