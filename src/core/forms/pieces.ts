/** Reads the text of a cell: what is printed as it stands, placeholders, conditions inside the cell, and the marks of blocks. */
import { parseExpression, PlaceholderError, type Expression } from './expression.ts'

interface Placeholder {
  readonly kind: 'placeholder'
  readonly expression: Expression
  /** As written, for messages. */
  readonly text: string
}

/** `{{#if …}}printed{{#else}}otherwise{{/if}}` inside one cell. */
interface Conditional {
  readonly kind: 'if'
  readonly condition: Expression
  readonly printed: readonly Piece[]
  readonly otherwise: readonly Piece[]
  readonly text: string
}

/** Text of a cell in pieces. */
export type Piece = string | Placeholder | Conditional

/** A mark that opens or closes a block of rows or columns. */
export interface Mark {
  readonly sign: 'opens' | 'closes' | 'else'
  readonly name: string
  /** What stands behind the name. */
  readonly rest: string
}

export const MARK_NAMES = ['each', 'group', 'head', 'page', 'keep', 'if', 'cover', 'across', 'sheet'] as const

export interface CellPieces {
  readonly pieces: readonly Piece[]
  /** Marks of blocks, in their order. */
  readonly marks: readonly Mark[]
}

type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'placeholder'; readonly text: string }
  | (Mark & { readonly kind: 'mark'; readonly text: string })

/** The pieces and marks of a cell. Throws PlaceholderError in plain words. */
export function readCell(text: string): CellPieces {
  const tokens = tokensOf(text)
  const marks: Mark[] = []
  const pieces: Piece[] = []
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index]
    if (token?.kind !== 'mark') {
      if (token !== undefined) pieces.push(pieceOf(token))
      continue
    }
    const end = token.name === 'if' && token.sign === 'opens' ? endOf(tokens, index) : undefined
    if (end === undefined) marks.push({ sign: token.sign, name: token.name, rest: token.rest })
    else {
      pieces.push(conditional(tokens.slice(index, end + 1)))
      index = end
    }
  }
  return { pieces, marks }
}

/** The pieces of a cell that may hold no marks of blocks. Throws PlaceholderError. */
export function parseText(text: string): readonly Piece[] {
  const { pieces, marks } = readCell(text)
  const [mark] = marks
  if (mark !== undefined) throw new PlaceholderError(`的“{{${mark.sign === 'closes' ? '/' : '#'}${mark.name}}}”不能写在这里`)
  return pieces
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let rest = text
  for (;;) {
    const start = rest.indexOf('{{')
    if (start < 0) break
    const end = rest.indexOf('}}', start)
    if (end < 0) throw new PlaceholderError(`有“{{”而没有“}}”：${rest.slice(start)}`)
    if (start > 0) tokens.push(plainToken(rest.slice(0, start)))
    tokens.push(tokenOf(rest.slice(start + 2, end).trim()))
    rest = rest.slice(end + 2)
  }
  if (rest !== '') tokens.push(plainToken(rest))
  return tokens
}

function plainToken(text: string): Token {
  if (text.includes('}}')) throw new PlaceholderError(`有“}}”而没有“{{”：${text}`)
  return { kind: 'text', text }
}

function tokenOf(text: string): Token {
  const parts = /^([#/])\s*(\S*)\s*([\s\S]*)$/u.exec(text)
  if (parts === null) return { kind: 'placeholder', text }
  const [, sign = '', name = '', rest = ''] = parts
  if (sign === '#' && name === 'else' && rest === '') return { kind: 'mark', sign: 'else', name: 'if', rest, text }
  if (!(MARK_NAMES as readonly string[]).includes(name))
    throw new PlaceholderError(`的标记“{{${text}}}”不认识，可用的有 ${MARK_NAMES.map((known) => `#${known}`).join('、')}、#else`)
  return { kind: 'mark', sign: sign === '#' ? 'opens' : 'closes', name, rest, text }
}

/** Where the condition that opens at `start` closes; undefined where it closes in another cell. */
function endOf(tokens: readonly Token[], start: number): number | undefined {
  let depth = 0
  for (let index = start; index < tokens.length; index += 1) {
    const token = tokens[index]
    if (token?.kind !== 'mark' || token.name !== 'if') continue
    if (token.sign === 'opens') depth += 1
    if (token.sign === 'closes') depth -= 1
    if (depth === 0) return index
  }
  return undefined
}

/** A condition with all that stands between its marks. */
function conditional(tokens: readonly Token[]): Conditional {
  const [open] = tokens
  const branches: Piece[][] = [[]]
  for (let index = 1; index < tokens.length - 1; index += 1) {
    const token = tokens[index]
    if (token === undefined) continue
    if (token.kind !== 'mark') branches.at(-1)?.push(pieceOf(token))
    else if (token.name !== 'if') throw new PlaceholderError(`的“{{${token.text}}}”不能写在一个单元格的“{{#if}}”里面`)
    else if (token.sign === 'else') branches.push([])
    else {
      const end = endOf(tokens, index) ?? index
      branches.at(-1)?.push(conditional(tokens.slice(index, end + 1)))
      index = end
    }
  }
  if (branches.length > 2) throw new PlaceholderError('的“{{#if}}”里有两个“{{#else}}”')
  const text = `{{${open?.text ?? ''}}}`
  return { kind: 'if', condition: conditionOf(open?.kind === 'mark' ? open.rest : '', text), printed: branches[0] ?? [], otherwise: branches[1] ?? [], text }
}

/** The condition of a mark. Throws PlaceholderError where there is none. */
export function conditionOf(rest: string, text: string): Expression {
  if (rest === '') throw new PlaceholderError(`的“${text}”没有写条件，例如“{{#if year >= 2018}}”`)
  return parseExpression(rest, text)
}

function pieceOf(token: Token): Piece {
  if (token.kind === 'text') return token.text
  return { kind: 'placeholder', expression: parseExpression(token.text, `{{${token.text}}}`), text: `{{${token.text}}}` }
}

/** All expressions of pieces, those of both branches of a condition. */
export function expressionsOf(pieces: readonly Piece[]): Expression[] {
  return pieces.flatMap((piece) => {
    if (typeof piece === 'string') return []
    if (piece.kind === 'placeholder') return [piece.expression]
    return [piece.condition, ...expressionsOf(piece.printed), ...expressionsOf(piece.otherwise)]
  })
}
