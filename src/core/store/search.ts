/**
 * What the quick search finds a record by: names as Chinese, full 拼音 and initials (with the readings that surnames have),
 * terms are rows of `search_term`, kept with the record. Numbers are read off the index of their column.
 */
import type * as PinyinPro from 'pinyin-pro'
import { plainName } from '../catalogue/derive/names.ts'
import type { FieldDefinition } from '../catalogue/types.ts'
import { loadPackage } from '../loadPackage.ts'

/** Surnames whose reading as a surname differs from the usual one; both are kept. */
const COMPOUND_SURNAMES = new Set([
  '欧阳',
  '上官',
  '司马',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '司徒',
  '长孙',
  '宇文',
  '夏侯',
  '端木',
  '独孤',
  '拓跋',
  '呼延',
  '轩辕',
  '万俟',
])

/** The dictionary of readings is loaded when the first name is written, not with the program. */
const readingsLibrary = (): typeof PinyinPro => loadPackage('pinyin-pro') as typeof PinyinPro

const MAXIMUM_VARIANTS = 4

const readingsOfCharacter = new Map<string, readonly string[]>()
const readingsOfSurname = new Map<string, readonly string[]>()

export interface NameTerm {
  readonly term: string
  /** Found from within the name, not from its beginning. */
  readonly middle: boolean
}

/** Places in a name from which it is found; the tail of longer ones is found through these. */
const MOST_PLACES = 24

/**
 * All search terms of a name, lower case, without blanks and dots: the name, its full 拼音 and its initials, once per reading; and the same name and
 * initials from each later character, so that a given name or a word within the name of an office finds it, too.
 */
export function nameTerms(name: string): NameTerm[] {
  const plain = plainName(name)
  if (plain === '') return []
  const terms = new Map<string, boolean>([[plain, false]])
  const add = (term: string, middle: boolean): void => {
    if (term !== '' && !terms.has(term)) terms.set(term, middle)
  }
  const spoken = readings(plain).map((syllables) => ({ syllables, initials: syllables.map((syllable) => syllable[0] ?? '') }))
  for (const { syllables, initials } of spoken) {
    add(syllables.join(''), false)
    add(initials.join(''), false)
  }
  const characters = [...plain]
  for (let place = 1; place < Math.min(characters.length, MOST_PLACES); place += 1) {
    if (!HAN.test(characters[place] ?? '')) continue
    add(characters.slice(place).join(''), true)
    // One initial alone finds too much to be of use.
    if (place < characters.length - 1) for (const { initials } of spoken) if (initials.length === characters.length) add(initials.slice(place).join(''), true)
  }
  return [...terms].map(([term, middle]) => ({ term, middle }))
}

/**
 * Whether a name is found by the beginning of one of its terms. Where characters alone are wanted no reading is: the dictionary is not looked into, which
 * takes a tenth of a second to load.
 */
export function fitsName(name: string, prefix: string): boolean {
  if (!HAN.test(prefix) || LETTER.test(prefix)) return nameTerms(name).some(({ term }) => term.startsWith(prefix))
  const plain = plainName(name)
  const characters = [...plain].slice(0, MOST_PLACES)
  return plain.startsWith(prefix) || characters.some((character, place) => HAN.test(character) && [...plain].slice(place).join('').startsWith(prefix))
}

/** The names that a field holds; several stand one behind the other, each perhaps with a note in brackets: 草滩乡（621125207000，至2015年）；旧名乡. */
export function namesIn({ search }: Pick<FieldDefinition, 'search'>, value: string): string[] {
  if (search !== 'names') return [value]
  return value
    .split(/[；;、\n]/u)
    .map((part) => part.replace(/[（(].*$/u, '').trim())
    .filter((name) => name !== '' && !/^[\d，,\s年至）)]+$/u.test(name))
}

/** Name of the function of SQL that says whether a name fits: of a column, 1 where that holds several names, and the beginning of the terms wanted. */
export const FITS_NAME = 'fits_name'

/** Names judged for one text that are remembered. */
const MOST_JUDGED = 20_000

/** Judges names row by row, as {@link FITS_NAME} asks: the same names stand in many rows. */
export function nameJudge(): (value: unknown, several: unknown, prefix: unknown) => 0 | 1 {
  let [judgedFor, judged] = ['', new Map<string, 0 | 1>()]
  return (value, several, prefix) => {
    if (typeof value !== 'string' || typeof prefix !== 'string') return 0
    const key = `${prefix}\u0000${String(several)}`
    if (key !== judgedFor || judged.size > MOST_JUDGED) [judgedFor, judged] = [key, new Map()]
    let fits = judged.get(value)
    if (fits === undefined) {
      const names = namesIn(several === 1 ? { search: 'names' } : { search: 'name' }, value)
      fits = names.some((name) => fitsName(name, prefix)) ? 1 : 0
      judged.set(value, fits)
    }
    return fits
  }
}

const HAN = /\p{Script=Han}/u
const LETTER = /[a-z]/

function readings(name: string): string[][] {
  const characters = [...name]
  const compound = characters.slice(0, 2).join('')
  const surnameLength = COMPOUND_SURNAMES.has(compound) ? 2 : 1
  const surname = characters.slice(0, surnameLength).join('')
  const given = characters.slice(surnameLength).map((character) => usual(character))
  return surnameReadings(surname)
    .slice(0, MAXIMUM_VARIANTS)
    .map((reading) => [...reading.split(' '), ...given])
}

function surnameReadings(surname: string): readonly string[] {
  let found = readingsOfSurname.get(surname)
  if (found === undefined) {
    const { pinyin, polyphonic } = readingsLibrary()
    const asSurname = pinyin(surname, { toneType: 'none', surname: 'all', nonZh: 'consecutive' }).toLowerCase()
    const others = [...surname].length === 1 ? polyphonic(surname, { toneType: 'none', type: 'array' }).flat() : []
    found = [...new Set([asSurname, ...others.map((text) => text.toLowerCase())])]
    readingsOfSurname.set(surname, found)
  }
  return found
}

function usual(character: string): string {
  let found = readingsOfCharacter.get(character)
  if (found === undefined) {
    found = [readingsLibrary().pinyin(character, { toneType: 'none' }).toLowerCase()]
    readingsOfCharacter.set(character, found)
  }
  return found[0] ?? character
}

/** How a name is spoken: its full 拼音 without tones, once per reading; names of other scripts as they are. */
export function spokenNames(name: string): string[] {
  const plain = plainName(name)
  return plain === '' ? [] : [...new Set(readings(plain).map((syllables) => syllables.join(' ')))]
}

/** How a quick search text is to be understood. */
export type SearchText = { readonly kind: 'name'; readonly prefix: string } | { readonly kind: 'number'; readonly fragment: string } | { readonly kind: 'none' }

/** Chinese or letters look for names, texts with digits for a fragment of a number. */
export function readSearchText(text: string): SearchText {
  const plain = text.normalize('NFKC').replace(/[\s·•．・]/g, '')
  if (plain === '') return { kind: 'none' }
  // 孙㎡ is somebody's name, however odd.
  if (/\d/.test(plain) && !HAN.test(plain)) return { kind: 'number', fragment: plain }
  const prefix = plainName(text)
  return prefix === '' ? { kind: 'none' } : { kind: 'name', prefix }
}
