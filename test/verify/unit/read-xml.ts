/** Reads XML as a CI does that is strict: anything malformed throws. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const TOKEN = /<\?xml [^?]*\?>|<(\/?)([\w.:-]+)((?:\s+[\w.:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;

export function readXml(text: string): XmlElement {
  const root = { name: '', attributes: {}, children: [] as XmlElement[], text: '' };
  const open = [root];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, closes, name, attributes = '', empty, characters] = match;
    end += whole.length;
    const parent = open.at(-1);
    if (parent === undefined) throw new Error(`closed too often at ${match.index}`);
    if (characters !== undefined) parent.text += unescapeText(characters);
    else if (closes === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes something else`);
    } else if (name !== undefined) {
      const element = { name, attributes: readAttributes(attributes), children: [], text: '' };
      parent.children.push(element);
      if (empty !== '/') open.push(element);
    }
  }
  const [only, ...others] = root.children;
  if (end !== text.length || open.length !== 1 || only === undefined || others.length > 0) {
    throw new Error(`no XML after ${text.slice(Math.max(0, end - 40), end)}`);
  }
  return only;
}

function readAttributes(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([\w.:-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
      name,
      unescapeText(value),
    ]),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeText(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|(\w+))?;?/g, (entity, code?: string, name?: string) => {
    const character = code === undefined ? ENTITIES[name ?? ''] : String.fromCodePoint(Number(code));
    if (character === undefined || !entity.endsWith(';')) throw new Error(`${entity} is no entity`);
    return character;
  });
}
