/** The only file that knows Redocly's `build-docs`. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Contract } from '@countersign/contract';
import { isObject, type Json, type JsonObject } from '@countersign/contract';

/** The name under which the page stands beside the generated files. */
export const DOCS_PAGE = 'docs.html';

/**
 * The rendered documentation of a contract: one HTML page that needs no network and asks nothing of it.
 *
 * @throws {Error} Redocly cannot render it; the message holds what Redocly said
 */
export async function renderDocs(contract: Contract): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-docs-'));
  try {
    await writeFile(join(folder, 'contract.json'), JSON.stringify(withoutGroups(contract.document)));
    await writeFile(join(folder, 'page.hbs'), pageTemplate(fingerprint(contract)));
    await buildDocs(folder);
    const page = await readFile(join(folder, DOCS_PAGE), 'utf8');
    return page.replaceAll(OUTSIDE_LOGO, REDOCLY_LOGO);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Makes sure that the docs page in `folder` shows this contract; renders it if it is missing or shows another.
 *
 * @returns the page's path, if it was rendered
 */
export async function ensureDocs(contract: Contract, folder: string): Promise<string | undefined> {
  const path = join(folder, DOCS_PAGE);
  const shown = existsSync(path) ? await readFile(path, 'utf8') : '';
  return shown.includes(fingerprint(contract)) ? undefined : await writeDocs(contract, folder);
}

/** Renders the docs page of a contract into `folder`, which is made if it is missing, and returns its path. */
export async function writeDocs(contract: Contract, folder: string): Promise<string> {
  const path = join(folder, DOCS_PAGE);
  const page = await renderDocs(contract);
  await mkdir(folder, { recursive: true });
  // Moved into place as a whole: another process may be serving the page, or writing it too.
  const aside = await mkdtemp(join(folder, '.docs-'));
  try {
    await writeFile(join(aside, DOCS_PAGE), page);
    await rename(join(aside, DOCS_PAGE), path);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return path;
}

/** Tells by the page alone which contract it shows. */
function fingerprint(contract: Contract): string {
  const digest = createHash('sha256').update(JSON.stringify(contract.document)).digest('hex');
  return `<meta name="contract-sha256" content="${digest}">`;
}

/** Redoc folds the operations of each tag away; without tags it shows them all, in the contract's order. */
function withoutGroups(document: JsonObject): JsonObject {
  const copy = structuredClone(document);
  delete copy['tags'];
  for (const item of objectsIn(copy['paths'])) {
    for (const operation of [...objectsIn(item), ...objectsIn(item['additionalOperations'])]) {
      delete operation['tags'];
    }
  }
  return copy;
}

function objectsIn(value: Json | undefined): JsonObject[] {
  return isObject(value) ? Object.values(value).filter(isObject) : [];
}

async function buildDocs(folder: string): Promise<void> {
  const redocly = createRequire(import.meta.url).resolve('@redocly/cli/bin/cli.js');
  const args = ['build-docs', 'contract.json', '--output', DOCS_PAGE, '--template', 'page.hbs'];
  // `showExtensions` is what shows the cross-field clauses, `x-after: startDate` as "after: startDate".
  const options = ['--inlineBundle', '--openapi.showExtensions', '--openapi.hideTryItPanel'];
  try {
    // A process of its own in a folder of its own: no redocly.yaml of the user's is found and mixed in.
    await promisify(execFile)(process.execPath, [redocly, ...args, ...options], {
      cwd: folder,
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(`The docs page could not be rendered:\n${said.trim()}`, { cause: error });
  }
}

/** The one image that Redoc 3.0.1 would fetch: the name in "API docs by …". Its text stands in for it. */
const OUTSIDE_LOGO = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-[\w-]+\.svg/g;

const REDOCLY_LOGO = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="44" height="14"><text y="11" font-size="11" font-family="sans-serif" fill="#888">Redocly</text></svg>',
)}`;

/**
 * Redoc renders a section when it is scrolled into view. Here every section is, at once, so that the
 * browser's own search and its printer find the whole contract.
 */
const SHOW_ALL_SECTIONS = `
    window.IntersectionObserver = class {
      constructor(callback) { this.callback = callback; }
      observe(target) { this.callback([{ isIntersecting: true, target }], this); }
      unobserve() {}
      disconnect() {}
    };`;

/**
 * The browser itself holds the promise that the page asks for nothing outside: whatever the inlined
 * bundle may try, this policy lets nothing be fetched.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const pageTemplate = (fingerprint: string): string => `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${POLICY}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  ${fingerprint}
  <title>{{title}}</title>
  <link rel="icon" href="data:,">
  <style>
    body { margin: 0; padding: 0; }
    #redoc * { content-visibility: visible !important; }
  </style>
  <script>${SHOW_ALL_SECTIONS}
  </script>
  {{{redocHead}}}
</head>
<body>
  {{{redocHTML}}}
</body>
</html>
`;
