/** Compiles files that stand nowhere, and tells which lines TypeScript refuses. */
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  allowImportingTsExtensions: true,
  lib: ['lib.es5.d.ts'],
  types: [],
  skipLibCheck: true,
};

/** By file and line (from 1) what TypeScript says there. */
export type Complaints = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** @param more options beyond `strict` */
export function compile(files: ReadonlyMap<string, string>, more: ts.CompilerOptions = {}): Complaints {
  const options = { ...OPTIONS, ...more };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  const own = (path: string): string | undefined => files.get(path.replace(/^.*\/virtual\//, ''));
  host.getCurrentDirectory = () => '/virtual';
  host.directoryExists = () => true;
  host.fileExists = (path) => own(path) !== undefined || fileExists(path);
  host.readFile = (path) => own(path) ?? readFile(path);
  host.getSourceFile = (path, ...rest) => {
    const text = own(path);
    return text === undefined ? getSourceFile(path, ...rest) : ts.createSourceFile(path, text, rest[0]);
  };
  const program = ts.createProgram(
    [...files.keys()].map((name) => `/virtual/${name}`),
    options,
    host,
  );
  const complaints = new Map<string, Map<number, string>>();
  for (const { file, start, messageText } of ts.getPreEmitDiagnostics(program)) {
    const name = file?.fileName.replace(/^.*\/virtual\//, '') ?? '';
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    const lines = complaints.get(name) ?? new Map<number, string>();
    if (!lines.has(line)) lines.set(line, ts.flattenDiagnosticMessageText(messageText, '\n'));
    complaints.set(name, lines);
  }
  return complaints;
}
