/**
 * Puts rows of people together to households. Pure.
 *
 * Rows belong together by 户编号; without it by 本地户号, by 户主证件号码 or 户主姓名 in the village; and where the sheet has none of
 * these, by the order of rows: a row of the head (与户主关系 = 本人或户主) begins a household, those below belong to it. In a sheet that
 * repeats its numbers row by row, a row without one is a question, never somebody of the household above.
 */
import type { FieldValue } from '#core/catalogue/types.ts'
import { ROWS_AT_ONCE } from './duplicates.ts'
import type { DataRow } from './model.ts'
import { problemAt } from './problems.ts'
import { HEAD } from './rosterRelations.ts'

/** How a sheet of households and people is to be read. */
export type RosterMode = 'members' | 'heads' | 'people'

export interface Group {
  readonly rows: DataRow[]
  /** The row of the head, else the first: where the household's own columns are read and its problems shown. */
  main: DataRow
  /** A row that alone of its sheet has no number: of which household it is must be asked. */
  readonly unnumbered?: true
}

/**
 * `heads`: one row a household (the sheet knows no relations, or only heads). `people`: rows of people that are on file already and told
 * apart by number, without anything on their household. `members`: one row a person.
 */
export function rosterMode(register: string, rows: readonly DataRow[]): RosterMode {
  const layout = rows[0]?.layout
  if (layout === undefined) return 'members'
  if (!layout.has('person.name') && !layout.has('person.id_number') && !layout.has('person.person_no')) return 'heads'
  if (layout.has('membership.relation')) {
    const severalOfOne = repeatsHousehold(rows)
    return !severalOfOne && rows.every((row) => layout.value(row, 'membership.relation') === HEAD) ? 'heads' : 'members'
  }
  if (register === 'household') return 'heads'
  return layout.has('household.household_no') || layout.has('household.local_no') || layout.has('household.head_id_number') ? 'members' : 'people'
}

function repeatsHousehold(rows: readonly DataRow[]): boolean {
  const seen = new Set<string>()
  for (const row of rows) {
    const key = row.layout.text(row, 'household.household_no')
    if (key === null) continue
    if (seen.has(key)) return true
    seen.add(key)
  }
  return false
}

/** The households of a sheet, in the order in which they begin; pauses now and then. */
export function* groupRows(rows: readonly DataRow[], mode: RosterMode): Generator<void, Group[]> {
  if (mode !== 'members') return rows.map((row) => ({ rows: [row], main: row }))
  const grouping = new Grouping(rows)
  yield* grouping.run(rows)
  return grouping.groups
}

class Grouping {
  readonly groups: Group[] = []
  readonly #byKey = new Map<string, Group>()
  /** Keys that more than one head has, so that a row elsewhere in the sheet cannot say whose it is. */
  readonly #shared = new Set<string>()
  readonly #repeats: boolean
  #current: Group | null = null

  constructor(rows: readonly DataRow[]) {
    this.#repeats = repeatsKeys(rows)
  }

  *run(rows: readonly DataRow[]): Generator<void, void> {
    for (const [at, row] of rows.entries()) {
      this.#add(row)
      if (at % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) yield
    }
    yield* this.#doubtOrder()
  }

  #add(row: DataRow): void {
    const key = keyOf(row)
    const group = key === null ? this.#byOrder(row) : this.#byName(row, key)
    if (group === null) {
      this.#begin(row, key)
      return
    }
    group.rows.push(row)
    if (isHead(row) && !isHead(group.main)) group.main = row
    this.#current = group
  }

  /** The household above, unless this row begins one or nothing says that it belongs there. */
  #byOrder(row: DataRow): Group | null {
    const above = this.#current
    if (isHead(row) || above === null || above.unnumbered === true || villageDiffers(row, above.main)) return null
    return this.#repeats && keyOf(above.main) !== null ? null : above
  }

  #byName(row: DataRow, key: string): Group | null {
    const known = this.#byKey.get(key) ?? null
    // Two heads of one name: each begins a household of its own.
    if (known !== null && key.startsWith(NAME) && isHead(row) && isHead(known.main)) {
      this.#shared.add(key)
      return null
    }
    if (known !== null && this.#shared.has(key) && known !== this.#current) askWhichOfName(row)
    return known
  }

  #begin(row: DataRow, key: string | null): void {
    const asked = key === null && !isHead(row)
    const group: Group = asked && this.#repeats ? { rows: [row], main: row, unnumbered: true } : { rows: [row], main: row }
    this.groups.push(group)
    if (key !== null) this.#byKey.set(key, group)
    else if (asked) missingHead(row, this.#repeats)
    this.#current = group
  }

  /** Somebody at the end of a household put together by order who bears the surname of the next head, not that of this one. */
  *#doubtOrder(): Generator<void, void> {
    for (const [index, group] of this.groups.entries()) {
      if (index % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) yield
      const next = this.groups[index + 1]
      if (next === undefined || keyOf(group.main) !== null || keyOf(next.main) !== null || !isHead(next.main)) continue
      for (const row of group.rows.toReversed()) {
        if (!isHead(group.main) || row === group.main || !soundsLike(row, group.main, next.main)) break
        doubtOrder(row, next.main)
      }
    }
  }
}

