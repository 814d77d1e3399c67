/** What a path template and the path parameters of its operations must say alike. */
import type { Operation, Parameter } from '../contract.ts';
import { arrayOf, at, type JsonObject, toPointer } from '../json.ts';
import { nearest } from '../nearest.ts';
import { follow } from '../place.ts';
import type { Found } from './found.ts';

const PARAMETER = /\{([^{}]*)\}/g;

/** What is wrong with the templates of `operations`, and with their path parameters. */
export function pathParameterProblems(document: JsonObject, operations: readonly Operation[]): Found[] {
  const found = operations.flatMap((operation) => {
    const names = Array.from(operation.path.matchAll(PARAMETER), ([, name = '']) => name);
    return [...malformed(operation, names), ...mismatched(document, operation, names)];
  });
  // A parameter of a path item is that of all its operations.
  return [...new Map(found.map((problem) => [`${problem.pointer} ${problem.message}`, problem])).values()];
}

function malformed({ path }: Operation, names: readonly string[]): Found[] {
  const rule = 'path-template';
  const pointer = toPointer(['paths', path]);
  const found: Found[] = [];
  const literal = path.replaceAll(PARAMETER, '');
  if (/[{}]/.test(literal)) {
    found.push({
      pointer,
      rule,
      message: `${path} has a brace without its other one`,
      remedy: 'write a parameter as {name}; a brace that is meant as such is %7B or %7D',
    });
  }
  if (names.includes('')) {
    found.push({
      pointer,
      rule,
      message: `${path} has a parameter without a name`,
      remedy: 'name it between the braces: {id}',
    });
  }
  for (const name of new Set(names.filter((each, index) => each !== '' && names.indexOf(each) !== index))) {
    found.push({
      pointer,
      rule,
      message: `${path} has {${name}} more than once, and a request would lose one of its values`,
      remedy: `give each a name of its own: {${name}}, {${name}2}`,
    });
  }
  return found;
}

function mismatched(document: JsonObject, operation: Operation, names: readonly string[]): Found[] {
  const { path, method, pointer, parameters } = operation;
  const rule = 'path-parameter';
  const declared = parameters.filter((parameter) => parameter.in === 'path');
  const missing = [...new Set(names)].filter(
    (name) => name !== '' && declared.every((parameter) => parameter.name !== name),
  );
  const unused = declared.filter(({ name }) => !names.includes(name));
  return [
    ...missing.map((name) => ({
      pointer,
      rule,
      message: `${method.toUpperCase()} ${path} does not define its path parameter {${name}}`,
      remedy: definition(document, operation, name),
    })),
    ...unused.map((parameter) => ({
      pointer: whereListed(document, operation, parameter),
      rule,
      message: `the path parameter "${parameter.name}" is not in the path ${path}, so that every request would lack it`,
      remedy: renaming(parameter.name, missing),
    })),
  ];
}

function definition(document: JsonObject, { pointer }: Operation, name: string): string {
  const item = `- { name: ${name}, in: path, required: true, schema: { type: string } }`;
  return Array.isArray(at(document, `${pointer}/parameters`))
    ? `add to its parameters:\n  ${item}`
    : `add to it:\n  parameters:\n    ${item}`;
}

function renaming(name: string, missing: readonly string[]): string {
  const meant = missing.length === 1 ? missing[0] : nearest(name, missing);
  return meant === undefined
    ? `put {${name}} into the path, or leave the parameter out`
    : `name it "${meant}", as the path does`;
}

/** Where an operation lists the parameter, be it by reference; else where it is written. */
function whereListed(document: JsonObject, { pointer }: Operation, parameter: Parameter): string {
  const list = `${pointer}/parameters`;
  const index = arrayOf(at(document, list)).findIndex(
    (_, each) => follow(document, `${list}/${each}`)?.pointer === parameter.pointer,
  );
  if (index === -1) return parameter.pointer;
  const item = `${list}/${index}`;
  // By reference it is at home elsewhere, and right there.
  return at(document, `${item}/$ref`) === undefined ? item : `${item}/$ref`;
}
