/** What the server remembers: the members of each collection whose contract creates and reads them. */
import { randomUUID } from 'node:crypto';
import { isObject, type Json, type JsonObject } from '../../../../src/contract/json.ts';

export class Store {
  readonly #collections = new Map<string, Map<string, JsonObject>>();
  #count = 0;

  add(collection: string, id: 'integer' | 'uuid' | 'string', body: Json | undefined): JsonObject {
    this.#count += 1;
    const key = id === 'integer' ? this.#count : id === 'uuid' ? randomUUID() : `member_${this.#count}`;
    const member = { ...(isObject(body) ? body : {}), id: key };
    this.#members(collection).set(String(key), member);
    return member;
  }

  get(collection: string, id: string): JsonObject | undefined {
    return this.#members(collection).get(id);
  }

  put(collection: string, id: string, member: JsonObject): void {
    this.#members(collection).set(id, member);
  }

  delete(collection: string, id: string): void {
    this.#members(collection).delete(id);
  }

  list(collection: string): JsonObject[] {
    return [...this.#members(collection).values()];
  }

  #members(collection: string): Map<string, JsonObject> {
    const members = this.#collections.get(collection) ?? new Map<string, JsonObject>();
    this.#collections.set(collection, members);
    return members;
  }
}
