/**
 * A server that keeps the tracker's contract, written by hand: it shares nothing with the code under test.
 * A fault can be switched on, and then it breaks its contract in that one way.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Body, isValid, isValidQuery } from './checks.ts';

export const tokens = { default: 'tok_own', limited: 'tok_nobody', otherTenant: 'tok_other' };

export type Kind = 'project' | 'task' | 'member' | 'label';

/** Something that is stored. */
export interface Thing {
  readonly id: string;
  readonly createdAt: string;
  readonly revision: number;
  readonly values: Body;
  /** The project that a task is in. */
  readonly parent: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What the server does at the places where a fault may change it. */
export interface TrackerBehaviour {
  /** What is kept of what is sent. */
  keep(kind: Kind, values: Body): Body;
  change(before: Body, changes: Body): Body;
  replace(kind: Kind, before: Body | undefined, values: Body): Body;
  /** Whether what is deleted is gone. */
  deletes(kind: Kind): boolean;
  /** Whether a task is found below a project. */
  isIn(task: Thing, project: string): boolean;
  /** The items from a place on, at most so many. */
  slice(items: readonly Thing[], start: number, count: number): readonly Thing[];
  /** Where the next page begins, if there is one. */
  next(start: number, count: number, total: number): number | undefined;
  matches(thing: Thing, name: string, value: string): boolean;
  /** Whether a thing stands in the lists. */
  isListed(thing: Thing): boolean;
  location(id: string): string;
  /** Whether a key that was used already gives the first answer again. */
  remembers(key: string): boolean;
  /** Whether a replayed request is carried out all the same. */
  repeats: boolean;
  isCurrent(condition: string, tag: string): boolean;
  isTaken(email: unknown, members: readonly Thing[]): boolean;
  /** Whether a body is looked at before anything is done with it. */
  checksFirst: boolean;
  /** Whose things a token reaches, when it reads and when it writes. */
  tenantOf(token: string, doing: 'read' | 'write' | 'list'): string;
  scopesOf(token: string): readonly string[] | undefined;
  /** The text of a path segment; what is none names nothing. */
  decode(segment: string): string | undefined;
  /** Last change of every answer. `route` has GET for HEAD. */
  answer(answer: Answer, route: string, from: { readonly method: string; readonly token: string }): Answer;
}

export const correct: TrackerBehaviour = {
  keep: (_, values) => values,
  change: (before, changes) => ({ ...before, ...changes }),
  replace: (_, __, values) => values,
  deletes: () => true,
  isIn: (task, project) => task.parent === project,
  slice: (items, start, count) => items.slice(start, start + count),
  next: (start, count, total) => (start + count < total ? start + count : undefined),
  matches: ({ values }, name, value) => String(values[name] ?? usual[name]) === value,
  isListed: () => true,
  location: (id) => `/v1/projects/${id}`,
  remembers: () => true,
  repeats: false,
  isCurrent: (condition, tag) => condition === tag || condition === '*',
  isTaken: (email, members) => members.some(({ values }) => values['email'] === email),
  checksFirst: true,
  tenantOf: (token) => (token === tokens.otherTenant ? 'other' : 'own'),
  scopesOf: (token) => {
    if (token === tokens.limited) return [];
    return token === tokens.default || token === tokens.otherTenant ? ['read', 'write'] : undefined;
  },
  decode: (segment) => {
    try {
      return decodeURIComponent(segment);
    } catch {
      return undefined;
    }
  },
  answer: (each) => each,
};

/** What stands for what was left out. */
const usual: Body = { status: 'open', done: false };

export interface TrackerServer {
  readonly url: string;
  close(): Promise<void>;
}

export async function startTracker(behaviour: Partial<TrackerBehaviour> = {}): Promise<TrackerServer> {
  const tracker = new Tracker({ ...correct, ...behaviour });
  const server = createServer(async (request, response) => {
    const { status, headers, body } = tracker.answer(request, await readAll(request));
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    response.writeHead(status, { ...type, ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** A request that was let in. */
interface Call {
  readonly method: string;
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly bytes: Buffer;
  readonly token: string;
}

const ROUTES: Readonly<Record<string, readonly string[]>> = {
  projects: ['GET', 'POST'],
  'projects/*': ['GET', 'PATCH', 'DELETE'],
  'projects/*/tasks': ['GET', 'POST'],
  'projects/*/tasks/*': ['GET', 'PUT', 'DELETE'],
  members: ['GET', 'POST'],
  'members/*': ['DELETE'],
  'labels/*': ['GET', 'PUT'],
  settings: ['GET', 'PUT'],
};

/** In bytes. */
const LARGEST_BODY = 1024 * 1024;

class Tracker {
  readonly #does: TrackerBehaviour;
  readonly #tenants = new Map<string, Tenant>();
  readonly #replies = new Map<string, Answer>();
  #made = 0;

  constructor(behaviour: TrackerBehaviour) {
    this.#does = behaviour;
  }

  answer(request: IncomingMessage, bytes: Buffer): Answer {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '');
    const path = url.pathname.split('/').slice(2);
    const template = path.map((segment, index) => (index % 2 === 0 ? segment : '*')).join('/');
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const call = { method, path, query: url.searchParams, headers: request.headers, bytes, token };
    const from = { method: request.method ?? '', token };
    return this.#does.answer(this.#guarded(call, template), `${method} ${template}`, from);
  }

  #guarded(call: Call, template: string): Answer {
    const { method, bytes, query, token } = call;
    const allowed = ROUTES[template];
    if (allowed === undefined) return refuse(404);
    if (!allowed.includes(method)) return { ...refuse(405), headers: { allow: allowed.join(', ') } };
    const scopes = this.#does.scopesOf(token);
    if (scopes === undefined) return refuse(401);
    if (!scopes.includes(method === 'GET' ? 'read' : 'write')) return refuse(403);
    if (!isValidQuery(`${method} ${template}`, query)) return refuse(400);
    if (bytes.length > LARGEST_BODY) return refuse(413);
    try {
      return this.#handle(call);
    } catch {
      return refuse(500);
    }
  }

  #handle(call: Call): Answer {
    const [collection, id, , task] = call.path;
    if (collection === 'settings') return this.#settings(call);
    if (collection === 'labels') return this.#label(call, id ?? '');
    if (collection === 'members')
      return id === undefined ? this.#members(call) : this.#remove(call, 'member', id);
    if (id === undefined) return this.#projects(call);
    const project = this.#tenant(call).project.get(this.#does.decode(id) ?? '');
    if (project === undefined) return refuse(404);
    if (call.path.length === 2) return this.#project(call, project);
    if (task === undefined) return this.#tasks(call, project);
    return this.#task(call, project, task);
  }

  #projects(call: Call): Answer {
    if (call.method === 'GET')
      return this.#list(call, 'project', Number(call.query.get('cursor') ?? 0), 'limit', 20);
    const key = call.headers['idempotency-key'];
    const known = typeof key === 'string' ? this.#replies.get(key) : undefined;
    if (typeof key === 'string' && !/^[!-~]{1,80}$/.test(key)) return refuse(400);
    if (known !== undefined && typeof key === 'string' && this.#does.remembers(key)) {
      if (this.#does.repeats) this.#create(call, 'project', 'NewProject', undefined);
      return known;
    }
    const made = this.#create(call, 'project', 'NewProject', undefined);
    if ('status' in made) return made;
    const answer = { status: 201, headers: { location: this.#does.location(made.id) }, body: shown(made) };
    if (typeof key === 'string') this.#replies.set(key, answer);
    return answer;
  }

  #project(call: Call, project: Thing): Answer {
    const tag = `"${project.revision}"`;
    if (call.method === 'DELETE') return this.#remove(call, 'project', project.id);
    if (call.method === 'GET') {
      if (call.headers['if-none-match'] === tag) return { status: 304, headers: { etag: tag } };
      return { status: 200, headers: { etag: tag }, body: shown(project) };
    }
    const condition = call.headers['if-match'];
    if (condition !== undefined && !this.#does.isCurrent(condition, tag)) return refuse(412);
    const changes = this.#read(call, 'ProjectChange');
    const isRefused = 'status' in changes && typeof changes.status === 'number';
    if (isRefused && this.#does.checksFirst) return refuse(400);
    const sent = readJson(call);
    const changed = {
      ...project,
      revision: project.revision + 1,
      values: this.#does.change(project.values, isObject(sent) ? sent : {}),
    };
    this.#tenant(call).project.set(project.id, changed);
    if (isRefused) return refuse(400);
    return { status: 200, headers: { etag: `"${changed.revision}"` }, body: shown(changed) };
  }

  #tasks(call: Call, project: Thing): Answer {
    if (call.method === 'GET') {
      const size = Number(call.query.get('per_page') ?? 50);
      const start = (Number(call.query.get('page') ?? 1) - 1) * size;
      return this.#list(call, 'task', start, 'per_page', 50, (task) => this.#does.isIn(task, project.id));
    }
    const made = this.#create(call, 'task', 'NewTask', project.id);
    return 'status' in made ? made : { status: 201, body: shown(made) };
  }

  #task(call: Call, project: Thing, id: string): Answer {
    const task = this.#tenant(call).task.get(id);
    if (task === undefined || !this.#does.isIn(task, project.id)) return refuse(404);
    if (call.method === 'GET') return { status: 200, body: shown(task) };
    if (call.method === 'DELETE') return this.#remove(call, 'task', id);
    const values = readJson(call);
    if (!isValid('NewTask', values)) return refuse(400);
    const replaced = { ...task, values: this.#does.replace('task', task.values, values) };
    this.#tenant(call).task.set(id, replaced);
    return { status: 200, body: shown(replaced) };
  }

  #members(call: Call): Answer {
    if (call.method === 'GET')
      return this.#list(call, 'member', Number(call.query.get('offset') ?? 0), 'limit', 50);
    const sent = readJson(call);
    const others = [...this.#tenant(call).member.values()];
    if (isValid('NewMember', sent) && this.#does.isTaken(sent['email'], others)) return refuse(409);
    const made = this.#create(call, 'member', 'NewMember', undefined);
    return 'status' in made ? made : { status: 201, body: shown(made) };
  }

  #label(call: Call, label: string): Answer {
    if (!/^[a-z0-9-]{1,40}$/.test(label)) return refuse(400);
    const { label: labels } = this.#tenant(call);
    const known = labels.get(label);
    if (call.method === 'GET')
      return known === undefined ? refuse(404) : { status: 200, body: { label, ...known.values } };
    const sent = readJson(call);
    if (!isValid('LabelBody', sent)) return refuse(400);
    const values = this.#does.replace('label', known?.values, sent);
    labels.set(label, { id: label, createdAt: '', revision: 1, values, parent: undefined });
    return { status: known === undefined ? 201 : 200, body: { label, ...values } };
  }

  #settings(call: Call): Answer {
    const tenant = this.#tenant(call);
    if (call.method === 'PUT') {
      const sent = readJson(call);
      if (!isValid('Settings', sent)) return refuse(400);
      tenant.settings = this.#does.change(tenant.settings, sent);
    }
    return { status: 200, body: tenant.settings };
  }

  #create(call: Call, kind: Kind, form: string, parent: string | undefined): Thing | Answer {
    const values = this.#read(call, form);
    const isRefused = 'status' in values && typeof values.status === 'number';
    if (isRefused && this.#does.checksFirst) return refuse(values.status);
    const sent = readJson(call);
    const id = `${kind}${++this.#made}`;
    const kept = this.#does.keep(kind, isObject(sent) ? sent : {});
    const made = {
      id,
      createdAt: new Date(1e12 + this.#made * 1000).toISOString(),
      revision: 1,
      values: kept,
      parent,
    };
    this.#tenant(call)[kind].set(id, made);
    return isRefused ? refuse(values.status) : made;
  }

  #read(call: Call, form: string): Body | { status: number } {
    if (call.bytes.length > 0 && call.headers['content-type'] !== 'application/json')
      return refuse(call.path[0] === 'projects' && call.path.length === 1 ? 415 : 400);
    const value = readJson(call);
    return isValid(form, value) ? value : refuse(400);
  }

  #remove(call: Call, kind: Kind, id: string): Answer {
    const things = this.#tenant(call)[kind];
    if (!things.has(id)) return refuse(404);
    if (this.#does.deletes(kind)) things.delete(id);
    return { status: 204 };
  }

  #list(
    call: Call,
    kind: Kind,
    start: number,
    limit: string,
    usualCount: number,
    isIn: (thing: Thing) => boolean = () => true,
  ): Answer {
    const filters = [...call.query].filter(([name]) => ['status', 'done', 'email'].includes(name));
    const all = [...this.#tenant(call, 'list')[kind].values()]
      .filter((thing) => isIn(thing) && this.#does.isListed(thing))
      .filter((thing) => filters.every(([name, value]) => this.#does.matches(thing, name, value)));
    const count = Number(call.query.get(limit) ?? usualCount);
    const items = this.#does.slice(all, start, count).map(shown);
    const next = this.#does.next(start, count, all.length);
    const nextCursor = next === undefined ? null : String(next);
    return { status: 200, body: kind === 'project' ? { items, nextCursor } : { items } };
  }

  #tenant(
    { token, method }: Call,
    doing: 'read' | 'write' | 'list' = method === 'GET' ? 'read' : 'write',
  ): Tenant {
    const name = this.#does.tenantOf(token, doing);
    const tenant = this.#tenants.get(name) ?? new Tenant();
    this.#tenants.set(name, tenant);
    return tenant;
  }
}

class Tenant {
  readonly project = new Map<string, Thing>();
  readonly task = new Map<string, Thing>();
  readonly member = new Map<string, Thing>();
  readonly label = new Map<string, Thing>();
  settings: Body = { language: 'en' };
}

/** `status: open` and `done: false` stand for what was left out. */
function shown({ id, createdAt, values, parent }: Thing): object {
  const kept = parent === undefined ? values : { done: false, ...values };
  return { id, createdAt, ...kept };
}

function refuse(status: number): Answer & { readonly status: number } {
  return { status, body: { message: 'Refused.' } };
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readJson({ bytes }: Call): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
