import type { ServerEvent } from '../server/events.ts';

/** A line, or more for an exception, for the operator: what went wrong in which request. */
export function describeEvent(event: ServerEvent): string {
  const where = `${event.requestId} ${event.operation?.id ?? '-'}`;
  if (event.event === 'exception') {
    const { error } = event;
    return `${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
  const what = event.event === 'broken_reply' ? 'the reply' : `the problem "${event.facts.kind}"`;
  const defects = event.defects.map(
    ({ in: place, path, message, clause }) =>
      `  ${[place, path].filter((part) => part !== '').join(' ')} ${message} (${clause})`,
  );
  return [`${where}: ${what} with status ${event.status} breaks the contract`, ...defects].join('\n');
}
