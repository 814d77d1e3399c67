/** What was deleted is gone. */
import type { Operation } from '../../contract/contract.ts';
import { isObject, type Json } from '../../contract/json.ts';
import { Unavailable } from '../supply/producing.ts';
import type { Answered, Conversation, Made } from './conversation.ts';
import type { Pager } from './paging.ts';
import type { Planning } from './planning.ts';
import type { Resource } from './resources.ts';
import { type SequenceCase, sequenceName, type Trouble } from './sequence-case.ts';
import { type Item, itemsOf, keyOf, walk } from './walk.ts';

/** @param pager the list that the resource stands in, if there is one */
export function deletedCases(
  planning: Planning,
  resource: Resource,
  pager: Pager | undefined,
): SequenceCase[] {
  const { create, read, remove } = resource;
  if (remove === undefined || create === undefined) return [];
  if (read === undefined && pager?.view.id === undefined) {
    planning.drop(remove, 'what was deleted is gone', `neither a GET ${resource.path} nor a list shows it`);
    return [];
  }
  const shows = read ?? pager?.list;
  return [
    {
      name: sequenceName(remove, `then ${shows?.id}`, read === undefined ? 'not in the list' : '404 or 410'),
      phase: 'state',
      operation: remove,
      why: 'RFC 9110 §9.3.5: who answers a DELETE with success promises that the resource is gone, or will be.',
      requests: [create.id, remove.id, shows?.id ?? ''],
      alone: false,
      async play(conversation) {
        const made = await conversation.make(resource);
        const before = read === undefined ? await itemOf(conversation, made, pager) : undefined;
        const gone = await conversation.send(conversation.on(made, remove));
        if (gone.status >= 300) throw new Unavailable(`${remove.id} answered ${gone.status}`);
        if (gone.status === 202) throw new Unavailable(`${remove.id} answered 202: it is done later`);
        if (read !== undefined) return stillRead(conversation, made, read, remove);
        const after = await itemOf(conversation, made, pager);
        if (after === undefined || JSON.stringify(after.value) !== JSON.stringify(before?.value)) return [];
        return [stillThere(conversation, remove, `it stands in ${pager?.list.id} as before`)];
      },
    },
  ];
}

async function stillRead(
  conversation: Conversation,
  made: Made,
  read: Operation,
  remove: Operation,
): Promise<Trouble[]> {
  const answer = await conversation.send(conversation.on(made, read));
  if (answer.status >= 300 || isMarked(answer, made.answer)) return [];
  return [stillThere(conversation, remove, `${read.id} answered ${answer.status}`)];
}

async function itemOf(
  conversation: Conversation,
  made: Made,
  pager: Pager | undefined,
): Promise<Item | undefined> {
  if (pager === undefined) return undefined;
  const isIt = ({ key }: Item): boolean => key === keyOf(made.id);
  const start = conversation.on(made, pager.list);
  return itemsOf(await walk(conversation, pager, start, { limit: pager.limit?.highest, until: isIt })).find(
    isIt,
  );
}

function stillThere(conversation: Conversation, remove: Operation, actual: string): Trouble {
  const message = `what it deleted is still there: ${actual}`;
  return conversation.trouble('still there', { detail: '', message, expected: 'gone', actual }, remove);
}

/** Words with which an API says that what it shows is deleted: `deletedAt`, `status: "archived"`. */
const MARK = /delet|remov|revok|archiv|cancel|inactiv|disabl|clos|terminat|expir|trash/i;

/** How deep in an answer a mark may stand. */
const DEEPEST_MARK = 3;

/** Whether an answer says that what it shows is deleted, and an earlier one did not. */
function isMarked({ body }: Answered, before: Answered): boolean {
  const known = new Set(marksIn(before.body));
  return marksIn(body).some((mark) => !known.has(mark));
}

function marksIn(value: Json | undefined, depth = 1): string[] {
  if (!isObject(value) || depth > DEEPEST_MARK) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    if (isObject(part)) return marksIn(part, depth + 1);
    const isSet = part !== null && part !== false && part !== '';
    const isStatus = /status|state/i.test(name) && typeof part === 'string' && MARK.test(part);
    return isStatus || (MARK.test(name) && isSet) ? [`${name} ${JSON.stringify(part)}`] : [];
  });
}
