/** Steps in the words of the Campaign API, whose steps have one variant and no trigger. */
import type { components } from '../../../../generated/campaign/received.ts';
import type { NewStep, Step } from '../../outreach/step.ts';

type Schemas = components['schemas'];

export function newStep({ subject, bodyHtml, bodyText, ...timing }: Schemas['NewStep']): NewStep {
  const variant = { name: 'A', label: null, subject, body: bodyHtml, bodyText, distributionPercent: 100 };
  return { ...timing, variants: [variant], trigger: null, offerUnsubscribe: null };
}

export function stepView({ stepIndex, variants, delayDays, delayHours }: Step): Schemas['Step'] {
  const [variant] = variants;
  if (variant === undefined || variant.subject === null) {
    throw new Error(`step ${stepIndex} was not made by this API`);
  }
  const { subject, body, bodyText } = variant;
  return { stepIndex, subject, bodyHtml: body, bodyText, delayDays, delayHours };
}
