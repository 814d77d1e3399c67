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
      if (module === undefined) throw new Error(`${file} exports nothing`);
      const symbols = checker.getExportsOfModule(module).map((symbol) => describe(symbol, checker));
      return [file, symbols.toSorted((one, other) => (one.name < other.name ? -1 : 1))];
    }),
  );
}

function describe(exported: ts.Symbol, checker: ts.TypeChecker): PublicSymbol {
  const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
  const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
  const isTypeOnly = exported.declarations?.some(
    (declaration) => ts.isExportSpecifier(declaration) && ts.isTypeOnlyExportDeclaration(declaration),
  );
  return {
    name: exported.name,
    isValue: isTypeOnly !== true && (symbol.flags & ts.SymbolFlags.Value) !== 0,
    isDocumented: symbol.getDocumentationComment(checker).length > 0,
  };
}
