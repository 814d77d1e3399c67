/** The keywords that list the names of properties: each name is a clause of its own. */
import { arrayOf, isObject, type Json, objectOf, toPointer } from './json.ts';
import type { NameList } from './json-schema-keyword.ts';

/** `required: [a, b]` */
export const requiredNames: NameList = {
  of: (value) => strings(value).map((name) => ({ path: toPointer([name]), name })),
  without: (value, name) => (Array.isArray(value) ? value.filter((other) => other !== name) : value),
};

/** `dependentRequired: {a: [b]}`: the clause is about `a`, beside which `b` must be there. */
export const dependentNames: NameList = {
  of: (value) =>
    Object.entries(objectOf(value)).flatMap(([owner, needed]) =>
      strings(needed).map((name) => ({ path: toPointer([owner]), name })),
    ),
  without: (value, name) =>
    isObject(value)
      ? Object.fromEntries(
          Object.entries(value).map(([owner, needed]) => [owner, requiredNames.without(needed, name)]),
        )
      : value,
};

function strings(value: Json | undefined): string[] {
  return arrayOf(value).filter((item) => typeof item === 'string');
}
