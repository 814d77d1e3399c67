/** What a mock tells its owner: examples that it does not use, and what went wrong in it. */
import { type Contract, describeProblem } from '@countersign/contract';
import type { ServerEvent } from '@countersign/server';
import type { MockValues } from './mock-values.ts';

/** Tells of each example of an answer that breaks its own schema, once. */
export function tellBrokenExamples(
  contract: Contract,
  values: MockValues,
  tell: (line: string) => void,
): void {
  const told = new Set<string>();
  for (const { id, responses } of contract.operations)
    for (const { status, content, headers } of responses)
      for (const { example, reason } of [...content, ...headers].flatMap(values.brokenExamples)) {
        if (told.has(example.pointer)) continue;
        told.add(example.pointer);
        const location = contract.locate(example.pointer);
        const message = `the example ${example.name} of ${id} ${status} breaks its schema (${reason}); a value that keeps it is answered instead`;
        tell(describeProblem({ message, severity: 'warning', rule: 'mock-example', location }));
      }
}

/** Tells of what went wrong. What a server tells of its contract at the start is for `lint` to tell. */
export function tellEvent(event: ServerEvent, tell: (line: string) => void): void {
  if (event.event === 'exception') {
    const { requestId, operation, error } = event;
    const reason = error instanceof Error ? error.message : String(error);
    tell(`${operation?.id ?? 'a request'} was answered with 500 (request ${requestId}): ${reason}`);
  }
  if (event.event === 'broken_reply') {
    const { requestId, operation, status, defects } = event;
    const reasons = defects.map(({ in: place, path, message }) => `${place} ${path} ${message}`);
    tell(
      `${operation.id} has no ${status} that keeps the contract (request ${requestId}): ${reasons.join('; ')}`,
    );
  }
  if (event.event === 'disagreement') {
    const { operation, requestId, violations, refusals } = event;
    const opinions = JSON.stringify({ server: violations, other: refusals });
    tell(`${operation.id} is judged otherwise by a second opinion (request ${requestId}): ${opinions}`);
  }
  if (event.event === 'no_cross_check') {
    tell(`${event.operation.id} has no second opinion: ${String(event.error)}`);
  }
}
