/** Makes valid requests of an operation, from its examples and schemas. */
import type { MediaType, Operation, Parameter } from '../../contract/contract.ts';
import type { BodyValue, Draft, ParameterValue } from '../case.ts';
import { build, type Place, type Recipe } from '../values/build.ts';
import type { Route } from '../values/site.ts';
import { isWritableType } from '../wire/encode.ts';
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

export interface DraftRecipe extends Omit<Recipe, 'route' | 'hint' | 'together'> {
  /** Whether values stay close to the contract's examples, or only to its schemas. */
  readonly examples: boolean;
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
  const { workshop } = context;
  let found: { where: Where; place: Place } | undefined;
  const parameters: ParameterValue[] = [];
  for (const parameter of operation.parameters) {
    const isFocus = focus?.in === 'parameter' && focus.parameter === parameter;
    const isWanted =
      parameter.required || isFocus || (recipe.optional === 'all' && !isOpen(context, operation, parameter));
    if (!isWanted) continue;
    const hint = recipe.examples ? parameter.examples[0]?.value : undefined;
    const way = isFocus ? focus : NO_WAY;
    const built = build(workshop, [parameter.schemaPointer], { ...recipe, ...wayOf(way), hint });
    if (built === undefined) {
      if (parameter.required || isFocus) return undefined;
      continue;
    }
    parameters.push({ parameter, value: built.value });
    if (isFocus) found = { where: whereOf(parameter, built.place.pointer), place: built.place };
  }
  let body: BodyValue | undefined;
  const media = focus?.in === 'body' ? focus.media : writableMedia(operation);
  if (
    media !== undefined &&
    (operation.body?.required || focus?.in === 'body' || recipe.optional === 'all')
  ) {
    const hint = recipe.examples ? media.examples[0]?.value : undefined;
    const way = focus?.in === 'body' ? focus : NO_WAY;
    const built = build(workshop, [media.schemaPointer], { ...recipe, ...wayOf(way), hint });
    if (built === undefined && media.schema !== undefined) return undefined;
    body = { type: media.type, schemaPointer: media.schemaPointer, value: built?.value ?? hint ?? {} };
    if (focus?.in === 'body' && built !== undefined) {
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

const NO_WAY: Way = { route: [], together: [] };

function wayOf({ route, together }: Way): Way {
  return { route, together };
}

const WHOLE: Where = { in: 'body', name: '', pointer: '' };
const NOTHING = { schemas: [], components: [] };

/** RFC 9110 §9.2.1: the safe methods change nothing. */
export function changesState({ method }: Operation): boolean {
  return !['get', 'head', 'options', 'trace'].includes(method);
}

export function writableMedia({ body }: Operation): MediaType | undefined {
  return body?.content.find(({ type }) => isWritableType(type));
}

function whereOf({ in: place, name }: Parameter, pointer: string): Where {
  return { in: place, name, pointer };
}

/** Whether the parameter holds an id that nothing may be able to give; then it is not sent without need. */
function isOpen(context: PlanContext, { path }: Operation, parameter: Parameter): boolean {
  const values = { parameters: [{ parameter, value: 'sample' }], body: undefined };
  return slotsOf(context, path, values, undefined).length > 0;
}
