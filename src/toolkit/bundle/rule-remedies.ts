/** What would mend the findings of Redocly's rules, where their own words do not say it. */

/** A remedy for a finding with `message`, if one is known. */
export function remedyFor(
  rule: string,
  message: string,
  suggestions: readonly string[] = [],
): string | undefined {
  const [suggestion] = suggestions;
  if (suggestion !== undefined) return `is "${suggestion}" meant?`;
  for (const { rule: of, says, remedy } of REMEDIES) {
    const match = of === rule ? says.exec(message) : null;
    if (match !== null) return remedy(match);
  }
  return undefined;
}

interface Remedy {
  readonly rule: string;
  readonly says: RegExp;
  readonly remedy: (match: RegExpExecArray) => string;
}

/** What to write where a value of that type is expected. */
const WRITING: ReadonlyMap<string, string> = new Map([
  ['object', 'write a mapping here: key: value'],
  ['array', 'write a list here: - item'],
  ['string', 'write a text here; what would be read as a number or as true goes into quotes'],
  ['boolean', 'write true or false here, without quotes'],
  ['number', 'write a number here, without quotes'],
  ['integer', 'write a whole number here, without quotes'],
]);

const any = /^/;

const REMEDIES: readonly Remedy[] = [
  {
    rule: 'struct',
    says: /^Expected type `\w+` \((\w+)\)/,
    remedy: ([, type = '']) => WRITING.get(type) ?? `write a value of the type ${type}`,
  },
  {
    rule: 'struct',
    says: /^Expected type `([^`]+)`/,
    remedy: ([, type = '']) => WRITING.get(type) ?? `write a value of the type ${type}`,
  },
  { rule: 'struct', says: /^The field `(.+)` must be present/, remedy: ([, name]) => `add ${name}: to it` },
  {
    rule: 'struct',
    says: /^Property `(.+)` is not expected here/,
    remedy: ([, name]) => `leave it out, or call it x-${name} if it is an extension`,
  },
  { rule: 'struct', says: /one of the following only/, remedy: () => 'write one of these' },
  { rule: 'security-defined', says: any, remedy: () => 'where anybody may call: security: []' },
  {
    rule: 'operation-4xx-response',
    says: any,
    remedy: () => "add to its responses: '4XX': { description: Refused. }",
  },
  {
    rule: 'operation-2xx-response',
    says: any,
    remedy: () => "add to its responses: '200': { description: Done. }",
  },
  {
    rule: 'operation-operationId',
    says: any,
    remedy: () => 'add operationId: and a name that no other operation has',
  },
  { rule: 'operation-summary', says: any, remedy: () => 'add summary: and a few words' },
  { rule: 'no-empty-servers', says: any, remedy: () => 'add servers: [{ url: / }] to the root' },
  { rule: 'info-license', says: any, remedy: () => 'add to info: license: { name: MIT, identifier: MIT }' },
];
