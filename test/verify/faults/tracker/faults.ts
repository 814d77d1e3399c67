/** One fault each: how the tracker breaks its contract, and what `verify` must say of it. */
import type { Finding } from '../../../../src/verify/model/finding.ts';
import { type Answer, correct, type TrackerBehaviour, tokens } from './server.ts';

export interface Fault {
  readonly name: string;
  readonly behaviour: Partial<TrackerBehaviour>;
  /** A finding that names the fault: its operation, and what it says. */
  readonly finding: { readonly operation: string; readonly kind: Finding['kind']; readonly message?: RegExp };
}

const without =
  (name: string) =>
  (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
    const { [name]: _, ...rest } = values;
    return rest;
  };

/** What is stored of a project is changed before it is stored. */
function keeps(
  name: string,
  change: (values: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
  message: RegExp,
): Fault {
  return {
    name,
    behaviour: { keep: (kind, values) => (kind === 'project' ? change(values) : values) },
    finding: { operation: 'addProject', kind: 'value not kept', message },
  };
}

/** A successful answer of a route is changed before it is sent. */
function answers(
  name: string,
  route: string,
  change: (answer: Answer) => Answer,
  finding: Fault['finding'],
): Fault {
  return {
    name,
    behaviour: { answer: (each, at) => (at === route && each.status < 300 ? change(each) : each) },
    finding,
  };
}

const created: readonly Fault[] = [
  keeps('cuts a name', (values) => ({ ...values, name: String(values['name']).slice(0, 3) }), /\/name is/),
  keeps('stores a number as its negative', (values) => ({ ...values, budget: -1 }), /\/budget is/),
  keeps('stores another moment', (values) => ({ ...values, due: '2030-01-01T00:00:00Z' }), /\/due is/),
  keeps('loses an item of a list', (values) => ({ ...values, tags: [] }), /\/tags is/),
  keeps('loses a part of an object', (values) => ({ ...values, address: { city: 'Nowhere' } }), /\/address/),
  answers(
    'does not show what it has stored',
    'GET projects/*',
    (each) => ({ ...each, body: without('description')(Object(each.body)) }),
    { operation: 'getProject', kind: 'value not kept', message: /\/description is nothing/ },
  ),
  {
    name: 'forgets what it has made',
    behaviour: {
      answer: (each, route) =>
        route === 'GET projects/*' ? { status: 404, body: { message: 'No.' } } : each,
    },
    finding: { operation: 'getProject', kind: 'not found' },
  },
  {
    name: 'sends a Location that leads nowhere',
    behaviour: { location: (id) => `/v1/projects/${id}0` },
    finding: { operation: 'addProject', kind: 'wrong location', message: /answered 404/ },
  },
  {
    name: 'sends a Location without the base path',
    behaviour: { location: (id) => `/projects/${id}` },
    finding: { operation: 'addProject', kind: 'wrong location', message: /not below \/v1/ },
  },
  {
    name: 'takes what must be unique twice',
    behaviour: { isTaken: () => false },
    finding: { operation: 'addMember', kind: 'duplicate accepted', message: /answered 201/ },
  },
  {
    name: 'does what has an idempotency key twice',
    behaviour: { remembers: () => false },
    finding: { operation: 'addProject', kind: 'done twice' },
  },
  {
    name: 'repeats its answer, and makes another one behind it',
    behaviour: { repeats: true },
    finding: { operation: 'addProject', kind: 'done twice', message: /listProjects shows/ },
  },
  {
    name: 'stores what it refuses',
    behaviour: { checksFirst: false },
    finding: { operation: 'addTask', kind: 'rejected with effect', message: /answered 400/ },
  },
];

const changed: readonly Fault[] = [
  {
    name: 'ignores a change',
    behaviour: { change: (before, changes) => ({ ...before, ...without('status')(changes) }) },
    finding: { operation: 'changeProject', kind: 'value not kept', message: /\/status is/ },
  },
  {
    name: 'resets what a change does not mention',
    behaviour: { change: (before, changes) => ({ ...before, description: null, ...changes }) },
    finding: { operation: 'changeProject', kind: 'rest not left alone', message: /\/description is/ },
  },
  {
    name: 'replaces where it should change',
    behaviour: { change: (before, changes) => ({ name: before['name'], ...changes }) },
    finding: { operation: 'changeProject', kind: 'rest not left alone' },
  },
  {
    name: 'makes a part of a change that it refuses',
    behaviour: { checksFirst: false },
    finding: { operation: 'changeProject', kind: 'rejected with effect' },
  },
  {
    name: 'takes a stale If-Match',
    behaviour: { isCurrent: () => true },
    finding: { operation: 'changeProject', kind: 'stale change accepted' },
  },
  {
    name: 'sends again what is known',
    behaviour: {
      answer: (each, route) =>
        route === 'GET projects/*' && each.status === 304 ? { status: 404, body: { message: 'No.' } } : each,
    },
    finding: { operation: 'getProject', kind: 'unexpected status', message: /expected 304/ },
  },
  {
    name: 'changes where it should replace',
    behaviour: { replace: (_, before, values) => ({ ...before, ...values }) },
    finding: { operation: 'replaceTask', kind: 'old value kept' },
  },
  {
    name: 'ignores what it is to replace',
    behaviour: { replace: (kind, before, values) => (kind === 'task' ? { ...values, ...before } : values) },
    finding: { operation: 'replaceTask', kind: 'value not kept', message: /\/title is/ },
  },
  {
    name: 'counts how often it has replaced',
    behaviour: {
      replace: (kind, before, values) =>
        kind === 'task'
          ? { ...values, estimate: Math.min(100, Number(before?.['estimate'] ?? 0) + 1) }
          : values,
    },
    finding: { operation: 'replaceTask', kind: 'not repeatable', message: /\/estimate/ },
  },
  answers('says each time that it has made it', 'PUT labels/*', (each) => ({ ...each, status: 201 }), {
    operation: 'putLabel',
    kind: 'not repeatable',
    message: /answered 201 again|201/,
  }),
  {
    name: 'does not keep the settings',
    behaviour: { change: (before, changes) => ('language' in before ? before : { ...before, ...changes }) },
    finding: { operation: 'putSettings', kind: 'value not kept' },
  },
];

const deleted: readonly Fault[] = [
  {
    name: 'does not delete a project',
    behaviour: { deletes: (kind) => kind !== 'project' },
    finding: { operation: 'removeProject', kind: 'still there' },
  },
  {
    name: 'does not delete a task',
    behaviour: { deletes: (kind) => kind !== 'task' },
    finding: { operation: 'removeTask', kind: 'still there' },
  },
  {
    name: 'does not delete what only a list shows',
    behaviour: { deletes: (kind) => kind !== 'member' },
    finding: { operation: 'removeMember', kind: 'still there' },
  },
];

const listed: readonly Fault[] = [
  {
    name: 'leaves new ones out of its lists',
    behaviour: { isListed: () => false },
    finding: { operation: 'listTasks', kind: 'not listed' },
  },
  {
    name: 'ignores the limit',
    behaviour: { slice: (items, start) => items.slice(start) },
    finding: { operation: 'listProjects', kind: 'wrong page', message: /limit=1/ },
  },
  {
    name: 'sends one more than the limit',
    behaviour: { slice: (items, start, count) => items.slice(start, start + count + 1) },
    finding: { operation: 'listMembers', kind: 'wrong page', message: /limit=1/ },
  },
  {
    name: 'leaves out an item at each turn of a page',
    behaviour: { slice: (items, start, count) => items.slice(start === 0 ? 0 : start + 1, start + count) },
    finding: { operation: 'listMembers', kind: 'wrong page', message: /on no page/ },
  },
  {
    name: 'repeats an item at each turn of a page',
    behaviour: {
      slice: (items, start, count) => items.slice(Math.max(0, start - 1), Math.max(0, start - 1) + count),
    },
    finding: { operation: 'listTasks', kind: 'wrong page', message: /twice|on no page/ },
  },
  {
    name: 'begins again after the last page',
    behaviour: { next: (start, count, total) => (start + count < total ? start + count : 0) },
    finding: { operation: 'listProjects', kind: 'wrong page' },
  },
  {
    name: 'ends after the first page',
    behaviour: { next: () => undefined },
    finding: { operation: 'listProjects', kind: 'wrong page', message: /on no page/ },
  },
  {
    name: 'ignores a filter',
    behaviour: { matches: (thing, name, value) => name === 'status' || correct.matches(thing, name, value) },
    finding: { operation: 'listProjects', kind: 'wrong filter', message: /status=/ },
  },
  {
    name: 'filters for the contrary',
    behaviour: { matches: (thing, name, value) => correct.matches(thing, name, value) !== (name === 'done') },
    finding: { operation: 'listTasks', kind: 'wrong filter', message: /done=/ },
  },
  {
    name: 'finds nothing with a filter',
    behaviour: { matches: (_, name) => name !== 'email' },
    finding: { operation: 'listMembers', kind: 'wrong filter', message: /does not show/ },
  },
  {
    name: 'finds a task below every project',
    behaviour: { isIn: () => true },
    finding: { operation: 'getTask', kind: 'wrong parent' },
  },
];

const tenantOf = (open: 'read' | 'write' | 'list') => ({
  tenantOf: (token: string, doing: 'read' | 'write' | 'list') =>
    doing === open ? 'own' : correct.tenantOf(token, doing),
});

const guarded: readonly Fault[] = [
  {
    name: 'shows a stranger what it keeps for another tenant',
    behaviour: tenantOf('read'),
    finding: { operation: 'getProject', kind: 'violation accepted', message: /answered 200, expected 404/ },
  },
  {
    name: 'lists what it keeps for another tenant',
    behaviour: tenantOf('list'),
    finding: { operation: 'listProjects', kind: 'shown to another tenant' },
  },
  {
    name: 'lets a stranger change what it keeps for another tenant',
    behaviour: tenantOf('write'),
    finding: { operation: 'changeProject', kind: 'changed by another tenant' },
  },
  {
    name: 'refuses a stranger, and deletes all the same',
    behaviour: {
      ...tenantOf('write'),
      answer: (each, _, { method, token }) =>
        method === 'DELETE' && token === tokens.otherTenant
          ? { status: 404, body: { message: 'No.' } }
          : each,
    },
    finding: { operation: 'removeProject', kind: 'changed by another tenant', message: /gone/ },
  },
  {
    name: 'lets in whoever sends any credential',
    behaviour: {
      scopesOf: (token) => (token === '' ? undefined : (correct.scopesOf(token) ?? ['read', 'write'])),
    },
    finding: { operation: 'listMembers', kind: 'violation accepted', message: /expected 401/ },
  },
  {
    name: 'gives a reader the right to write',
    behaviour: { scopesOf: (token) => (token === tokens.limited ? ['write'] : correct.scopesOf(token)) },
    finding: { operation: 'addTask', kind: 'violation accepted', message: /expected 403/ },
  },
];

const messages: readonly Fault[] = [
  {
    name: 'answers a method that it does not have',
    behaviour: { answer: (each) => (each.status === 405 ? { status: 200, body: {} } : each) },
    finding: { operation: 'listMembers', kind: 'violation accepted', message: /expected 405/ },
  },
  {
    name: 'answers HEAD with another status',
    behaviour: { answer: (each, _, { method }) => (method === 'HEAD' ? { status: 204 } : each) },
    finding: { operation: 'listMembers', kind: 'unexpected status', message: /HEAD/ },
  },
  {
    name: 'fails at a path that cannot be decoded',
    behaviour: { decode: (text) => decodeURIComponent(text) },
    finding: { operation: 'getProject', kind: 'server error' },
  },
];

export const faults: readonly Fault[] = [
  ...created,
  ...changed,
  ...deleted,
  ...listed,
  ...guarded,
  ...messages,
];
