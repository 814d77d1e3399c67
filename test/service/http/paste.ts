export interface Pasted {
  readonly status: number;
  readonly body: string;
  /** The header `Idempotent-Replayed`. */
  readonly replayed: string | null;
}

/** Does what a `curl` does that `serve` has printed: the first one, or the one of that index. */
export async function paste(screen: string, index = 0): Promise<Pasted> {
  const command = screen.split('\n\n').filter((block) => block.startsWith('curl '))[index] ?? '';
  const [, url = ''] = /curl .*(http\S+)/.exec(command) ?? [];
  const [, body = ''] = /-d '([^']*)'/.exec(command) ?? [];
  const headers = [...command.matchAll(/-H '([^:]+): ([^']*)'/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
  const response = await fetch(url, { method: 'POST', headers: Object.fromEntries(headers), body });
  return {
    status: response.status,
    body: await response.text(),
    replayed: response.headers.get('Idempotent-Replayed'),
  };
}
