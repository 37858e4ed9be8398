/**
 * Puts rows of people together to households. Pure.
 *
 * Rows belong together by 户编号; without it by 本地户号, by 户主证件号码 or 户主姓名 in the village; and where the sheet has none of
 * these, by the order of rows: a row of the head (与户主关系 = 本人或户主) begins a household, those below belong to it.
 */
import type { DataRow } from './model.ts'
import { problemAt } from './problems.ts'

export const HEAD = '01'

/** How a sheet of households and people is to be read. */
export type RosterMode = 'members' | 'heads' | 'people'

export interface Group {
  readonly rows: DataRow[]
  /** The row of the head, else the first: where the household's own columns are read and its problems shown. */
  main: DataRow
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

/** The households of a sheet, in the order in which they begin. */
export function groupRows(rows: readonly DataRow[], mode: RosterMode): Group[] {
  if (mode !== 'members') return rows.map((row) => ({ rows: [row], main: row }))
  const groups: Group[] = []
  const byKey = new Map<string, Group>()
  let current: Group | null = null
  for (const row of rows) {
    const key = keyOf(row)
    const isHead: boolean = row.layout.value(row, 'membership.relation') === HEAD
    let group: Group | null = key === null ? (isHead ? null : current) : (byKey.get(key) ?? null)
    if (group !== null && key === null && villageDiffers(row, group.main)) group = null
    if (group === null) {
      group = { rows: [row], main: row }
      groups.push(group)
      if (key !== null) byKey.set(key, group)
      else if (!isHead) missingHead(row)
    } else {
      group.rows.push(row)
      if (isHead && group.main.layout.value(group.main, 'membership.relation') !== HEAD) group.main = row
    }
    current = group
  }
  return groups
}

function keyOf(row: DataRow): string | null {
  const { layout } = row
  const number = layout.text(row, 'household.household_no')
  if (number !== null) return `no\u0001${number}`
  const local = layout.text(row, 'household.local_no')
  if (local !== null) return `local\u0001${row.village ?? ''}\u0001${local}`
  const headId = layout.text(row, 'household.head_id_number')
  if (headId !== null) return `head\u0001${headId}`
  const headName = layout.text(row, 'household.head_name')
  return headName === null ? null : `name\u0001${row.village ?? ''}\u0001${headName}`
}

function villageDiffers(row: DataRow, main: DataRow): boolean {
  return row.village !== null && main.village !== null && row.village !== main.village
}

function missingHead(row: DataRow): void {
  // With a document or person number the person may be on file already, and with it the household.
  if (row.layout.text(row, 'person.id_number') !== null || row.layout.text(row, 'person.person_no') !== null) return
  row.problems.push(
    problemAt(
      row.layout,
      row.number,
      row.layout.column('membership.relation'),
      'reference_unknown',
      '看不出这一行属于哪一户：前面没有户主行，也没有户编号；请填写户编号，或把户主排在本户第一行。',
    ),
  )
}
