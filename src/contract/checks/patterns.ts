/** Patterns that are no regular expressions of ECMAScript, which JSON Schema has (2020-12 §6.4). */
import { isObject, toPointer } from '../json.ts';
import { compiles, type Foreign, refusal } from '../regex/foreign.ts';
import { translate } from '../regex/translate.ts';
import type { Found } from './found.ts';
import type { SchemaPlace } from './schema-places.ts';

/** The rule of patterns that JavaScript does not know. */
export const PATTERN_RULE = 'pattern';

/** One problem for each `pattern`, and each key of `patternProperties`, that no validator can compile. */
export function foreignPatterns(places: readonly SchemaPlace[]): Found[] {
  return places.flatMap(({ schema, pointer }) => {
    const { pattern, patternProperties } = schema;
    const own = typeof pattern === 'string' ? tell(pattern, `${pointer}/pattern`, 'pattern: ') : [];
    const names = isObject(patternProperties) ? Object.keys(patternProperties) : [];
    return [
      ...own,
      ...names.flatMap((name) => tell(name, `${pointer}${toPointer(['patternProperties', name])}`, '')),
    ];
  });
}

function tell(pattern: string, pointer: string, key: string): Found[] {
  if (compiles(pattern)) return [];
  const { pattern: same, foreign } = translate(pattern);
  const unknown = foreign.map(({ text, meaning }) => `${text} (${meaning})`);
  const reason = unknown.length > 0 ? `it does not know ${unknown.join(', ')}` : (refusal(pattern) ?? '');
  return [
    {
      pointer,
      rule: PATTERN_RULE,
      message: `"${pattern}" is no regular expression of JavaScript: ${reason}`,
      remedy:
        same === undefined ? nearestWords(foreign) : `write it as ${key}'${same.replaceAll("'", "''")}'`,
    },
  ];
}

/** What is to be put in for the parts that have an equal. */
function nearestWords(foreign: readonly Foreign[]): string {
  const known = foreign.flatMap(({ text, same }) => (same === undefined ? [] : [`${same} for ${text}`]));
  const open = foreign.filter(({ same }) => same === undefined).map(({ text }) => text);
  return [
    ...(known.length === 0 ? [] : [`write ${known.join(', ')}`]),
    open.length === 0
      ? 'correct it: JSON Schema has the regular expressions of ECMAScript, with the flag u'
      : `there is nothing that is surely the same as ${open.join(', ')}: write out what is meant`,
  ].join('; ');
}
