/** Requests with one part that is not what it should be. */
import { isObject, type Json, toPointer } from '../../contract/json.ts';
import type { RequestValues, Where } from '../plan/slots.ts';

/** What is done to one part: something else stands there, or, for `undefined`, it is left out. */
export interface Spoil {
  /** Which part; any number names one. */
  readonly place: number;
  readonly value: Json | undefined;
}

export interface Spoilt extends RequestValues {
  readonly edited: Where | undefined;
}

/** The body with one of its parts spoilt; or, where there is no body, a parameter. */
export function spoilt({ parameters, body }: RequestValues, { place, value }: Spoil): Spoilt {
  if (body !== undefined) {
    const { pointer, whole } = spoiltPart(body.value, { place, value });
    return { parameters, body: { ...body, value: whole }, edited: { in: 'body', name: '', pointer } };
  }
  const chosen = parameters[place % Math.max(1, parameters.length)];
  if (chosen === undefined) return { parameters, body, edited: undefined };
  const others = parameters.filter((each) => each !== chosen);
  return {
    parameters: value === undefined ? others : [...others, { ...chosen, value }],
    body,
    edited: { in: chosen.parameter.in, name: chosen.parameter.name, pointer: '' },
  };
}

interface SpoiltPart {
  readonly whole: Json;
  /** Where the part stands. */
  readonly pointer: string;
}

function spoiltPart(value: Json, { place, value: other }: Spoil): SpoiltPart {
  if (!isObject(value) || Object.keys(value).length === 0) return { whole: other ?? null, pointer: '' };
  const names = Object.keys(value);
  const name = names[place % names.length] ?? '';
  const part = value[name];
  const at = toPointer([name]);
  if (isObject(part) && place >= names.length) {
    const below = spoiltPart(part, { place: Math.floor(place / names.length), value: other });
    return { whole: { ...value, [name]: below.whole }, pointer: at + below.pointer };
  }
  if (other !== undefined) return { whole: { ...value, [name]: other }, pointer: at };
  const { [name]: _, ...rest } = value;
  return { whole: rest, pointer: at };
}
