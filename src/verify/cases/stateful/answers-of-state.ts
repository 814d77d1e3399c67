/** Requests whose answer depends on what the target has stored. */
import { isDeepStrictEqual } from 'node:util';
import type { Case } from '../../model/case.ts';
import type { Draft } from '../../model/draft.ts';
import { replaceAt, valueAt } from '../../requests/edit.ts';
import { freshen } from '../../requests/fresh-texts.ts';
import { idempotencyParameter } from '../../requests/idempotency-key.ts';
import { forRefusal } from '../../requests/make-draft.ts';
import type { PlanContext } from '../../requests/plan-context.ts';
import type { CaseFactory } from '../case-factory.ts';
import {
  answerLike,
  documentedAnswers,
  expectAnswer,
  expectPositive,
  isDocumented,
} from '../expectations.ts';

/** The state cases of an operation, from a valid request of it. */
export function stateCases(context: PlanContext, factory: CaseFactory, base: Draft): Case[] {
  if (context.mock) return askedAnswers(factory, base);
  return [...unknownIds(context, factory, base), ...repetitions(context, factory, base)];
}

function unknownIds({ generation }: PlanContext, factory: CaseFactory, base: Draft): Case[] {
  const { operation } = base;
  if (!isDocumented(operation, '404')) return [];
  return base.slots
    .filter((slot) => slot.in === 'path')
    .flatMap((slot) => {
      const parameter = operation.parameters.find(
        (parameter) => parameter.in === 'path' && parameter.name === slot.name,
      );
      const sample = valueAt(base, slot);
      const candidates = typeof sample === 'string' ? unknownLike(sample) : [987_654_321];
      const strange = candidates.find(
        (candidate) =>
          candidate !== sample && parameter && generation.fits(parameter.schemaPointer, candidate),
      );
      if (strange === undefined) return [];
      const draft = replaceAt(base, slot, strange);
      return factory.make({
        phase: 'stateful',
        draft: {
          ...forRefusal(draft),
          slots: base.slots.map((other) => (other === slot ? { ...other, unknown: true } : other)),
        },
        expects: expectAnswer('404', { ask: true, code: answerLike(operation, '404', /not_?found/i) }),
        about: [`unknown ${slot.name}`],
        why: 'A well-formed id of nothing that exists.',
      });
    });
}

/** Ids of the same form: their last letters and digits are changed, into digits or each into one of its sort. */
function unknownLike(sample: string): string[] {
  const [head, tail] = [sample.slice(0, -8), sample.slice(-8)];
  const alike = tail.replaceAll(/[0-9]/g, '0').replaceAll(/[a-z]/g, 'z').replaceAll(/[A-Z]/g, 'Z');
  return [tail.replaceAll(/[0-9a-z]/gi, '0'), alike].map((tail) => head + tail);
}

/** A request with an idempotency key is done once, however often it is sent. */
function repetitions(context: PlanContext, factory: CaseFactory, base: Draft): Case[] {
  const { operation } = base;
  const parameter = idempotencyParameter(context.contract, operation);
  if (!operation.idempotent || parameter === undefined) return [];
  const others = base.parameters.filter((parameterValue) => parameterValue.parameter !== parameter);
  const keyed = (): Draft =>
    freshen(context, { ...base, parameters: [...others, { parameter, value: 'verify' }] }, undefined);
  const first = keyed();
  if (context.prover.doubtsValid(first) !== undefined) return [];
  const cases = [
    factory.make({
      phase: 'stateful',
      draft: first,
      before: first,
      expects: { ...expectPositive(first), same: true },
      about: [`same ${parameter.name}, same request`],
      why: 'A request that is repeated under its idempotency key gives the first answer again, and nothing is done twice.',
    }),
  ];
  const original = keyed();
  const other = differentBody(context, original);
  if (other !== undefined && isDocumented(operation, '409')) {
    cases.push(
      factory.make({
        phase: 'stateful',
        draft: other,
        before: original,
        expects: expectAnswer('409', { ask: true }),
        about: [`same ${parameter.name}, another request`],
        why: 'An idempotency key belongs to one request; another one under it is refused.',
      }),
    );
  }
  return cases;
}

/** `draft` with a new name in its body, still valid and still under the same key. */
function differentBody(context: PlanContext, draft: Draft): Draft | undefined {
  const renamed = freshen(context, draft, undefined);
  const other: Draft = { ...renamed, parameters: draft.parameters };
  const isDifferent = !isDeepStrictEqual(other.body?.value, draft.body?.value);
  return isDifferent && context.prover.doubtsValid(other) === undefined ? other : undefined;
}

/** A mock has no state: it is asked for each documented answer. */
function askedAnswers(factory: CaseFactory, base: Draft): Case[] {
  return documentedAnswers(base.operation).map(({ status, code }) =>
    factory.make({
      phase: 'stateful',
      draft: base,
      expects: expectAnswer(status, { ask: true, code }),
      about: ['asked for the answer'],
      why: 'The mock must be able to give every documented answer.',
    }),
  );
}
