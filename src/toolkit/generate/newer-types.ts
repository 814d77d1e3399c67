/** Puts what openapi-typescript has typed of `plainDocument` where OpenAPI 3.2 has it. */
import ts from 'typescript';
import { STAND_IN, standsFor, WHOLE_QUERY } from './plain-document.ts';

export interface NewerTypesOptions {
  /** Whether the types tell what a server receives: a whole query that was not sent is there as `undefined`. */
  readonly isReceived: boolean;
}

/** `nodes` with the methods at their paths, and each whole query in place of the parameter that stands for it. */
export function withNewerTypes(nodes: readonly ts.Node[], options: NewerTypesOptions): ts.Node[] {
  const { transformed } = ts.transform(
    [...nodes],
    [
      (context) => (root) => {
        const visit = (node: ts.Node): ts.Node => {
          const inner = ts.visitEachChild(node, visit, context);
          return ts.isPropertySignature(inner) ? withWholeQuery(inner, options) : inner;
        };
        const node = visit(root);
        return ts.isInterfaceDeclaration(node) && node.name.text === 'paths' ? withMethods(node) : node;
      },
    ],
  );
  return transformed;
}

function withWholeQuery(
  property: ts.PropertySignature,
  { isReceived }: NewerTypesOptions,
): ts.PropertySignature {
  const { modifiers, name, questionToken, type } = property;
  if (type === undefined || !ts.isTypeLiteralNode(type)) return property;
  const [only, ...others] = type.members;
  if (only === undefined || others.length > 0 || !ts.isPropertySignature(only)) return property;
  if (nameOf(only) !== WHOLE_QUERY || only.type === undefined) return property;
  if (questionToken === undefined || !isReceived) {
    return ts.factory.updatePropertySignature(property, modifiers, name, questionToken, only.type);
  }
  const undefinable = ts.factory.createUnionTypeNode([
    only.type,
    ts.factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword),
  ]);
  return ts.factory.updatePropertySignature(property, modifiers, name, undefined, undefinable);
}

function withMethods(paths: ts.InterfaceDeclaration): ts.InterfaceDeclaration {
  const methods = new Map<string, ts.TypeElement[]>();
  const own = paths.members.filter((member) => {
    const stand = standsFor(nameOf(member) ?? '');
    if (stand === undefined) return true;
    methods.set(stand.path, [...(methods.get(stand.path) ?? []), ...methodIn(member, stand.method)]);
    return false;
  });
  const members = own.map((member) => {
    const added = methods.get(nameOf(member) ?? '') ?? [];
    if (added.length === 0 || !ts.isPropertySignature(member)) return member;
    const { modifiers, name, questionToken, type } = member;
    if (type === undefined || !ts.isTypeLiteralNode(type)) return member;
    const item = ts.factory.updateTypeLiteralNode(
      type,
      ts.factory.createNodeArray([...type.members, ...added]),
    );
    return ts.factory.updatePropertySignature(member, modifiers, name, questionToken, item);
  });
  const { modifiers, name, typeParameters, heritageClauses } = paths;
  return ts.factory.updateInterfaceDeclaration(
    paths,
    modifiers,
    name,
    typeParameters,
    heritageClauses,
    members,
  );
}

/** The operation of a stand-in, under its own method. */
function methodIn(member: ts.TypeElement, method: string): ts.TypeElement[] {
  if (!ts.isPropertySignature(member) || member.type === undefined || !ts.isTypeLiteralNode(member.type))
    return [];
  return member.type.members.filter(ts.isPropertySignature).flatMap((property) => {
    if (nameOf(property) !== STAND_IN) return [];
    const { modifiers, questionToken, type } = property;
    const name = /^\w+$/.test(method)
      ? ts.factory.createIdentifier(method)
      : ts.factory.createStringLiteral(method);
    return [ts.factory.updatePropertySignature(property, modifiers, name, questionToken, type)];
  });
}

function nameOf({ name }: ts.TypeElement): string | undefined {
  return name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined;
}
