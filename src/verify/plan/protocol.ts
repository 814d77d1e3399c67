/** Requests that are wrong as HTTP, whatever their values say. */
import type { Clause } from '../../contract/clauses.ts';
import type { Method, Operation } from '../../contract/contract.ts';
import type { Case, Draft } from '../case.ts';
import { encodeRequest } from '../wire/encode.ts';
import { isInRange } from '../wire/media-kind.ts';
import type { CaseFactory } from './case-factory.ts';
import type { PlanContext } from './context.ts';
import { expectAnswer, expectRefused } from './expectation.ts';

/** The protocol cases of an operation, from a valid request of it. */
export function protocolCases(
  { mock, contract, clausesOf }: PlanContext,
  factory: CaseFactory,
  base: Draft,
): Case[] {
  const { operation } = base;
  const draft: Draft = { ...base, resource: base.resource === 'own' ? 'operation' : 'shared' };
  const cases: Case[] = [];
  const mediaType = clausesOf(operation.id).find((each) => each.keyword === 'mediaType');
  if (base.body !== undefined) {
    cases.push(...wrongMediaType(factory, draft, mediaType));
    if (!mock && /json/.test(base.body.type)) cases.push(malformedJson(factory, draft));
    if (!mock && isDocumented(operation, '413'))
      cases.push(oversizeBody(factory, draft, operation.body?.maxBody ?? contract.maxBody));
  }
  const method = undocumentedMethod(contract.operations, operation);
  if (!mock && method !== undefined) cases.push(wrongMethod(factory, draft, method));
  return cases;
}

/** Why a mock gets no protocol cases but one: it answers them before it looks at the contract. */
export const mockProtocolGap = 'a mock answers malformed JSON and undocumented methods without the contract';

function wrongMediaType(factory: CaseFactory, draft: Draft, clause: Clause | undefined): Case[] {
  const { operation } = draft;
  const documented = operation.body?.content ?? [];
  const contentType = ['application/xml', 'text/x-undocumented'].find(
    (type) => !documented.some((media) => isInRange(type, media.type)),
  );
  if (contentType === undefined) return [];
  const made = factory.make({
    phase: 'protocol',
    clause,
    draft: {
      ...draft,
      override: { contentType, body: new TextEncoder().encode('<body/>') },
    },
    expects: isDocumented(operation, '415') ? expectAnswer('415') : expectRefused(operation, false),
    about: ['body of an undocumented media type', contentType],
    why: 'The contract lists the media types of this body, and this is none of them.',
  });
  return [made];
}

function malformedJson(factory: CaseFactory, draft: Draft): Case {
  const bytes = encodeRequest(draft).body ?? new Uint8Array();
  return factory.make({
    phase: 'protocol',
    draft: { ...draft, override: { contentType: 'application/json', body: bytes.subarray(0, -1) } },
    expects: expectRefused(draft.operation, false),
    about: ['malformed JSON', 'the last byte left out'],
    why: 'A body that is no JSON at all is a mistake of the client, not of the server.',
  });
}

/** In bytes: more than servers take by default, and still quickly sent. */
const OVERSIZE = 8 * 1024 * 1024;

function oversizeBody(factory: CaseFactory, draft: Draft, maxBody: number | undefined): Case {
  const size = maxBody === undefined ? OVERSIZE : maxBody + 1;
  return factory.make({
    phase: 'protocol',
    draft: { ...draft, override: { padTo: size } },
    expects: expectAnswer('413'),
    about: ['oversize body', `${size} bytes`],
    why:
      maxBody === undefined
        ? 'The contract documents 413, so there is a size that is too large.'
        : 'The contract says how large a body may be, and this one is a byte larger.',
  });
}

/** One case for each path: its first operation stands for it. */
function undocumentedMethod(operations: readonly Operation[], { id, path }: Operation): Method | undefined {
  const siblings = operations.filter((operation) => operation.path === path);
  if (siblings[0]?.id !== id) return undefined;
  const documented = new Set<string>(siblings.map(({ method }) => method));
  return (['put', 'patch', 'delete', 'post', 'get'] as const).find((method) => !documented.has(method));
}

function wrongMethod(factory: CaseFactory, draft: Draft, method: Method): Case {
  return factory.make({
    phase: 'protocol',
    draft: { ...draft, resource: 'shared', body: undefined, override: { method: method.toUpperCase() } },
    expects: expectAnswer('405', { headers: ['Allow'], tolerated: ['404'] }),
    about: [`undocumented method ${method.toUpperCase()}`],
    why: 'RFC 9110 §15.5.6: a method that the resource does not have is answered with 405 and an Allow field.',
  });
}

function isDocumented({ responses }: Operation, status: string): boolean {
  return responses.some((response) => response.status === status);
}
