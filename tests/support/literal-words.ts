import { parseSync } from 'vite'

export interface LiteralWord {
  line: number
  text: string
}

interface SyntaxNode {
  type: string
  start: number
  [field: string]: unknown
}

const SPOKEN_NAMES = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'label',
  'placeholder',
  'title',
])

/** Finds words written straight into a screen, where the message catalogue cannot reach them. */
export const literalWords = (fileName: string, source: string): LiteralWord[] => {
  const { program, errors } = parseSync(fileName, source)
  if (errors.length > 0) throw new Error(`${fileName} cannot be read: ${errors[0]?.message}`)
  const found: LiteralWord[] = []
  const note = (node: SyntaxNode, text: unknown) => {
    if (typeof text !== 'string' || !/\p{L}/u.test(text)) return
    found.push({ line: source.slice(0, node.start).split('\n').length, text: text.trim() })
  }
  visit(program as unknown as SyntaxNode, note)
  return found
}

const visit = (node: SyntaxNode, note: (node: SyntaxNode, text: unknown) => void): void => {
  if (node.type === 'JSXText') note(node, node.value)
  if (node.type === 'JSXElement' || node.type === 'JSXFragment')
    for (const child of nodesIn(node.children)) if (child.type === 'JSXExpressionContainer') spoken(child, note)
  if (node.type === 'JSXAttribute' && SPOKEN_NAMES.has(nameOf(node.name))) spoken(node.value, note)
  if (node.type === 'Property' && SPOKEN_NAMES.has(nameOf(node.key))) spoken(node.value, note)
  for (const field of Object.values(node)) for (const child of nodesIn(field)) visit(child, note)
}

/** Follows an expression to every string that it can turn out to be. */
const spoken = (value: unknown, note: (node: SyntaxNode, text: unknown) => void): void => {
  if (!isNode(value)) return
  if (value.type === 'Literal') note(value, value.value)
  if (value.type === 'TemplateLiteral') for (const part of nodesIn(value.quasis)) note(part, cooked(part))
  if (value.type === 'JSXExpressionContainer') spoken(value.expression, note)
  if (value.type === 'ConditionalExpression') for (const arm of [value.consequent, value.alternate]) spoken(arm, note)
  if (value.type === 'LogicalExpression' || value.type === 'BinaryExpression') {
    if (value.operator === '===' || value.operator === '!==') return
    for (const arm of [value.left, value.right]) spoken(arm, note)
  }
}

const cooked = (part: SyntaxNode): unknown => (part.value as { cooked?: unknown } | undefined)?.cooked

const nameOf = (name: unknown): string => (isNode(name) ? String(name.name ?? name.value ?? '') : '')

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

const nodesIn = (value: unknown): SyntaxNode[] =>
  Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []
