/** What a client can mend, out of all that fails: of a choice by discriminator the chosen form, and nothing twice. */
import {
  arrayOf,
  at,
  describeFailure,
  factsOf,
  fromPointer,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  type SchemaChecker,
  type SchemaFailure,
  toPointer,
} from '@countersign/contract';
import { TextSchema } from './parameters/text-schema.ts';

/** `checker`, whose failures are explained. Validity stays what it is. */
export function explaining(document: JsonObject, checker: SchemaChecker): SchemaChecker {
  const explain = (failures: SchemaFailure[]): SchemaFailure[] =>
    failures.length === 0 ? failures : once(chosenOnly(document, checker, failures));
  return {
    ...checker,
    check: (schemaPointer, value) => explain(checker.check(schemaPointer, value)),
    checkAndFillIn: (schemaPointer, value, isBrief) =>
      explain(checker.checkAndFillIn(schemaPointer, value, isBrief)),
  };
}

/** Branches of one choice may ask for the same, and a client is told so once. */
function once(failures: readonly SchemaFailure[]): SchemaFailure[] {
  const told = new Map(
    failures.map((failure) => {
      const { pointer, keyword, expected, isName } = failure;
      return [JSON.stringify([pointer, keyword, expected, isName]), failure];
    }),
  );
  return [...told.values()];
}

function chosenOnly(
  document: JsonObject,
  checker: SchemaChecker,
  failures: readonly SchemaFailure[],
): SchemaFailure[] {
  const ofBranches = new Map<string, number>();
  const told: SchemaFailure[] = [];
  // What fails in the branches of a choice is listed before the choice itself.
  for (const failure of failures.toReversed()) {
    const key = keyOf(failure);
    const left = ofBranches.get(key) ?? 0;
    if (left > 0) ofBranches.set(key, left - 1);
    else if (!isByDiscriminator(document, failure)) told.push(failure);
    else {
      const { pointer, actual, schemaPointer } = failure;
      const branches = arrayOf(at(document, schemaPointer)).map((_, index) => `${schemaPointer}/${index}`);
      const ofBranch = (branch: string): SchemaFailure[] =>
        checker.check(branch, actual).map((each) => ({ ...each, pointer: pointer + each.pointer }));
      for (const each of branches.flatMap(ofBranch)) {
        const own = keyOf(each);
        ofBranches.set(own, (ofBranches.get(own) ?? 0) + 1);
      }
      const chosen = choose(document, failure, branches);
      const own = typeof chosen === 'string' ? ofBranch(chosen) : [chosen];
      // Where the chosen form fits, another one does as well, and the choice itself is what fails.
      told.push(...(own.length === 0 ? [failure] : chosenOnly(document, checker, own)).toReversed());
    }
  }
  return told.toReversed();
}

function keyOf({ pointer, keyword, schemaPointer, expected }: SchemaFailure): string {
  return JSON.stringify([pointer, keyword, schemaPointer, expected]);
}

function isByDiscriminator(document: JsonObject, { keyword, schemaPointer, actual }: SchemaFailure): boolean {
  return (
    factsOf(keyword).isChoice === true &&
    isObject(actual) &&
    typeof discriminatorAt(document, schemaPointer)['propertyName'] === 'string'
  );
}

/** The one beside a choice. */
function discriminatorAt(document: JsonObject, choicePointer: string): JsonObject {
  const owner = toPointer(fromPointer(choicePointer).slice(0, -1));
  return objectOf(objectOf(at(document, owner))['discriminator']);
}

/** The branch that a value is of by its own word, or what is wrong with that word (OpenAPI 3.1 §4.8.25). */
function choose(
  document: JsonObject,
  { pointer, actual, schemaPointer }: SchemaFailure,
  branches: readonly string[],
): string | SchemaFailure {
  const { propertyName, mapping } = discriminatorAt(document, schemaPointer);
  const property = String(propertyName);
  const value = objectOf(actual)[property];
  const names = branches.map((branch) => namesOf(document, branch, property, objectOf(mapping)));
  const chosen = branches.find((_, index) => value !== undefined && names[index]?.includes(value));
  if (chosen !== undefined) return chosen;
  const place = { schemaPointer, pointer: pointer + toPointer([property]), actual: value };
  if (value === undefined)
    return {
      ...place,
      keyword: 'required',
      expected: property,
      message: describeFailure('required', property, null),
    };
  const expected = [...new Set(names.flat())];
  return { ...place, keyword: 'enum', expected, message: describeFailure('enum', expected, value) };
}

/** What the discriminator says where a value is of that branch: as mapped, as the branch itself lists, or its name. */
function namesOf(document: JsonObject, branch: string, property: string, mapping: JsonObject): Json[] {
  const schema = at(document, branch);
  const { $ref } = objectOf(schema);
  const place = new TextSchema(document, [schema]);
  const { component } = place;
  const mapped = Object.entries(mapping)
    .filter(([, target]) => target !== undefined && (target === $ref || target === component))
    .map(([name]) => name);
  if (mapped.length > 0) return mapped;
  const { members } = place.property(property);
  return members.length > 0 ? [...members] : component === undefined ? [] : [component];
}
