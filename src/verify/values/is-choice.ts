import { choiceKeywords } from '@countersign/contract';

const CHOICE = new RegExp(`/(${choiceKeywords.join('|')})$`);

/** Whether schemas to choose from stand at `pointer`, and not a condition. */
export function isChoice(pointer: string): boolean {
  return CHOICE.test(pointer);
}
