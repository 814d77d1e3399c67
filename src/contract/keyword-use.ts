/** Finds cross-field keywords whose own value makes no sense, before a request meets them. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Locate } from './contract.ts';
import type { ContractProblem } from './contract-error.ts';
import { isObject, type Json, type JsonObject, type JsonSchema, toPointer } from './json.ts';
import { crossFieldKeywords } from './keywords.ts';

// The schemas of the values are ours, and tested: checking them would take Ajv its whole meta-schema.
const ajv = new Ajv2020({ validateSchema: false });

const valueSchemas: ReadonlyMap<string, JsonSchema> = new Map(
  crossFieldKeywords.map(({ name, valueSchema }) => [name, valueSchema]),
);

/** One problem for each `x-after`, `x-sum`, … in `document` whose value does not fit the keyword. */
export function checkKeywordUse(document: JsonObject, locate: Locate): ContractProblem[] {
  const problems: ContractProblem[] = [];
  const visit = (value: Json, path: readonly (string | number)[]): void => {
    if (Array.isArray(value)) value.forEach((item, index) => void visit(item, [...path, index]));
    if (!isObject(value)) return;
    for (const [key, child] of Object.entries(value)) {
      const schema = valueSchemas.get(key);
      // Ajv remembers what it made of a schema.
      const check = schema === undefined ? undefined : ajv.compile(schema);
      if (check !== undefined && !check(child)) {
        const pointer = toPointer([...path, key]);
        const message = `${key} ${ajv.errorsText(check.errors, { dataVar: 'value' })}, found ${JSON.stringify(child)}`;
        problems.push({ message, severity: 'error', rule: key, location: locate(pointer), pointer });
      }
      // Sentences for keywords, by their names.
      if (key !== 'x-message') visit(child, [...path, key]);
    }
  };
  visit(document, []);
  return problems;
}
