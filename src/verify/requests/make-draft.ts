/** Makes valid requests of an operation, from its examples and schemas. */

import type { MediaType, Operation, Parameter } from '@countersign/contract';
import type { BodyValue, Draft, ParameterValue } from '../model/draft.ts';
import { build } from '../values/build.ts';
import type { Built, Place } from '../values/recipe.ts';
import type { Route } from '../values/schema-location.ts';
import { isTyped, isWrittenAsText } from '../wire/media-kind.ts';
import { holdingCondition } from './conditional.ts';
import type { DraftRecipe } from './draft-recipe.ts';
import { slotsOf, type Where } from './id-slots.ts';
import type { PlanContext } from './plan-context.ts';

/** The part of a request that a case is about. */
export type Focus =
  | ({ readonly in: 'body'; readonly media: MediaType } & Way)
  | ({ readonly in: 'parameter'; readonly parameter: Parameter } & Way);

interface Way {
  readonly route: Route;
  /** Properties that must be there beside the place. */
  readonly together: readonly string[];
}

/** A draft and where its focus stands. */
export interface FocusedDraft {
  readonly draft: Draft;
  readonly where: Where;
  readonly place: Place;
}

/** Ways to make a draft; a later one is tried where an earlier one cannot be shown to be valid. */
export const draftRecipes: readonly DraftRecipe[] = [
  { examples: true, optional: 'none', attempt: 0 },
  { examples: false, optional: 'none', attempt: 0 },
  { examples: false, optional: 'none', attempt: 1 },
  { examples: false, optional: 'none', attempt: 2 },
  { examples: false, optional: 'all', attempt: 0 },
];

/** A request with what is required, what `focus` needs and, by the recipe, what is optional. */
export function makeDraft(
  context: PlanContext,
  operation: Operation,
  recipe: DraftRecipe,
  focus?: Focus,
): Draft | undefined {
  return makeFocusedDraft(context, operation, recipe, focus)?.draft;
}

export function makeFocusedDraft(
  context: PlanContext,
  operation: Operation,
  recipe: DraftRecipe,
  focus?: Focus,
): FocusedDraft | undefined {
  const { plain, bodies } = context;
  let found: { where: Where; place: Place } | undefined;
  let parameters = plain.parameters.of(operation, recipe, () => plainParameters(context, operation, recipe));
  if (parameters === undefined) return undefined;
  if (focus?.in === 'parameter') {
    const { parameter } = focus;
    const built = buildParameter(context, parameter, recipe, focus);
    if (built === undefined) return undefined;
    parameters = withParameter(operation, parameters, { parameter, value: built.value });
    found = { where: whereOf(parameter, built.place.pointer), place: built.place };
  }
  let body: BodyValue | undefined;
  const media = focus?.in === 'body' ? focus.media : (recipe.media ?? bodies.made(operation)[0]);
  if (media !== undefined && focus?.in === 'body') {
    const built = buildBody(context, media, recipe, focus);
    if (built === undefined) return undefined;
    body = bodies.bodyOf(media, built.value);
    found = { where: { in: 'body', name: '', pointer: built.place.pointer }, place: built.place };
  } else if (media !== undefined && !isLeftOut(operation, recipe)) {
    body = plain.bodies.of(media, recipe, () => plainBody(context, media, recipe));
    if (body === undefined) return undefined;
  } else if (operation.body?.required && media === undefined) return undefined;
  const values = { parameters, body };
  const draft: Draft = {
    operation,
    ...values,
    slots: slotsOf(context, operation.path, values, undefined),
    resource: changesState(operation) ? 'own' : 'shared',
    override: {},
  };
  return { draft, where: found?.where ?? WHOLE, place: found?.place ?? { pointer: '', effective: NOTHING } };
}

/** The parameters of a request that is about none of them, or `undefined` where one cannot be made. */
function plainParameters(
  context: PlanContext,
  operation: Operation,
  recipe: DraftRecipe,
): readonly ParameterValue[] | undefined {
  const parameters: ParameterValue[] = [];
  for (const parameter of operation.parameters) {
    const isWanted =
      parameter.required || (recipe.optional === 'all' && !isOpen(context, operation, parameter));
    if (!isWanted) continue;
    const built = buildParameter(context, parameter, recipe, NO_WAY);
    if (built !== undefined) parameters.push({ parameter, value: built.value });
    else if (parameter.required) return undefined;
  }
  return parameters;
}

function buildParameter(
  { generation }: PlanContext,
  parameter: Parameter,
  recipe: DraftRecipe,
  way: Way,
): Built | undefined {
  const hint = holdingCondition(parameter) ?? (recipe.examples ? parameter.examples[0]?.value : undefined);
  const isText = isWrittenAsText(parameter);
  return build(generation, [parameter.schemaPointer], { ...recipe, ...wayOf(way), hint, isText });
}

/** `parameters` with another value for one of them, in the order of the contract. */
function withParameter(
  operation: Operation,
  parameters: readonly ParameterValue[],
  focused: ParameterValue,
): ParameterValue[] {
  return operation.parameters.flatMap((parameter) =>
    parameter === focused.parameter
      ? [focused]
      : parameters.filter((parameterValue) => parameterValue.parameter === parameter),
  );
}

function plainBody(context: PlanContext, media: MediaType, recipe: DraftRecipe): BodyValue | undefined {
  const built = buildBody(context, media, recipe, NO_WAY);
  return built && context.bodies.bodyOf(media, built.value);
}

function buildBody(
  { generation, bodies }: PlanContext,
  media: MediaType,
  recipe: DraftRecipe,
  way: Way,
): Built | undefined {
  const hint = recipe.examples ? media.examples[0]?.value : undefined;
  if (media.schema === undefined) {
    const value = hint ?? bodies.contentAt(media, '')?.sample ?? bodies.anything(media);
    return { value, place: { pointer: '', effective: NOTHING } };
  }
  const isText = !isTyped(media.type);
  return build(generation, [media.schemaPointer], {
    ...recipe,
    ...wayOf(way),
    hint,
    isText,
    ...(isText ? { contentAt: (path: string) => bodies.contentAt(media, path) } : {}),
  });
}

/** A body that may be left out is there all the same, but where HTTP gives it no meaning (RFC 9110 §9.3). */
function isLeftOut({ body, method }: Operation, { bare = false }: DraftRecipe): boolean {
  if (body === undefined || body.required) return false;
  return bare || ['get', 'head', 'delete', 'options', 'trace'].includes(method);
}

const NO_WAY: Way = { route: [], together: [] };

function wayOf({ route, together }: Way): Way {
  return { route, together };
}

const WHOLE: Where = { in: 'body', name: '', pointer: '' };
const NOTHING = { schemas: [], components: [], avoided: [] };

/** `draft` as one that is to be refused, and so can share its resource with others. */
export function forRefusal(draft: Draft): Draft {
  return { ...draft, resource: draft.resource === 'own' ? 'operation' : 'shared' };
}

/** RFC 9110 §9.2.1: the safe methods change nothing; QUERY is one (draft-ietf-httpbis-safe-method-w-body). */
export function changesState({ method }: Operation): boolean {
  return !['get', 'head', 'options', 'trace', 'query'].includes(method);
}

function whereOf({ in: place, name }: Parameter, pointer: string): Where {
  return { in: place, name, pointer };
}

/** Whether the parameter holds an id that nothing may be able to give; then it is not sent without need. */
function isOpen(context: PlanContext, { path }: Operation, parameter: Parameter): boolean {
  const values = { parameters: [{ parameter, value: 'sample' }], body: undefined };
  return slotsOf(context, path, values, undefined).length > 0;
}
