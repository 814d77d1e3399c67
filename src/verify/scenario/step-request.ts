/** The request that a step of a scenario makes. */
import type { Json, Operation } from '@countersign/contract';
import type { HeaderLine, WireRequest } from '../model/exchange.ts';
import { fillTemplate } from '../wire/path.ts';
import { resolveValue, type Scope } from './expression.ts';
import type { Step, StepParameter, Workflow } from './scenarios.ts';
import { stepBody, textOf } from './step-body.ts';

/** The values that a step gives, by the place where they stand. */
export interface StepValues {
  readonly path: ReadonlyMap<string, Json>;
  readonly query: ReadonlyMap<string, Json>;
  readonly header: ReadonlyMap<string, Json>;
  readonly cookie: ReadonlyMap<string, Json>;
  readonly payload: Json | undefined;
}

/** A step's parameters win over its workflow's of the same name and place. */
export function stepValues(workflow: Workflow, step: Step, scope: Scope): StepValues {
  const values = { path: new Map<string, Json>(), query: new Map(), header: new Map(), cookie: new Map() };
  for (const { name, in: place, value } of [...workflow.parameters, ...step.parameters]) {
    const resolved = resolveValue(value, scope);
    if (resolved === undefined || !isPlace(place)) continue;
    values[place].set(name, resolved);
  }
  const payload = step.payload === undefined ? undefined : resolveValue(step.payload, scope);
  return { ...values, payload };
}

function isPlace(place: StepParameter['in']): place is 'path' | 'query' | 'header' | 'cookie' {
  return place === 'path' || place === 'query' || place === 'header' || place === 'cookie';
}

export function stepRequest(
  operation: Operation,
  { contentType, files }: Step,
  values: StepValues,
): WireRequest {
  const path = fillTemplate(operation.path, (name) =>
    encodeURIComponent(textOf(values.path.get(name) ?? '')),
  );
  const query = [...values.query].flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map(
      (item) => `${encodeURIComponent(name)}=${encodeURIComponent(textOf(item))}`,
    ),
  );
  const headers: HeaderLine[] = [...values.header].map(([name, value]) => [name, textOf(value)]);
  const cookies = [...values.cookie].map(([name, value]) => `${name}=${encodeURIComponent(textOf(value))}`);
  if (cookies.length > 0) headers.push(['Cookie', cookies.join('; ')]);
  const { payload } = values;
  const body = payload === undefined ? undefined : stepBody(operation, contentType, payload, files);
  if (body !== undefined) headers.push(['Content-Type', body.contentType]);
  return {
    method: operation.method.toUpperCase(),
    target: query.length === 0 ? path : `${path}?${query.join('&')}`,
    headers,
    body: body?.bytes,
  };
}
