import type { ContractProblem } from '@countersign/contract';

/** Rules of Redocly, and the checks of the contract that find the same and say more. */
const SAME: ReadonlyMap<string, readonly string[]> = new Map([
  ['no-unresolved-refs', ['reference']],
  ['operation-operationId-unique', ['operation-id-unique']],
  ['no-identical-paths', ['operation-unique']],
  ['path-parameters-defined', ['path-parameter']],
  ['path-declaration-must-exist', ['path-template']],
  ['struct', ['keyword-value', 'path-slash', 'response-status']],
  ['no-enum-type-mismatch', ['satisfiable-schema']],
  ['no-required-schema-properties-undefined', ['satisfiable-schema']],
]);

/** Checks that look at all places that the rule looks at: what the rule finds is among what they find. */
const WHOLE: ReadonlySet<string> = new Set([
  ...['reference', 'operation-id-unique', 'operation-unique', 'path-parameter', 'path-template'],
]);

/** Those of `linted` that `found` does not tell already. */
export function notToldAlready(
  linted: readonly ContractProblem[],
  found: readonly ContractProblem[],
): ContractProblem[] {
  return linted.filter((problem) => {
    if (problem.rule === 'no-ambiguous-paths' && isOneShape(problem)) return false;
    const checks = SAME.get(problem.rule) ?? [];
    return !found.some(
      (other) => checks.includes(other.rule) && (WHOLE.has(other.rule) || isOneLine(other, problem)),
    );
  });
}

/** Whether the paths that the rule names are one to a request, which is another matter. */
function isOneShape({ message }: ContractProblem): boolean {
  const shapes = Array.from(message.matchAll(/`([^`]+)`/g), ([, path = '']) =>
    path.replaceAll(/\{[^{}]*\}/g, '{}'),
  );
  return shapes.length === 2 && shapes[0] === shapes[1];
}

function isOneLine({ location: one }: ContractProblem, { location: other }: ContractProblem): boolean {
  return one !== undefined && one.file === other?.file && one.line === other.line;
}
