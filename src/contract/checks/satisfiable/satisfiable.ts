/** Schemas that no value can satisfy. What cannot be decided for certain is passed over. */
import type { Locate } from '../../contract.ts';
import { describePlace } from '../../contract-error.ts';
import { arrayOf, isObject, type JsonObject, toPointer } from '../../json.ts';
import { choiceKeywords, keywordsThat } from '../../keyword-facts.ts';
import type { Found } from '../found.ts';
import type { SchemaPlace } from '../schema-places.ts';
import { conjunctionOf, partsOf } from './conjunction.ts';
import type { Contradiction } from './contradiction.ts';
import { contradictionOf } from './find-contradiction.ts';

const RULE = 'satisfiable-schema';

/** A warning for each of `places` that contradicts itself; not for those that are impossible because a part is. */
export function unsatisfiable(document: JsonObject, places: readonly SchemaPlace[], locate: Locate): Found[] {
  const isAlone = (pointer: string): boolean =>
    contradictionOf(conjunctionOf(document, pointer)) === undefined;
  return places.flatMap((place) => {
    const { schema, pointer } = place;
    // It is what it refers to, or a promise alone.
    if (!mayContradict(schema)) return [];
    const parts = partsOf(schema, pointer);
    const tell = (what: string, contradiction: Contradiction): Found =>
      toFound(place, what, contradiction, locate);
    if (parts.length === 0) {
      const own = contradictionOf([place]);
      return own === undefined ? choices(document, [place], tell) : [tell('', own)];
    }
    const all = conjunctionOf(document, pointer);
    const own = contradictionOf(all);
    if (own !== undefined) return parts.every(isAlone) ? [tell('', own)] : [];
    return [...properties(document, all, isAlone, tell), ...choices(document, all, tell)];
  });
}

/** Keywords that can contradict one of their own kind, or the type. */
const ASKING: ReadonlySet<string> = new Set(
  keywordsThat(
    ({ counts, failure, isChoice, written, isAnnotation }) =>
      counts !== undefined ||
      failure === 'too small' ||
      failure === 'too large' ||
      isChoice === true ||
      (written !== undefined && isAnnotation !== true),
  ),
);

/** Whether a contradiction is to be looked for: most schemas are a type, or what they refer to. */
function mayContradict(schema: JsonObject): boolean {
  if (Array.isArray(schema['allOf']) || schema['additionalProperties'] === false) return true;
  let count = 0;
  for (const key in schema) {
    count += 1;
    if (ASKING.has(key)) return true;
  }
  return count > 1 && schema['$ref'] !== undefined;
}

type Tell = (what: string, contradiction: Contradiction) => Found;

/** Properties that two schemas define, each possible, and not together. */
function properties(
  document: JsonObject,
  schemas: readonly SchemaPlace[],
  isAlone: (pointer: string) => boolean,
  tell: Tell,
): Found[] {
  const defined = schemas.flatMap(({ schema, pointer }) =>
    Object.keys(isObject(schema['properties']) ? schema['properties'] : {}).map((name) => ({
      name,
      pointer: `${pointer}${toPointer(['properties', name])}`,
    })),
  );
  return [...Map.groupBy(defined, ({ name }) => name)].flatMap(([name, uses]) => {
    if (uses.length < 2) return [];
    const together = uses.flatMap((use) => conjunctionOf(document, use.pointer));
    const contradiction = contradictionOf(together);
    if (contradiction === undefined || !uses.every((use) => isAlone(use.pointer))) return [];
    return [tell(`of the property "${name}"`, contradiction)];
  });
}

/** Choices of which no branch is possible beside what else holds. */
function choices(document: JsonObject, schemas: readonly SchemaPlace[], tell: Tell): Found[] {
  const [own] = schemas;
  if (own === undefined) return [];
  return choiceKeywords.flatMap((keyword) => {
    const branches = arrayOf(own.schema[keyword]).map((_, index) =>
      conjunctionOf(document, `${own.pointer}/${keyword}/${index}`),
    );
    if (branches.length === 0 || branches.some((branch) => contradictionOf(branch) !== undefined)) return [];
    const found = branches.map((branch) => contradictionOf([...schemas, ...branch]));
    const [first] = found;
    const isImpossible = found.every((contradiction) => contradiction !== undefined);
    return isImpossible && first !== undefined ? [tell(`in any branch of ${keyword}`, first)] : [];
  });
}

function toFound(
  { pointer: owner }: SchemaPlace,
  what: string,
  { message, remedy, pointers }: Contradiction,
  locate: Locate,
): Found {
  const own = pointers.find((pointer) => pointer.startsWith(`${owner}/`));
  const pointer = own ?? owner;
  const others = pointers.filter((each) => each !== pointer && !sameLine(each, pointer, locate));
  const where = others.map((each) => describePlace({ location: locate(each), pointer: each })).join(', ');
  return {
    pointer,
    rule: RULE,
    severity: 'warning',
    message: `no value is possible${what === '' ? '' : ` ${what}`}: ${message}${where === '' ? '' : ` (${where})`}`,
    remedy,
  };
}

function sameLine(one: string, other: string, locate: Locate): boolean {
  const [here, there] = [locate(one), locate(other)];
  // Without lines, what stands in one schema is near enough.
  if (here === undefined || there === undefined)
    return one.split('/').slice(0, -1).join('/') === other.split('/').slice(0, -1).join('/');
  return here.file === there.file && here.line === there.line;
}
