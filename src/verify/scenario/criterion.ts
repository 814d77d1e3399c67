/** Success and failure criteria: simple conditions and regular expressions (Arazzo 1.0.1 §4.6.11). */
import type { Json } from '@countersign/contract';
import { evaluate, type Scope } from './expression.ts';
import type { Criterion } from './scenarios.ts';

/** Whether the criterion holds. */
export function holds({ condition, type, context }: Criterion, scope: Scope): boolean {
  if (type === 'regex') {
    const subject = context === undefined ? undefined : evaluate(context, scope);
    return subject !== undefined && new RegExp(condition, 'u').test(String(subject));
  }
  return splitOutsideQuotes(condition, '||').some((alternative) =>
    splitOutsideQuotes(alternative, '&&').every((comparison) => compare(comparison, scope)),
  );
}

/** What a criterion found, for the reader of a failure: `$statusCode is 200`. */
export function describeFound({ condition, type, context }: Criterion, scope: Scope): string {
  const expressions = type === 'regex' ? [context ?? ''] : (condition.match(/\$[^\s=!<>&|]+/g) ?? []);
  return expressions
    .map((expression) => `${expression} is ${JSON.stringify(evaluate(expression, scope)) ?? 'absent'}`)
    .join(', ');
}

function compare(comparison: string, scope: Scope): boolean {
  const [, left = '', operator, right = ''] =
    /^(.+?)\s*(==|!=|<=|>=|<|>)\s*(.+)$/s.exec(comparison.trim()) ?? [];
  if (operator === undefined) return operand(comparison.trim(), scope) === true;
  const [one, other] = [operand(left, scope), operand(right, scope)];
  switch (operator) {
    case '==':
      return isEqual(one, other);
    case '!=':
      return !isEqual(one, other);
    case '<':
      return Number(one) < Number(other);
    case '<=':
      return Number(one) <= Number(other);
    case '>':
      return Number(one) > Number(other);
    default:
      return Number(one) >= Number(other);
  }
}

function operand(text: string, scope: Scope): Json | undefined {
  if (text.startsWith('$')) return evaluate(text, scope);
  if (/^'.*'$/s.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}

/** "String comparisons MUST be case insensitive"; a header field's number is text. */
function isEqual(one: Json | undefined, other: Json | undefined): boolean {
  if (typeof one === 'string' && typeof other === 'string') return one.toLowerCase() === other.toLowerCase();
  if (typeof one === 'string' && typeof other === 'number') return Number(one) === other;
  if (typeof one === 'number' && typeof other === 'string') return one === Number(other);
  return JSON.stringify(one) === JSON.stringify(other);
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === "'") quoted = !quoted;
    if (quoted || !text.startsWith(separator, index)) continue;
    parts.push(text.slice(start, index));
    start = index + separator.length;
  }
  return [...parts, text.slice(start)];
}
