/** What a package's entry exports, as the compiler sees it. */
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './published.ts';

export interface PublicSymbol {
  readonly name: string;
  /** Whether something of it is there at run time. */
  readonly isValue: boolean;
  readonly isDocumented: boolean;
}

/** The exports of each of the entry files `files`, by the entry's path, in alphabetical order. */
export function publicSymbols(files: readonly string[]): ReadonlyMap<string, readonly PublicSymbol[]> {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const program = ts.createProgram(files, options);
  const checker = program.getTypeChecker();
  return new Map(
    files.map((file) => {
      const source = program.getSourceFile(file);
      const module = source && checker.getSymbolAtLocation(source);
      if (source === undefined || module === undefined) throw new Error(`${file} exports nothing`);
      const typesOnly = exportedAsTypes(source, checker);
      const symbols = checker
        .getExportsOfModule(module)
        .map((symbol) => describe(symbol, !typesOnly.has(symbol.name), checker));
      return [file, symbols.toSorted((one, other) => (one.name < other.name ? -1 : 1))];
    }),
  );
}

function describe(exported: ts.Symbol, mayBeValue: boolean, checker: ts.TypeChecker): PublicSymbol {
  const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
  const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
  return {
    name: exported.name,
    isValue: mayBeValue && (symbol.flags & ts.SymbolFlags.Value) !== 0,
    isDocumented: symbol.getDocumentationComment(checker).length > 0,
  };
}

/** The names that `export type` gives, a value or not: `export type { A }`, `export { type A }`, `export type *`. */
function exportedAsTypes(source: ts.SourceFile, checker: ts.TypeChecker): ReadonlySet<string> {
  const names = source.statements.filter(ts.isExportDeclaration).flatMap((declaration) => {
    const { exportClause, isTypeOnly, moduleSpecifier } = declaration;
    if (exportClause !== undefined && ts.isNamedExports(exportClause)) {
      return exportClause.elements
        .filter((element) => isTypeOnly || element.isTypeOnly)
        .map(({ name }) => name.text);
    }
    const module = isTypeOnly && moduleSpecifier && checker.getSymbolAtLocation(moduleSpecifier);
    return module ? checker.getExportsOfModule(module).map(({ name }) => name) : [];
  });
  return new Set(names);
}
