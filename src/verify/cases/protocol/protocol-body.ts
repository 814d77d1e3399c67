/** Bodies that are no body of the contract, whatever they say. */
import { isObject } from '@countersign/contract';
import type { Case } from '../../model/case.ts';
import type { Draft } from '../../model/draft.ts';
import { freshen } from '../../requests/fresh-texts.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { encodeRequest } from '../../wire/encode.ts';
import { isInRange, kindOfMedia } from '../../wire/media-kind.ts';
import type { CaseFactory } from '../case-factory.ts';
import { expectAnswer, expectNegative, expectPositive, isDocumented } from '../expectations.ts';

/** A body of a media type that the contract does not list; it shows the clause about them. */
export function wrongMediaType({ clausesOf }: PlanContext, factory: CaseFactory, draft: Draft): Case[] {
  const { operation } = draft;
  const documented = operation.body?.content ?? [];
  const contentType = ['application/xml', 'text/x-undocumented'].find(
    (type) => !documented.some((media) => isInRange(type, media.type)),
  );
  if (contentType === undefined) return [];
  return [
    factory.make({
      phase: 'protocol',
      clause: clausesOf(operation.id).find((clause) => clause.keyword === 'mediaType'),
      draft: { ...draft, override: { contentType, body: new TextEncoder().encode('<body/>') } },
      expects: isDocumented(operation, '415') ? expectAnswer('415') : expectNegative(operation, false),
      about: ['body of an undocumented media type', contentType],
      why: 'The contract lists the media types of this body, and this is none of them.',
    }),
  ];
}

/** Bodies that are broken in other ways. */
export function brokenBodies(context: PlanContext, factory: CaseFactory, draft: Draft): Case[] {
  const { operation, body } = draft;
  const { contract } = context;
  const isJson = body !== undefined && kindOfMedia(body.type) === 'json';
  const largest = operation.body?.maxBody ?? contract.maxBody;
  return [
    ...(isJson ? [...malformedJson(factory, draft), ...repeatedName(context, factory, draft)] : []),
    ...(body !== undefined && kindOfMedia(body.type) === 'xml' && !body.fields.isXmlText()
      ? [malformedXml(factory, draft)]
      : []),
    ...(body !== undefined && ['lines', 'records'].includes(kindOfMedia(body.type))
      ? [malformedItem(factory, draft)]
      : []),
    withoutType(context, factory, draft),
    ...(isDocumented(operation, '413') ? [oversizeBody(factory, draft, largest)] : []),
  ];
}

/** None for a number or a word: `1` without its last byte is no body, and `12` is `1`. */
function malformedJson(factory: CaseFactory, draft: Draft): Case[] {
  const bytes = encodeRequest(draft).body ?? new Uint8Array();
  if (!/[\]}"]/.test(new TextDecoder().decode(bytes.subarray(-1)))) return [];
  return [
    factory.make({
      phase: 'protocol',
      draft: { ...draft, override: { body: bytes.subarray(0, -1) } },
      expects: expectNegative(draft.operation, false),
      about: ['malformed JSON', 'the last byte left out'],
      why: 'A body that is no JSON at all is a mistake of the client, not of the server.',
    }),
  ];
}

function malformedXml(factory: CaseFactory, draft: Draft): Case {
  const bytes = encodeRequest(draft).body ?? new Uint8Array();
  return factory.make({
    phase: 'protocol',
    draft: { ...draft, override: { body: bytes.subarray(0, -1) } },
    expects: expectNegative(draft.operation, false),
    about: ['malformed XML', 'the last byte left out'],
    why: 'A body that is no XML at all is a mistake of the client, not of the server.',
  });
}

function malformedItem(factory: CaseFactory, draft: Draft): Case {
  const bytes = encodeRequest(draft).body ?? new Uint8Array();
  const isRecord = bytes[0] === 0x1e;
  return factory.make({
    phase: 'protocol',
    draft: {
      ...draft,
      override: { body: Buffer.concat([bytes, Buffer.from(isRecord ? '\x1e{\n' : '{\n')]) },
    },
    expects: expectNegative(draft.operation, false),
    about: ['malformed JSON', `an opened brace as the last ${isRecord ? 'record' : 'line'}`],
    why: 'An item that is no JSON at all is a mistake of the client, not of the server.',
  });
}

/** RFC 8259 §4: what software makes of a name that stands twice is unpredictable; it must not make it fail. */
function repeatedName(context: PlanContext, factory: CaseFactory, draft: Draft): Case[] {
  const fresh = freshen(context, draft, undefined);
  const value = fresh.body?.value;
  const [first] = isObject(value) ? Object.entries(value) : [];
  if (first === undefined) return [];
  const pair = `${JSON.stringify(first[0])}:${JSON.stringify(first[1])}`;
  const text = `{${pair},${JSON.stringify(value).slice(1)}`;
  return [
    factory.make({
      phase: 'protocol',
      // The values are in the body already, where no id can be put in any more.
      draft: {
        ...fresh,
        slots: fresh.slots.filter((slot) => slot.in !== 'body'),
        override: { body: new TextEncoder().encode(text) },
      },
      expects: eitherWay(fresh),
      about: ['a name twice in the JSON', JSON.stringify(first[0])],
      why: 'RFC 8259 §4 leaves open what a repeated name means; it may be refused, and must not make the server fail.',
    }),
  ];
}

/** RFC 9110 §8.3: the recipient may assume a type, or look at the bytes. */
function withoutType(context: PlanContext, factory: CaseFactory, draft: Draft): Case {
  const fresh = freshen(context, draft, undefined);
  return factory.make({
    phase: 'protocol',
    draft: { ...fresh, override: { contentType: null } },
    expects: eitherWay(fresh),
    about: ['a body without Content-Type'],
    why: 'A body that does not say what it is may be refused or looked at; it must not make the server fail.',
  });
}

/** A success or a refusal. */
function eitherWay(draft: Draft): ReturnType<typeof expectPositive> {
  const { statuses, inconclusive } = expectPositive(draft);
  return { ...expectAnswer('4XX'), statuses: [...statuses, '4XX'], inconclusive };
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
