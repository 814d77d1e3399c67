/** The path of a request: written by its template, and read back. */
import { type Json, type Operation, type Parameter, writtenLiteral } from '@countersign/contract';
import type { Schemas } from '../values/schemas.ts';
import { readPathValue } from './read-style.ts';
import { Unwritable } from './unwritable.ts';
import { writePathValue } from './write-style.ts';

const PLACEHOLDER = /\{([^}]+)\}/g;

/**
 * The path with `values` in it, by the names of their parameters. A placeholder without a value is left as it is.
 *
 * @throws {Unwritable} a value makes it another path
 */
export function writePath({ path, parameters }: Operation, values: ReadonlyMap<string, Json>): string {
  return path
    .split('/')
    .map((template) => {
      let isFilled = false;
      const segment = fillTemplate(template, (name, placeholder) => {
        const value = values.get(name);
        const parameter = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name);
        if (value === undefined || parameter === undefined) return placeholder;
        isFilled = true;
        return writePathValue(parameter, value);
      });
      return isFilled ? checked(segment, template) : segment;
    })
    .join('/');
}

/** `template` as a URL has it, with what `write` says for its placeholders. */
export function fillTemplate(template: string, write: (name: string, placeholder: string) => string): string {
  return template
    .split('/')
    .map((segment) =>
      segment
        .split(PLACEHOLDER)
        .map((part, index) => (index % 2 === 0 ? writtenLiteral(part) : write(part, `{${part}}`)))
        .join(''),
    )
    .join('/');
}

/** RFC 3986 §5.2.4: dot segments are removed on the way, and an empty one is another path. */
function checked(segment: string, template: string): string {
  if (segment === '' || segment === '.' || segment === '..') {
    throw new Unwritable(`a path segment cannot be ${JSON.stringify(segment)}`);
  }
  if (isWhole(template)) return segment;
  const [shortest, longest] = ['+?', '+'].map((many) => matcherOf(template, many).exec(segment)?.slice(1));
  if (shortest === undefined || JSON.stringify(shortest) !== JSON.stringify(longest)) {
    throw new Unwritable(`${segment} can be taken apart in more than one way`);
  }
  return segment;
}

/** What a server finds in `path` for the parameters of the operation. */
export function readPath(schemas: Schemas, operation: Operation, path: string): Map<Parameter, Json> {
  const found = new Map<Parameter, Json>();
  const segments = path.split('/');
  for (const [index, template] of operation.path.split('/').entries()) {
    if (!template.includes('{')) continue;
    const segment = segments[index] ?? '';
    const names = [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
    const texts = isWhole(template) ? [segment] : (matcherOf(template, '+').exec(segment)?.slice(1) ?? []);
    for (const [place, name] of names.entries()) {
      const parameter = operation.parameters.find(
        (parameter) => parameter.in === 'path' && parameter.name === name,
      );
      const text = texts[place];
      const value = parameter && text !== undefined ? readPathValue(schemas, parameter, text) : undefined;
      if (parameter !== undefined && value !== undefined) found.set(parameter, value);
    }
  }
  return found;
}

/** Whether the segment is nothing but one placeholder. */
function isWhole(template: string): boolean {
  return /^\{[^{}]+\}$/.test(template);
}

/** @param many the quantifier of a placeholder's characters */
function matcherOf(template: string, many: string): RegExp {
  const pattern = template
    .split(PLACEHOLDER)
    .filter((_, index) => index % 2 === 0)
    .map((literal) => writtenLiteral(literal).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join(`(.${many})`);
  return new RegExp(`^${pattern}$`);
}
