/** Writes a shape as a TypeScript type. */
import type { Json, JsonObject } from '@countersign/contract';
import { isObject } from '@countersign/contract';
import ts from 'typescript';
import type { ArrayShape, Member, ObjectShape, Shape } from './shape.ts';

const { factory } = ts;

export interface WriteOptions {
  /** The type of the component schema of that name. */
  reference(name: string): ts.TypeNode;
  /** Puts what `schema` tells a reader above `member`. */
  annotate(schema: JsonObject, member: ts.PropertySignature): void;
}

export function writeShape(shape: Shape, options: WriteOptions): ts.TypeNode {
  const write = (part: Shape): ts.TypeNode => writeShape(part, options);
  switch (shape.kind) {
    case 'unknown':
    case 'never':
      return text(shape.kind);
    case 'word':
      return text(shape.word);
    case 'alias':
      return text(shape.name);
    case 'literal':
      return literal(shape.value);
    case 'reference':
      return options.reference(shape.name);
    case 'array':
      return array(shape, write);
    case 'object':
      return object(shape, options);
    case 'union':
      return factory.createUnionTypeNode(shape.of.map(write));
    case 'intersection':
      return factory.createIntersectionTypeNode(shape.of.map(write));
  }
}

/** An identifier is printed as it is, where a literal would have its letters beyond ASCII escaped. */
function text(code: string): ts.TypeReferenceNode {
  return factory.createTypeReferenceNode(factory.createIdentifier(code));
}

function literal(value: Json): ts.TypeNode {
  if (Array.isArray(value)) return factory.createTupleTypeNode(value.map(literal));
  if (!isObject(value)) return text(JSON.stringify(value));
  const entries = Object.entries(value);
  if (entries.length === 0) return text('Record<string, never>');
  return factory.createTypeLiteralNode(
    entries.map(([name, part]) => property(name, literal(part), { isOptional: false })),
  );
}

function array({ first, rest }: ArrayShape, write: (shape: Shape) => ts.TypeNode): ts.TypeNode {
  if (first.length === 0 && rest !== undefined) return factory.createArrayTypeNode(write(rest));
  return factory.createTupleTypeNode([
    ...first.map(({ shape, isOptional }) =>
      isOptional ? factory.createOptionalTypeNode(write(shape)) : write(shape),
    ),
    ...(rest === undefined ? [] : [factory.createRestTypeNode(factory.createArrayTypeNode(write(rest)))]),
  ]);
}

function object({ members, others }: ObjectShape, options: WriteOptions): ts.TypeNode {
  if (members.size === 0 && others === undefined) return text('Record<string, never>');
  const elements: ts.TypeElement[] = [...members].map(([name, member]) => {
    const signature = property(name, writeShape(member.shape, options), member);
    if (member.about !== undefined) options.annotate(member.about, signature);
    return signature;
  });
  const named = factory.createTypeLiteralNode(elements);
  if (others === undefined) return named;
  const key = factory.createParameterDeclaration(undefined, undefined, 'key', undefined, text('string'));
  const index = factory.createIndexSignature(undefined, [key], writeShape(others, options));
  // Within one pair of braces, the index signature would have to take `undefined`, too.
  const isApart = [...members.values()].some(({ isOptional }) => isOptional) && !takesUndefined(others);
  if (!isApart) return factory.createTypeLiteralNode([...elements, index]);
  return factory.createIntersectionTypeNode([named, factory.createTypeLiteralNode([index])]);
}

function takesUndefined(shape: Shape): boolean {
  if (shape.kind === 'union') return shape.of.some(takesUndefined);
  return shape.kind === 'unknown' || (shape.kind === 'word' && shape.word === 'undefined');
}

function property(
  name: string,
  type: ts.TypeNode,
  { isOptional, isReadonly }: Pick<Member, 'isOptional' | 'isReadonly'>,
): ts.PropertySignature {
  return factory.createPropertySignature(
    isReadonly === true ? [factory.createModifier(ts.SyntaxKind.ReadonlyKeyword)] : undefined,
    factory.createIdentifier(PLAIN_NAME.test(name) ? name : JSON.stringify(name)),
    isOptional ? factory.createToken(ts.SyntaxKind.QuestionToken) : undefined,
    type,
  );
}

const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;
