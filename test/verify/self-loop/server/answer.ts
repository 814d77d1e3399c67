/** What the server answers: a documented status with the fields and the body that its examples show. */
import type { Json } from '../../../../src/contract/json.ts';
import type { ApiResponse, Route } from './api.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** The route's success. @param body what it is about, where the route is about something stored */
export function succeed({ responses }: Route, body?: Json): Answer {
  const keys = [...responses.keys()];
  const key =
    keys.find((each) => /^2/.test(each)) ?? keys.find((each) => each === 'default' || /^3/.test(each));
  const status = /^\d{3}$/.test(key ?? '') ? Number(key) : 200;
  return answer(status, responses.get(key ?? ''), body);
}

/** The route's refusal: of the documented statuses, the one that says the most. */
export function fail({ responses }: Route, status: number): Answer {
  const choices = [status, ...(status === 400 || status === 415 ? [400, 422] : [])].map(String);
  const exact = choices.find((each) => responses.has(each));
  const spec = responses.get(exact ?? '') ?? responses.get('4XX') ?? responses.get('default');
  return answer(Number(exact ?? status), spec, undefined);
}

function answer(status: number, spec: ApiResponse | undefined, body: Json | undefined): Answer {
  const headers: Record<string, string> = {};
  for (const { name, example } of spec?.headers ?? []) {
    if (example !== undefined) headers[name] = Array.isArray(example) ? example.join(',') : String(example);
  }
  const [media] = spec?.content ?? [];
  const value = body === undefined ? media?.example : body;
  if (media === undefined || status === 204) return { status, headers, body: undefined };
  if (value === undefined) throw new Error(`${status} ${media.type} has no example`);
  const isJson = /json|\*/.test(media.type);
  headers['content-type'] = isJson ? media.type.replace(/.*\*$/, 'application/json') : media.type;
  if (/jsonl/.test(media.type) && Array.isArray(value)) {
    return { status, headers, body: value.map((item) => `${JSON.stringify(item)}\n`).join('') };
  }
  return { status, headers, body: isJson ? JSON.stringify(value) : String(value) };
}
