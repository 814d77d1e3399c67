/** Makes valid requests of an operation, from its examples and schemas. */
import type { MediaType, Operation, Parameter } from '../../contract/contract.ts';
import type { BodyValue, Draft, ParameterValue } from '../case.ts';
import { type Built, build, type Place, type Recipe } from '../values/build.ts';
import type { Route } from '../values/site.ts';
import { isTyped } from '../wire/media-kind.ts';
import { holdingCondition } from './conditional.ts';
import type { PlanContext } from './context.ts';
import { slotsOf, type Where } from './slots.ts';

/** The part of a request that a case is about. */
export type Focus =
  | ({ readonly in: 'body'; readonly media: MediaType } & Way)
  | ({ readonly in: 'parameter'; readonly parameter: Parameter } & Way);

interface Way {
  readonly route: Route;
  /** Properties that must be there beside the place. */
  readonly together: readonly string[];
}

export interface DraftRecipe extends Pick<Recipe, 'optional' | 'attempt'> {
  /** Whether values stay close to the contract's examples, or only to its schemas. */
  readonly examples: boolean;
  /** Whether a body that may be left out is. @default false */
  readonly bare?: boolean;
  /** The media type of the body. @default the first that a body can be made of */
  readonly media?: MediaType;
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
  const { workshop, bodies } = context;
  let found: { where: Where; place: Place } | undefined;
  const parameters: ParameterValue[] = [];
  for (const parameter of operation.parameters) {
    const isFocus = focus?.in === 'parameter' && focus.parameter === parameter;
    const isWanted =
      parameter.required || isFocus || (recipe.optional === 'all' && !isOpen(context, operation, parameter));
    if (!isWanted) continue;
    const hint = holdingCondition(parameter) ?? (recipe.examples ? parameter.examples[0]?.value : undefined);
    const way = wayOf(isFocus ? focus : NO_WAY);
    const isText = parameter.mediaType === undefined;
    const built = build(workshop, [parameter.schemaPointer], { ...recipe, ...way, hint, isText });
    if (built === undefined) {
      if (parameter.required || isFocus) return undefined;
      continue;
    }
    parameters.push({ parameter, value: built.value });
    if (isFocus) found = { where: whereOf(parameter, built.place.pointer), place: built.place };
  }
  let body: BodyValue | undefined;
  const media = focus?.in === 'body' ? focus.media : (recipe.media ?? bodies.made(operation)[0]);
  if (media !== undefined && (focus?.in === 'body' || !isLeftOut(operation, recipe))) {
    const way = focus?.in === 'body' ? focus : NO_WAY;
    const built = buildBody(context, media, recipe, way);
    if (built === undefined) return undefined;
    body = bodies.bodyOf(media, built.value);
    if (focus?.in === 'body') {
      found = { where: { in: 'body', name: '', pointer: built.place.pointer }, place: built.place };
    }
  } else if (operation.body?.required && media === undefined) return undefined;
  const values = { parameters, body };
  const draft: Draft = {
    operation,
    ...values,
    slots: slotsOf(context, operation.path, values, undefined),
    resource: changesState(operation) ? 'own' : 'shared',
    override: {},
  };
  return { draft, where: found?.where ?? WHOLE, place: found?.place ?? { pointer: '', level: NOTHING } };
}

function buildBody(
  { workshop, bodies }: PlanContext,
  media: MediaType,
  recipe: DraftRecipe,
  way: Way,
): Built | undefined {
  const hint = recipe.examples ? media.examples[0]?.value : undefined;
  if (media.schema === undefined) {
    const value = hint ?? bodies.contentAt(media, '')?.sample ?? bodies.anything(media);
    return { value, place: { pointer: '', level: NOTHING } };
  }
  return build(workshop, [media.schemaPointer], {
    ...recipe,
    ...wayOf(way),
    hint,
    isText: !isTyped(media.type),
    contentAt: (path) => bodies.contentAt(media, path),
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

/** RFC 9110 §9.2.1: the safe methods change nothing. */
export function changesState({ method }: Operation): boolean {
  return !['get', 'head', 'options', 'trace'].includes(method);
}

function whereOf({ in: place, name }: Parameter, pointer: string): Where {
  return { in: place, name, pointer };
}

/** Whether the parameter holds an id that nothing may be able to give; then it is not sent without need. */
function isOpen(context: PlanContext, { path }: Operation, parameter: Parameter): boolean {
  const values = { parameters: [{ parameter, value: 'sample' }], body: undefined };
  return slotsOf(context, path, values, undefined).length > 0;
}
