/** From a row of a department's list to whom and what it means, without looking at anybody on file. Pure. */
import type { RawCell } from '../../catalogue/derive/cell.ts'
import { plainName } from '../../catalogue/derive/names.ts'
import { cleanName, cleanText, compact } from '../../catalogue/derive/text.ts'
import type { SheetRow } from '../../excel/readWorkbook.ts'
import { readIdentity } from '../../rules/identity.ts'
import type { ListColumn } from './columns.ts'
import type { PackedTexts } from './packedTexts.ts'

/** A row as it is compared. */
export interface Entry {
  readonly row: number
  readonly name: string
  readonly township: string
  /** Village or address, as written. */
  readonly village: string
  /** The first 18 characters of a number that can be right; an old one of 15 digits as it would be now. Null for none. */
  readonly number: string | null
  readonly upgraded: boolean
  /** Why the number cannot be read; null where it can, or where there is none. */
  readonly wrong: string | null
  /** Digits are lost: no name makes up for that. */
  readonly lost: boolean
  readonly item: string
  readonly evidence: string
}

/** A row whose evidence lies packed until it is shown or saved. */
class ReadEntry implements Entry {
  readonly row
  readonly name
  readonly township
  readonly village
  readonly number
  readonly upgraded
  readonly wrong
  readonly lost
  readonly item
  readonly #texts: PackedTexts
  readonly #evidence: number

  constructor({ row, name, township, village, number, upgraded, wrong, lost, item, evidence }: Entry, texts: PackedTexts) {
    this.row = row
    this.name = name
    this.township = township
    this.village = village
    this.number = number
    this.upgraded = upgraded
    this.wrong = wrong
    this.lost = lost
    this.item = item
    this.#texts = texts
    this.#evidence = texts.add(evidence)
  }

  get evidence(): string {
    return this.#texts.at(this.#evidence)
  }
}

/** What the rows of a list share. */
export interface Shared {
  /** Gives for a text the one that was there before: a list names some hundred places a hundred thousand times. */
  readonly once: (text: string) => string
  readonly evidence: PackedTexts
}

const MOST_EVIDENCE = 600
const LONGEST_ITEM = 60
const LAST = 4
/** Digits that a number in a cell keeps. */
const EXACT_DIGITS = 15

/** Reads a row; `today` is the day after which nobody can have been born. */
export function entryOf({ number: row, cells }: SheetRow, columns: readonly ListColumn[], today: string, shared: Shared): Entry {
  const cellOf = (role: string): RawCell | undefined => {
    const found = columns.find((one) => one.role === role)
    return found === undefined ? undefined : cells[found.column.column - 1]
  }
  const { number, upgraded, wrong, lost } = numberOf(cellOf('number'), today)
  const evidence = columns.flatMap(({ column, role }) => {
    const text = role === 'evidence' ? shownText(cells[column.column - 1]) : ''
    return text === '' ? [] : [`${column.heading}：${withoutNumbers(text)}`]
  })
  const read: Entry = {
    row,
    name: cleanName(textOf(cellOf('name'))),
    township: shared.once(compact(textOf(cellOf('township')))),
    village: shared.once(compact(textOf(cellOf('village')))),
    number,
    upgraded,
    wrong,
    lost,
    item: withoutNumbers(compact(shownText(cellOf('item'))).toUpperCase()).slice(0, LONGEST_ITEM),
    evidence: evidence.join('；').slice(0, MOST_EVIDENCE),
  }
  return new ReadEntry(read, shared.evidence)
}

function textOf(cell: RawCell | undefined): string {
  return cell === undefined || cell.kind === 'error' ? '' : cleanText(cell.text)
}

function shownText(cell: RawCell | undefined): string {
  return cell === undefined || cell.kind === 'error' ? '' : cleanText(cell.shown ?? cell.text)
}

const NONE: Pick<Entry, 'number' | 'upgraded' | 'wrong' | 'lost'> = { number: null, upgraded: false, wrong: null, lost: false }

function numberOf(cell: RawCell | undefined, today: string): Pick<Entry, 'number' | 'upgraded' | 'wrong' | 'lost'> {
  const text = compact(textOf(cell))
  if (text === '') return NONE
  // Beyond 15 digits a number cell holds zeros where the last digits were.
  if (cell?.kind === 'number' && text.replace(/\D/g, '').length > EXACT_DIGITS)
    return { ...NONE, lost: true, wrong: '证件号码在表里是数字，第 15 位以后已经丢失，无法还原；请向提供部门要“文本”格式的名单。' }
  const identity = readIdentity(text, today)
  if (identity.kind === 'fifteen' && identity.upgrade !== null) return { ...NONE, number: identity.upgrade, upgraded: true }
  const [problem] = identity.problems
  if (problem !== undefined) return { ...NONE, lost: problem.code === 'scientific', wrong: problem.message.replaceAll(/\d{15,}/g, (digits) => masked(digits)) }
  // The stand-in of people without a card names nobody.
  return identity.kind === 'special' ? NONE : { ...NONE, number: identity.first18 }
}

/** What may be a number of somebody; most texts hold none. */
const LONG_NUMBER = /\d{11}/

/** Document numbers, telephones and accounts by their last four digits alone: what stands on a list of another department is not kept whole. */
function withoutNumbers(text: string): string {
  return !LONG_NUMBER.test(text)
    ? text
    : text.replaceAll(/(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15,22}[Bb]?\d?|1[3-9]\d{9})(?![0-9A-Za-z])/g, (digits) =>
        isRegistration(digits) ? digits : masked(digits),
      )
}

/** 15 digits that are nobody's: registration numbers of businesses. */
function isRegistration(digits: string): boolean {
  return digits.length === 15 && readIdentity(digits).upgrade === null
}

function masked(digits: string): string {
  return `${'*'.repeat(digits.length - LAST)}${digits.slice(-LAST)}`
}

/** The name of a file without numbers of people. */
export function fileNameWithoutNumbers(name: string): string {
  return name.replaceAll(/\d{11,}[Xx]?/g, (digits) => masked(digits)).slice(0, 120)
}

/** Whom a row speaks of, as far as it says so itself: where the same thing comes again further down of the same person, it counts once. */
export function saidOf({ name, village, number, wrong }: Entry): string | null {
  if (number !== null) return number
  return wrong !== null || name === '' ? null : `${plainName(name)} ${village}`
}
