/**
 * Reads the XML of workbook parts as a stream, by `saxes`. Whatever stands in it, the work grows with its length alone and memory with what
 * the handler keeps: nesting, texts and tags have bounds, declarations of entities are refused.
 */
import { SaxesParser } from 'saxes'

/** The words for what is wrong with a part. */
export interface XmlRules {
  /** Not well-formed, or not what it should be. */
  damaged(cause?: unknown): Error
  /** `what` is half a sentence: “有一段文字过长”. */
  tooLarge(what: string): Error
}

/** Values of attributes by their names as written. */
export type Attributes = Readonly<Record<string, string>>

/** Told what is met, in order. Names are local: `row` for `<x:row>`. The root has depth 1. */
export interface XmlHandler {
  open(name: string, attributes: Attributes, depth: number): void
  /** Text as its author meant it, entities resolved; one text may come in several pieces. */
  text(text: string): void
  close(name: string, depth: number): void
}

/** Deepest nesting of a part; workbooks have about ten levels. */
const DEEPEST = 64
/** Characters between two tags: a cell holds 32,767. */
const LONGEST_TEXT = 2 * 1024 * 1024
/** Characters that no XML may hold but odd exporters write all the same; more than this is no text. */
const MOST_ODD_CHARACTERS = 1000
/** How saxes calls what concerns a character or an entity only: it stays as it stands, as spreadsheet programs let it. */
const ODD_CHARACTER = /disallowed character\.|malformed character entity\.|undefined entity\.|disallowed character in entity name\./

export class XmlReader {
  readonly #parser: SaxesParser
  readonly #rules: XmlRules
  #depth = 0
  /** Characters since the last tag. */
  #untagged = 0
  #oddCharacters = 0

  constructor(handler: XmlHandler, rules: XmlRules) {
    this.#rules = rules
    const parser = new SaxesParser({ xmlns: false, position: false })
    parser.on('opentag', (tag) => {
      this.#untagged = 0
      this.#depth += 1
      if (this.#depth > DEEPEST) throw rules.damaged()
      handler.open(localName(tag.name), tag.attributes, this.#depth)
    })
    parser.on('closetag', (tag) => {
      this.#untagged = 0
      handler.close(localName(tag.name), this.#depth)
      this.#depth -= 1
    })
    parser.on('text', (text) => {
      handler.text(text)
    })
    parser.on('cdata', (text) => {
      handler.text(text)
    })
    parser.on('doctype', () => {
      throw rules.damaged()
    })
    parser.on('error', (error) => {
      this.#oddCharacters += 1
      if (this.#oddCharacters > MOST_ODD_CHARACTERS || !ODD_CHARACTER.test(error.message)) throw rules.damaged(error)
    })
    this.#parser = parser
  }

  /** Takes the next piece. Throws what the rules say. */
  push(piece: string): void {
    this.#untagged += piece.length
    if (this.#untagged > LONGEST_TEXT) throw this.#rules.tooLarge('有一段文字过长')
    this.#parser.write(piece)
  }

  /** Call after the last piece. Throws when something is left open or there was nothing. */
  finish(): void {
    this.#parser.close()
  }
}

/** Value of the attribute of this local name (`id` finds `r:id`). */
export function attribute(attributes: Attributes, name: string): string | undefined {
  const plain = attributes[name]
  if (plain !== undefined) return plain
  for (const key of Object.keys(attributes)) if (localName(key) === name) return attributes[key]
  return undefined
}

/** Resolves the `_x000D_` escapes that workbooks use for characters XML cannot hold. */
export function unescapeText(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text
}

/** Whether an attribute of kind xsd:boolean is set. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on'
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
