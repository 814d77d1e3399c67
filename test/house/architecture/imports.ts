/** The import statements of a TypeScript file, read from its syntax tree. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';

export interface Import {
  /** The file that imports. */
  readonly from: string;
  /** The imported file, or the package: `express`, `node:http`. */
  readonly to: string;
  /** Gone after compiling: `import type`. */
  readonly typeOnly: boolean;
  /** Only when the code gets there: `import('…')`. */
  readonly isDynamic: boolean;
}

/** The imports of `file`: static, dynamic, re-exports and `import('…')` types. */
export function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const imports: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean, isDynamic = false): void => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return;
    imports.push({ from: file, to: targetOf(specifier.text, file), typeOnly, isDynamic });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, importsTypesOnly(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

function importsTypesOnly(clause: ts.ImportClause | undefined): boolean {
  return clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}

function targetOf(specifier: string, file: string): string {
  if (specifier.startsWith('.')) return resolve(dirname(file), specifier);
  if (specifier.startsWith('node:')) return specifier;
  const [scope, name] = specifier.split('/');
  return scope?.startsWith('@') === true ? `${scope}/${name}` : (scope ?? specifier);
}
