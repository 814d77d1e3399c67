/** The lists of keywords in a TypeScript file, read from its syntax tree. */
import ts from 'typescript';
import { factsOf, holdsValues } from '../../../src/contract/keyword-facts.ts';

export interface KeywordList {
  /** From 1. */
  readonly line: number;
  readonly keywords: readonly string[];
}

/**
 * The places of `source` that name two or more of `keywords` in one array, union, `switch`, chain of comparisons,
 * call, regular expression or text of words, or as the keys of an object that is no schema itself.
 */
export function keywordListsIn(source: ts.SourceFile, keywords: ReadonlySet<string>): KeywordList[] {
  const lists: KeywordList[] = [];
  const visit = (node: ts.Node): void => {
    const named = [...new Set(wordsOf(node).filter((word) => keywords.has(word)))];
    if (named.length > 1) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      lists.push({ line: line + 1, keywords: named });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lists;
}

/** What a node lists. */
function wordsOf(node: ts.Node): string[] {
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(textOf);
  if (ts.isUnionTypeNode(node)) {
    return node.types.flatMap((type) => (ts.isLiteralTypeNode(type) ? textOf(type.literal) : []));
  }
  if (ts.isCaseBlock(node)) {
    return node.clauses.flatMap((clause) => (ts.isCaseClause(clause) ? textOf(clause.expression) : []));
  }
  if (ts.isObjectLiteralExpression(node)) return node.properties.filter(isOfTable).flatMap(nameOf);
  if (ts.isRegularExpressionLiteral(node)) return node.text.match(/[$\w-]+/g) ?? [];
  if (ts.isCallExpression(node)) return wordsOfCall(node);
  return ts.isBinaryExpression(node) && !isInChain(node) ? comparedIn(node).flatMap(textOf) : [];
}

/** `'a b'.split(' ')`, `keywordsOf('numbers', 'minimum', 'maximum')` */
function wordsOfCall({ expression, arguments: given }: ts.CallExpression): string[] {
  const isSplit = ts.isPropertyAccessExpression(expression) && expression.name.text === 'split';
  return isSplit ? textOf(expression.expression).flatMap((text) => text.split(' ')) : given.flatMap(textOf);
}

function textOf(node: ts.Node): string[] {
  return ts.isStringLiteralLike(node) ? [node.text] : [];
}

function nameOf({ name }: ts.ObjectLiteralElementLike): string[] {
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? [name.text] : [];
}

/** Whether what a key has is none that the keyword has in a schema, and so says something of the keyword. */
function isOfTable(property: ts.ObjectLiteralElementLike): boolean {
  if (ts.isMethodDeclaration(property)) return true;
  if (!ts.isPropertyAssignment(property)) return false;
  const [name = ''] = nameOf(property);
  const { initializer: value } = property;
  if (ts.isStringLiteralLike(value)) return !mayBeText(name);
  if (ts.isObjectLiteralExpression(value)) return !mayBeObject(name);
  return ts.isArrowFunction(value) || ts.isFunctionExpression(value);
}

function mayBeText(keyword: string): boolean {
  const { decidesType, givesMeaning, isAnnotation, identity } = factsOf(keyword);
  return decidesType === true || givesMeaning === true || isAnnotation === true || identity !== undefined;
}

function mayBeObject(keyword: string): boolean {
  const { holds, isAnnotation } = factsOf(keyword);
  return holds !== undefined || holdsValues(keyword) || isAnnotation === true;
}

const JOINS = [ts.SyntaxKind.BarBarToken, ts.SyntaxKind.AmpersandAmpersandToken];
const EQUALITIES = [ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken];

/** Whether the chain that it is a part of is looked at as a whole. */
function isInChain({ parent }: ts.BinaryExpression): boolean {
  const around = ts.isParenthesizedExpression(parent) ? parent.parent : parent;
  return ts.isBinaryExpression(around) && JOINS.includes(around.operatorToken.kind);
}

/** What `a === 'b' || a === 'c'` compares `a` with. */
function comparedIn(node: ts.Node): ts.Expression[] {
  if (ts.isParenthesizedExpression(node)) return comparedIn(node.expression);
  if (!ts.isBinaryExpression(node)) return [];
  if (EQUALITIES.includes(node.operatorToken.kind)) return [node.right];
  return JOINS.includes(node.operatorToken.kind) ? [...comparedIn(node.left), ...comparedIn(node.right)] : [];
}