function isHead(row: DataRow): boolean {
  return row.layout.value(row, 'membership.relation') === HEAD
}

/** Whether a key stands in several rows: then it is said in every row, and a blank is a gap. */
function repeatsKeys(rows: readonly DataRow[]): boolean {
  const seen = new Set<string>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    if (seen.has(key)) return true
    seen.add(key)
  }
  return false
}

/** Relations through the father's line: sons and daughters, grandchildren, parents and grandparents, brothers and sisters. */
const OF_ONE_NAME: ReadonlySet<FieldValue> = new Set(['03', '04', '07', '08', '11', '17', 'x1', 'x2', 'x3', 'x4', 'x5', 'x7'])

function soundsLike(row: DataRow, own: DataRow, next: DataRow): boolean {
  if (!OF_ONE_NAME.has(row.layout.value(row, 'membership.relation'))) return false
  const [name, ownName, nextName] = [row, own, next].map((one) => one.layout.text(one, 'person.name')?.[0])
  return name !== undefined && name === nextName && name !== ownName
}

function doubtOrder(row: DataRow, next: DataRow): void {
  const message = `按行的顺序，这一行算在上面一户里，姓却与下一户的户主（第 ${next.number} 行）相同；请核对是哪一户的人，最好加一列户编号，或把户主排在本户第一行。`
  row.problems.push(
    problemAt(row.layout, row.number, row.layout.column('person.name'), 'match_conflict', message, row.layout.shown(row, 'person.name'), 'warning'),
  )
}

function askWhichOfName(row: DataRow): void {
  const message = '有几户的户主同名，这一行不在那一户的户主下面，看不出是哪一户的人；请加一列户编号，或排到本户户主下面。'
  row.problems.push(
    problemAt(row.layout, row.number, row.layout.column('household.head_name'), 'match_conflict', message, row.layout.shown(row, 'household.head_name')),
  )
}

const NAME = 'name\u0001'

function keyOf(row: DataRow): string | null {
  const { layout } = row
  const number = layout.text(row, 'household.household_no')
  if (number !== null) return `no\u0001${number}`
  const local = layout.text(row, 'household.local_no')
  if (local !== null) return `local\u0001${row.place ?? ''}\u0001${local}`
  const headId = layout.text(row, 'household.head_id_number')
  if (headId !== null) return `head\u0001${headId}`
  const headName = layout.text(row, 'household.head_name')
  return headName === null ? null : `${NAME}${row.place ?? ''}\u0001${headName}`
}

function villageDiffers(row: DataRow, main: DataRow): boolean {
  return row.place !== null && main.place !== null && row.place !== main.place
}

function missingHead(row: DataRow, repeats: boolean): void {
  // With a document or person number the person may be on file already, and with it the household.
  if (row.layout.text(row, 'person.id_number') !== null || row.layout.text(row, 'person.person_no') !== null) return
  const message = repeats ? UNNUMBERED : '看不出这一行属于哪一户：前面没有户主行，也没有户编号；请填写户编号，或把户主排在本户第一行。'
  row.problems.push(problemAt(row.layout, row.number, row.layout.column('membership.relation'), 'reference_unknown', message))
}

/** What is asked of a row that alone of its sheet has no number. */
export const UNNUMBERED = '这一行没有写户编号（或户主），表里其他行都写了，看不出是哪一户的人，没有算进上面一户；请补填户编号。'
