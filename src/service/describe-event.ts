import type { ServiceEvent } from './start-service.ts';

/** A line, or more for an exception, for the operator: what went wrong in which request. */
export function describeEvent(event: ServiceEvent): string {
  if (event.event === 'secret_key_made') {
    return `Passwords of mailboxes are encrypted with ${event.file}, made now: keep it with the data, or they are lost.`;
  }
  if (event.event === 'background_exception') return `In the background: ${describeError(event.error)}`;
  if (event.event === 'warnings') return event.message;
  if (event.event === 'no_cross_check') {
    return `Requests of ${event.operation.id} are judged once: ${describeError(event.error)}`;
  }
  const where = `${event.requestId} ${event.operation?.id ?? '-'}`;
  if (event.event === 'exception') return `${where}: ${describeError(event.error)}`;
  if (event.event === 'disagreement') {
    const { violations, refusals } = event;
    const told = [...violations, ...refusals].map(
      ({ in: place, pointer, message }) => `  ${place} ${pointer} ${message}`,
    );
    const who = violations.length > 0 ? 'the server' : 'express-openapi-validator';
    return [`${where}: ${who} alone refuses the request`, ...told].join('\n');
  }
  const what = event.event === 'broken_reply' ? 'the reply' : `the problem "${event.facts.kind}"`;
  const defects = event.defects.map(
    ({ in: place, path, message, clause }) =>
      `  ${[place, path].filter((part) => part !== '').join(' ')} ${message} (${clause})`,
  );
  return [`${where}: ${what} with status ${event.status} breaks the contract`, ...defects].join('\n');
}

function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
