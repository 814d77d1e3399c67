/** Methods, targets and fields that the contract does not speak of. */
import type { Method } from '@countersign/contract';
import type { Case } from '../../model/case.ts';
import type { Draft } from '../../model/draft.ts';
import { withoutPart } from '../../requests/edit.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import { fillTemplate } from '../../wire/path.ts';
import type { CaseFactory } from '../case-factory.ts';
import { expectAnswer, expectPositive } from '../expectations.ts';

export function strangeMessages({ paths }: PlanContext, factory: CaseFactory, draft: Draft): Case[] {
  const { operation } = draft;
  const isFirst = paths.isFirst(operation);
  return [
    ...(isFirst
      ? undocumented(paths.methodsAt(operation.path)).map((method) => wrongMethod(factory, draft, method))
      : []),
    ...(isFirst && operation.path.includes('{') ? [brokenPath(factory, draft)] : []),
    ...(operation.method === 'get' ? [unacceptable(factory, draft), brokenQuery(factory, draft)] : []),
    ...(operation.method === 'get' && isFirst ? [longQuery(factory, draft)] : []),
  ];
}

function undocumented(documented: ReadonlySet<Method>): Method[] {
  return (['put', 'patch', 'delete', 'post', 'get'] as const).filter((method) => !documented.has(method));
}

const BODY = { in: 'body', name: '' } as const;

function wrongMethod(factory: CaseFactory, draft: Draft, method: Method): Case {
  return factory.make({
    phase: 'protocol',
    draft: { ...withoutPart(draft, BODY), override: { method: method.toUpperCase() } },
    expects: expectAnswer('405', {
      headers: ['Allow'],
      // RFC 9110 §9.1: a method that the server has for no resource at all is answered with 501.
      inconclusive: ['404', '501'],
      remark: 'the path is there, and only this method is not',
    }),
    about: [`undocumented method ${method.toUpperCase()}`],
    why: 'RFC 9110 §15.5.6: a method that the resource does not have is answered with 405 and an Allow field.',
  });
}

/** What cannot be decoded: `%` without two hexadecimal digits (RFC 3986 §2.1). */
const BROKEN = '%zz';

function brokenPath(factory: CaseFactory, draft: Draft): Case {
  const target = fillTemplate(draft.operation.path, () => BROKEN);
  return factory.make({
    phase: 'protocol',
    draft: { ...draft, slots: [], override: { target } },
    expects: { ...expectAnswer('400'), statuses: ['400', '404', '4XX'] },
    about: ['a path that cannot be decoded', BROKEN],
    why: 'A path with a broken percent-encoding names nothing; it must not make the server fail.',
  });
}

function brokenQuery(factory: CaseFactory, draft: Draft): Case {
  const name = draft.operation.parameters.find((parameter) => parameter.in === 'query')?.name ?? 'undeclared';
  const { statuses, inconclusive } = expectPositive(draft);
  return factory.make({
    phase: 'protocol',
    draft: { ...draft, override: { addToQuery: `${encodeURIComponent(name)}=${BROKEN}` } },
    expects: { ...expectAnswer('400'), statuses: [...statuses, '4XX'], inconclusive },
    about: ['a query that cannot be decoded', BROKEN],
    why: 'A query with a broken percent-encoding may be refused or overlooked; it must not make the server fail.',
  });
}

/** Characters: a request line of 8,000 octets is the least that every recipient should take (RFC 9112 §3). */
const LONG = 7_500;

function longQuery(factory: CaseFactory, draft: Draft): Case {
  const { statuses, inconclusive } = expectPositive(draft);
  return factory.make({
    phase: 'protocol',
    draft: { ...draft, override: { addToQuery: `undeclared=${'x'.repeat(LONG)}` } },
    expects: { ...expectAnswer('414'), statuses: [...statuses, '4XX'], inconclusive },
    about: [`a query of ${LONG} characters`],
    why: 'A long query may be refused or overlooked; it must not make the server fail.',
  });
}

/** RFC 9110 §12.5.1: who cannot send what is asked for answers 406, or as if nothing had been asked. */
function unacceptable(factory: CaseFactory, draft: Draft): Case {
  const { statuses, inconclusive } = expectPositive(draft);
  return factory.make({
    phase: 'protocol',
    draft: { ...draft, override: { accept: 'application/x-undocumented' } },
    expects: { ...expectAnswer('406'), statuses: ['406', ...statuses], inconclusive },
    about: ['Accept of an undocumented media type'],
    why: 'What the client cannot take may be refused with 406 or sent nevertheless.',
  });
}
