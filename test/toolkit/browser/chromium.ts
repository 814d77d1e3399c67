/** A headless Chromium, driven over the DevTools protocol. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

export interface OpenedPage {
  /** The URL of everything that the page asked for, itself included, blocked or not. */
  readonly requests: readonly string[];
  /** What went wrong in the page's scripts. */
  readonly errors: readonly string[];
  /** What a reader sees at this moment. */
  text(): Promise<string>;
  close(): Promise<void>;
}

/** The browser to use: `CHROME_PATH`, or the first that is on `PATH`. */
export function findChromium(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];
  const folders = (env['PATH'] ?? '').split(delimiter);
  const candidates = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  return [...(env['CHROME_PATH'] === undefined ? [] : [env['CHROME_PATH']]), ...candidates].find(
    isExecutable,
  );
}

/** Opens `url` in a browser that can reach no host. */
export async function openPage(browser: string, url: string): Promise<OpenedPage> {
  const profile = await mkdtemp(join(tmpdir(), 'countersign-browser-'));
  const child = spawn(
    browser,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async () => {
    child.kill();
    await exited;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };

  const endpoint = await debuggerOf(createInterface({ input: child.stderr }));
  const devtools = await connect(endpoint);
  const requests: string[] = [];
  const errors: string[] = [];
  devtools.onEvent((method, params) => {
    if (method === 'Network.requestWillBeSent') requests.push(textAt(params, 'request', 'url'));
    if (method === 'Runtime.exceptionThrown') errors.push(textAt(params, 'exceptionDetails', 'text'));
  });
  for (const domain of ['Network', 'Runtime', 'Page']) await devtools.send(`${domain}.enable`, {});
  await devtools.send('Page.navigate', { url });

  const text = async () => {
    const reply = await devtools.send('Runtime.evaluate', { expression: 'document.body.innerText' });
    return textAt(reply, 'result', 'value');
  };
  return { requests, errors, text, close };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The WebSocket of the one open page; Chromium says its port on its error output. */
async function debuggerOf(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const [, port] = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(line) ?? [];
    if (port === undefined) continue;
    const targets: unknown = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json();
    const page = Array.isArray(targets) && targets.find((target) => fieldAt(target, 'type') === 'page');
    return textAt(page, 'webSocketDebuggerUrl');
  }
  throw new Error('the browser ended before it opened its debugging port');
}

interface DevTools {
  send(method: string, params: object): Promise<unknown>;
  onEvent(listener: (method: string, params: unknown) => void): void;
}

async function connect(endpoint: string): Promise<DevTools> {
  const socket = new WebSocket(endpoint);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  const waiting = new Map<number, (result: unknown) => void>();
  const listeners: ((method: string, params: unknown) => void)[] = [];
  socket.addEventListener('message', ({ data }) => {
    const message: unknown = JSON.parse(String(data));
    const id = fieldAt(message, 'id');
    if (typeof id === 'number') waiting.get(id)?.(fieldAt(message, 'result'));
    else for (const listener of listeners) listener(textAt(message, 'method'), fieldAt(message, 'params'));
  });
  let sent = 0;
  return {
    send(method, params) {
      const id = ++sent;
      socket.send(JSON.stringify({ id, method, params }));
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    onEvent: (listener) => listeners.push(listener),
  };
}

function fieldAt(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function textAt(value: unknown, ...path: string[]): string {
  return String(path.reduce(fieldAt, value));
}
