/** What a campaign sends: variants of the first e-mail and sequences here, steps in the domain. */
import type { components } from '../../../../generated/coldsend/received.ts';
import { isOpening, type NewStep, type Step, type StepTrigger, type Variant } from '../../outreach/step.ts';
import { refusal } from './errors.ts';

type Schemas = components['schemas'];
type GivenVariant = Schemas['NewVariant'] | Schemas['NewFollowUpVariant'];

/** The first e-mail has no `step_number`; the sequences go on from 2. */
const FIRST_STEP = 1;

const TRIGGERS: Readonly<Record<Schemas['TriggerType'], StepTrigger>> = {
  NOT_OPENED: 'not_opened',
  NOT_REPLIED: 'not_replied',
  OPENED_BUT_NOT_REPLIED: 'opened_but_not_replied',
};

const TRIGGER_TYPES: Readonly<Record<StepTrigger, Schemas['TriggerType']>> = {
  not_opened: 'NOT_OPENED',
  not_replied: 'NOT_REPLIED',
  opened_but_not_replied: 'OPENED_BUT_NOT_REPLIED',
};

/**
 * The steps of a campaign with its first e-mail replaced, or what follows it, or both; none if neither is given.
 *
 * @throws {Problem} two variants of an e-mail have the same name
 */
export function changedSteps(
  current: readonly Step[],
  { variants, sequences }: Pick<Schemas['CampaignUpdate'], 'variants' | 'sequences'>,
): { steps?: NewStep[] } {
  if (variants === undefined && sequences === undefined) return {};
  const first = variants === undefined ? current.filter(isOpening) : [openingStep(variants)];
  const later = sequences?.map(followingStep) ?? current.filter((step) => !isOpening(step));
  return { steps: [...first, ...later] };
}

function openingStep(variants: readonly GivenVariant[]): NewStep {
  return {
    stepIndex: FIRST_STEP,
    variants: newVariants(variants),
    trigger: null,
    delayDays: 0,
    delayHours: 0,
    offerUnsubscribe: null,
  };
}

function followingStep(sequence: Schemas['NewSequence']): NewStep {
  return {
    stepIndex: sequence.step_number,
    variants: newVariants(sequence.variants),
    trigger: TRIGGERS[sequence.trigger_type],
    delayDays: sequence.wait_days,
    delayHours: 0,
    offerUnsubscribe: sequence.enable_unsubscribe,
  };
}

function newVariants(given: readonly GivenVariant[]): Variant[] {
  const variants = given.map((variant) => ({
    name: variant.variant_name.toUpperCase(),
    label: variant.variant_label,
    subject: variant.subject_template,
    body: variant.email_content,
    bodyText: null,
    distributionPercent: variant.distribution_percent,
  }));
  const names = new Set(variants.map(({ name }) => name));
  // The contract sees only names that are the same to the letter.
  if (names.size < variants.length) {
    throw refusal(400, 'variant_names_not_unique', 'Variant names must be unique');
  }
  return variants;
}

/** The first e-mail; none in a draft that lacks it. */
export function variantViews(steps: readonly Step[]): Schemas['Variant'][] {
  return variantsOf(steps.find(isOpening));
}

export function sequenceViews(steps: readonly Step[]): Schemas['Sequence'][] {
  return steps.flatMap((step) => {
    const { stepIndex, trigger, delayDays, offerUnsubscribe } = step;
    if (trigger === null) return [];
    return [
      {
        step_number: stepIndex,
        trigger_type: TRIGGER_TYPES[trigger],
        wait_days: delayDays,
        enable_unsubscribe: offerUnsubscribe,
        variants: variantsOf(step),
      },
    ];
  });
}

function variantsOf(step: Step | undefined): Schemas['Variant'][] {
  return (step?.variants ?? [])
    .map(variantView)
    .sort((one, other) => (one.variant_name < other.variant_name ? -1 : 1));
}

function variantView({ name, label, subject, body, distributionPercent }: Variant): Schemas['Variant'] {
  if (!isVariantName(name)) throw new Error(`variant ${name} was not made by this API`);
  return {
    variant_name: name,
    variant_label: label,
    subject_template: subject,
    email_content: body,
    distribution_percent: distributionPercent,
  };
}

function isVariantName(name: string): name is Schemas['Variant']['variant_name'] {
  return ['A', 'B', 'C', 'D'].includes(name);
}
