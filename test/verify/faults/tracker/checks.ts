/** Whether what is sent keeps the tracker's contract, written by hand: it shares nothing with the code under test. */

export type Body = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

interface Form {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, Check>>;
}

const text =
  (shortest: number, longest: number): Check =>
  (value) =>
    typeof value === 'string' && [...value].length >= shortest && [...value].length <= longest;
const number =
  (lowest: number, highest: number): Check =>
  (value) =>
    typeof value === 'number' && value >= lowest && value <= highest;
const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));
const both =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.every((check) => check(value));
const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const isNull: Check = (value) => value === null;
const isBoolean: Check = (value) => typeof value === 'boolean';
const isEmail = matching(/^[^@\s]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/);
const isMoment: Check = (value) =>
  matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)(value) &&
  !Number.isNaN(Date.parse(String(value).replace(/:60/, ':59')));
const isTags: Check = (value) =>
  Array.isArray(value) &&
  value.length <= 5 &&
  new Set(value).size === value.length &&
  value.every(text(1, 20));

function form(required: readonly string[], properties: Form['properties']): Form {
  return { required, properties };
}

const isStatus = oneOf('open', 'paused', 'closed');
const isAddress: Check = (value) =>
  keeps(form(['city'], { city: text(1, Infinity), street: text(0, Infinity) }), value);

const project = {
  name: text(1, 60),
  description: either(isNull, text(0, 200)),
  status: isStatus,
  budget: number(0, 1_000_000),
};

const forms: Readonly<Record<string, Form>> = {
  NewProject: form(['name'], { ...project, due: isMoment, tags: isTags, address: isAddress }),
  ProjectChange: form([], project),
  NewTask: form(['title'], {
    title: text(1, 80),
    done: isBoolean,
    estimate: both(number(0, 100), Number.isInteger),
    notes: text(0, 500),
  }),
  NewMember: form(['email'], { email: both(isEmail, text(0, 100)), nickname: text(1, 40) }),
  LabelBody: form(['color'], { color: matching(/^#[0-9a-f]{6}$/), note: text(0, 100) }),
  Settings: form(['language'], { language: oneOf('de', 'en', 'pt'), weekly: isBoolean }),
};

export function isValid(name: string, value: unknown): value is Body {
  const wanted = forms[name];
  if (wanted === undefined || !keeps(wanted, value)) return false;
  return name !== 'ProjectChange' || Object.keys(value).length > 0;
}

function keeps({ required, properties }: Form, value: unknown): value is Body {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    required.every((name) => Object.hasOwn(value, name)) &&
    entries.every(([name, part]) => Object.hasOwn(properties, name) && properties[name]?.(part) === true)
  );
}

/** The parameters of a query, by name. */
const queries: Readonly<Record<string, Check>> = {
  limit: matching(/^([1-9]|1\d|20)$/),
  status: isStatus,
  cursor: matching(/./),
  page: matching(/^([1-9]\d{0,2}|1000)$/),
  per_page: matching(/^([1-9]|[1-4]\d|50)$/),
  done: oneOf('true', 'false'),
  offset: matching(/^(0|[1-9]\d{0,3}|10000)$/),
  email: isEmail,
};

export function isValidQuery(route: string, query: URLSearchParams): boolean {
  return [...query].every(([name, value]) => {
    // Members may be fifty on a page.
    if (name === 'limit' && route.endsWith(' members')) return queries['per_page']?.(value) === true;
    return queries[name]?.(value) ?? true;
  });
}
