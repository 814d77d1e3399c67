/** Conditional requests, where the contract declares them (RFC 9110 §13.1). */
import type { Operation, Parameter } from '@countersign/contract';
import { withQuery } from '../../ids/paginate.ts';
import type { Answered } from '../../model/answered.ts';
import type { Draft } from '../../model/draft.ts';
import { headerOf } from '../../model/exchange.ts';
import { Unavailable } from '../../model/unavailable.ts';
import type { Planning } from './planning.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName } from './sequence-case.ts';
import type { Made, SequenceContext } from './sequence-context.ts';

export function etagCases(planning: Planning, resource: Resource): SequenceCase[] {
  const { create, read, modify, replace, remove } = resource;
  if (create === undefined || read === undefined) return [];
  const changes = [modify, replace, remove].filter((operation) => operation !== undefined);
  const guarded = changes.flatMap((change) => {
    const parameter = headerNamed(change, 'if-match');
    return parameter === undefined || change === create ? [] : [{ change, parameter }];
  });
  if (guarded.length > 0 && !hasETag(read)) {
    for (const { change } of guarded)
      planning.drop(change, 'a stale If-Match', `${read.id} documents no ETag`);
    return [];
  }
  const ifNoneMatch = headerNamed(read, 'if-none-match');
  const isFresh304 = ifNoneMatch !== undefined && documents(read, '304') && hasETag(read);
  return [
    ...guarded.map(({ change, parameter }) => staleChange(resource, create, read, change, parameter)),
    ...(isFresh304 ? [notModified(resource, create, read, ifNoneMatch)] : []),
  ];
}

function staleChange(
  resource: Resource,
  create: Operation,
  read: Operation,
  change: Operation,
  parameter: Parameter,
): SequenceCase {
  // What a change of the resource is made with, so that an ETag of before is stale.
  const update = [resource.modify, resource.replace].find((operation) => operation !== undefined) ?? change;
  return {
    name: sequenceName(change, 'a stale If-Match', '412'),
    phase: 'stateful',
    operation: change,
    why: 'RFC 9110 §13.1.1: who changes what somebody else has changed meanwhile is told so.',
    requests: [create.id, read.id, update.id, change.id],
    alone: false,
    async play(sequence) {
      const made = await sequence.make(resource);
      const tag = etagOf(await readOnce(sequence, made, read));
      const current = headerNamed(update, 'if-match');
      const fresh = sequence.on(made, update, sequence.templates.rich(update));
      const updated = await sequence.send(current === undefined ? fresh : withHeader(fresh, current, tag));
      if (updated.status >= 300)
        throw new Unavailable(`${update.id} answered ${updated.status} to a current If-Match`);
      if (etagOf(await readOnce(sequence, made, read)) === tag) {
        throw new Unavailable(`the ETag is the same after ${update.id}`);
      }
      const stale = await sequence.send(withHeader(sequence.on(made, change), parameter, tag));
      if (stale.status === 412) return [];
      const message = `answered ${stale.status} to an ETag that is no longer the resource's, expected 412`;
      const kind = stale.status < 300 ? 'stale change accepted' : 'unexpected status';
      return [
        sequence.observed(
          kind,
          { pointer: parameter.pointer, detail: '', message, expected: '412', actual: String(stale.status) },
          change,
        ),
      ];
    },
  };
}

function notModified(
  resource: Resource,
  create: Operation,
  read: Operation,
  parameter: Parameter,
): SequenceCase {
  return {
    name: sequenceName(read, 'a current If-None-Match', '304'),
    phase: 'stateful',
    operation: read,
    why: 'RFC 9110 §13.1.2: who has the current state already need not get it again.',
    requests: [create.id, read.id, read.id],
    alone: false,
    async play(sequence) {
      const made = await sequence.make(resource);
      const tag = etagOf(await readOnce(sequence, made, read));
      const again = await sequence.send(withHeader(sequence.on(made, read), parameter, tag));
      if (again.status === 304) return [];
      const message = `answered ${again.status} to the ETag that the resource has, expected 304`;
      return [
        sequence.observed(
          'unexpected status',
          {
            pointer: parameter.pointer,
            detail: '304',
            message,
            expected: '304',
            actual: String(again.status),
          },
          read,
        ),
      ];
    },
  };
}

async function readOnce(sequence: SequenceContext, made: Made, read: Operation): Promise<Answered> {
  return sequence.send(sequence.on(made, read));
}

/** @throws {Unavailable} there is none */
function etagOf({ exchange, draft }: Answered): string {
  const tag = exchange.response && headerOf(exchange.response, 'etag');
  if (tag === undefined) throw new Unavailable(`${draft.operation.id} answered without ETag`);
  return tag;
}

function withHeader(draft: Draft, parameter: Parameter, value: string): Draft {
  return withQuery(draft, { parameter, value });
}

function headerNamed({ parameters }: Operation, name: string): Parameter | undefined {
  return parameters.find((parameter) => parameter.in === 'header' && parameter.name.toLowerCase() === name);
}

function hasETag({ responses }: Operation): boolean {
  return responses.some(
    ({ status, headers }) =>
      status.startsWith('2') && headers.some(({ name }) => name.toLowerCase() === 'etag'),
  );
}

function documents({ responses }: Operation, status: string): boolean {
  return responses.some((response) => response.status === status);
}
