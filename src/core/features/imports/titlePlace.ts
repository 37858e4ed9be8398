/** Where the rows of a sheet lie when no column says it: by its title, its name, or the name of its file. */
import { compact } from '#core/catalogue/derive/text.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { LOWEST_LEVEL, type DivisionLevel } from '#core/rules/levels.ts'
import type { Office } from '#core/runtime.ts'
import type { ImportProblem } from './contract.ts'
import type { Layout, SaidPlace } from './layout.ts'
import type { Places } from './places.ts'
import { placeOfTitle } from './titleValues.ts'

interface Named {
  readonly code: string
  readonly name: string
}

/**
 * The township and the village that texts name, the first text that names one going first. Two of a kind in one text say nothing, and a
 * village whose name several townships have needs its township beside it.
 */
export function saidPlace({ divisions, unit }: Pick<Office, 'divisions' | 'unit'>, texts: readonly string[]): SaidPlace {
  const own = divisions.all().filter(({ code }) => within(divisions, code, unit.code))
  const plain = texts.map(compact)
  const ofLevel = (wanted: DivisionLevel): typeof own => own.filter(({ level }) => level === wanted)
  const itself = ofLevel('township').find(({ code }) => code === unit.code)
  const township = itself ?? first(plain, (text) => only(namedIn(text, ofLevel('township'))))
  // Of a village and what it has become under the same name the one of today.
  const isToday = ({ code, name }: Named): boolean =>
    divisions.successions.heirOf(code) === code || divisions.nameOf(divisions.successions.heirOf(code)) !== name
  const places = ofLevel(LOWEST_LEVEL).filter((one) => isToday(one) && (township === null || within(divisions, one.code, township.code)))
  const place = first(plain, (text) => only(namedIn(text, places)) ?? only(places.filter(({ name }) => isBare(text, name))))
  return { township: township?.name ?? null, place: place?.code ?? null }
}

function within(divisions: Office['divisions'], code: string, above: string): boolean {
  return divisions.pathOf(code).some((one) => one.code === above)
}

function first(texts: readonly string[], find: (text: string) => Named | null): Named | null {
  for (const text of texts) {
    const found = find(text)
    if (found !== null) return found
  }
  return null
}

function only(found: readonly Named[]): Named | null {
  return found.length === 1 ? (found[0] ?? null) : null
}

/** Those whose whole name stands in a text; of names within names the longer. */
function namedIn(text: string, all: readonly Named[]): Named[] {
  const found = all.filter(({ name }) => text.includes(name))
  return found.filter(({ name }) => !found.some((other) => other.name !== name && other.name.includes(name)))
}

/** A sheet is often called by the village without the word for it: 何家山. */
function isBare(text: string, name: string): boolean {
  return text.length > 1 && name.length === text.length + 1 && name.startsWith(text) && name.endsWith('村')
}

/** What is to be said where the title took the place of a column. */
export function placeProblems(layout: Layout, places: Pick<Places, 'nameOf' | 'heirOf'>): ImportProblem[] {
  const { place, roster, register } = layout.profile
  if ((roster === null && placeOfTitle(registerOf(register)) === undefined) || place === null || layout.has(place) || layout.said.place === null) return []
  const [name, now] = [places.nameOf(layout.said.place), places.nameOf(places.heirOf(layout.said.place))]
  const message = `表里没有行政村一列，标题、工作表名或文件名写明“${name}”，新增的${roster === null ? '' : '户'}按${now === name ? name : `现在的${now}`}导入；不是这个村的，请加上行政村一列。`
  return [{ sheet: layout.sheet, row: layout.found.firstRow, column: '', value: name, code: 'division_unknown', severity: 'warning', message }]
}
