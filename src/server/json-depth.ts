/** Whether JSON text nests objects and arrays deeper than `levels`, found without parsing it. */
export function isDeeperThan(levels: number, text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') {
      depth++;
      if (depth > levels) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}
