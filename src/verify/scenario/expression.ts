/** Runtime expressions: `$steps.create.outputs.campaignId`, `$response.body#/data/id` (Arazzo 1.0.1 §4.7). */
import { at, isObject, type Json } from '@countersign/contract';
import { type Exchange, headerOf } from '../model/exchange.ts';
import { readBody } from '../wire/read-body.ts';
import { isFileExpression } from './payload-files.ts';

/** What expressions can speak of. */
export interface Scope {
  readonly inputs: Readonly<Record<string, Json>>;
  /** The outputs of the steps that are done, by step. */
  readonly steps: ReadonlyMap<string, Readonly<Record<string, Json>>>;
  /** The outputs of the workflow that the step ran, if it ran one. */
  readonly outputs: Readonly<Record<string, Json>>;
  readonly exchange: Exchange | undefined;
}

/** `value` with the expressions in it put in: a text that is one keeps its type, one inside a text becomes text. */
export function resolveValue(value: Json, scope: Scope): Json | undefined {
  if (typeof value === 'string') {
    if (isFileExpression(value)) return value;
    if (value.startsWith('$')) return evaluate(value, scope);
    return value.replaceAll(/\{(\$[^}]+)\}/g, (_, expression: string) => asText(evaluate(expression, scope)));
  }
  if (Array.isArray(value)) return value.map((item) => resolveValue(item, scope) ?? null);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, resolveValue(part, scope) ?? null]),
  );
}

/** What `expression` stands for, or `undefined` where there is nothing. */
export function evaluate(expression: string, scope: Scope): Json | undefined {
  const [path = '', pointer] = expression.split('#', 2);
  const value = evaluatePath(path, scope);
  return pointer === undefined ? value : at(value, pointer);
}

function evaluatePath(path: string, { inputs, steps, outputs, exchange }: Scope): Json | undefined {
  const [head, ...rest] = path.slice(1).split('.');
  const [first = '', second, third = ''] = rest;
  switch (head) {
    case 'statusCode':
      return exchange?.response?.status;
    case 'inputs':
      return inputs[rest.join('.')];
    case 'outputs':
      return outputs[rest.join('.')];
    case 'steps':
      return second === 'outputs' ? steps.get(first)?.[third] : undefined;
    case 'response': {
      if (exchange?.response === undefined) return undefined;
      if (first === 'body') return readBody(exchange.response);
      return first === 'header'
        ? headerOf(exchange.response, rest.slice(1).join('.').toLowerCase())
        : undefined;
    }
    default:
      return undefined;
  }
}

function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
