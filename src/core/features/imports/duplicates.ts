/** Rows of one file that speak of the same person or record: neither is taken, each names the other. */
import { identityKey } from './identityKey.ts'
import type { DataRow } from './model.ts'
import { problemAt } from './problems.ts'

/** Marks rows of people with the same document number or person number, in one sheet or in several. */
export function documentDuplicates(sheets: readonly (readonly DataRow[])[]): void {
  const rows = sheets.flat()
  const advice = '同一个人在一张表里只能有一行，请核对后删去或改正其中一行。'
  markRepeated(
    rows,
    (row) => keyOf(row, 'person.id_number'),
    'person.id_number',
    (other) => `证件号码与${other}相同；${advice}`,
  )
  markRepeated(
    rows,
    (row) => row.layout.text(row, 'person.person_no'),
    'person.person_no',
    (other) => `人编号与${other}相同；${advice}`,
  )
}

/** Marks rows of the same household in a sheet that has one row a household. */
export function householdDuplicates(rows: readonly DataRow[]): void {
  const advice = '一户一行的表里每户只能有一行；一人一行的表请加上“与户主关系”一列，按年度的数字请导入“户年度记录”。'
  markRepeated(
    rows,
    (row) => row.layout.text(row, 'household.household_no'),
    'household.household_no',
    (other) => `户编号与${other}相同；${advice}`,
  )
  markRepeated(
    rows,
    (row) => keyOf(row, 'household.head_id_number'),
    'household.head_id_number',
    (other) => `户主证件号码与${other}相同；${advice}`,
  )
}

/** Marks rows of one household with the same name and no number: nobody could tell them apart later. */
export function namesakes(rows: readonly DataRow[]): void {
  const bare = rows.filter((row) => row.layout.text(row, 'person.id_number') === null && row.layout.text(row, 'person.person_no') === null)
  if (bare.length < 2) return
  markRepeated(
    bare,
    (row) => row.layout.text(row, 'person.name'),
    'person.name',
    (other) => `与${other}同户同名，都没有证件号码，无法区分是不是同一个人；请填写证件号码，或删去重复的一行。`,
  )
}

function keyOf(row: DataRow, target: string): string | null {
  const text = row.layout.text(row, target)
  return text === null ? null : identityKey(text)
}

/** Marks rows whose key occurs more than once, each naming the other. */
export function markRepeated(rows: readonly DataRow[], keyOf: (row: DataRow) => string | null, target: string, message: (other: string) => string): void {
  const seen = new Map<string, DataRow>()
  const told = new Set<DataRow>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const first = seen.get(key)
    if (first === undefined) {
      seen.set(key, row)
      continue
    }
    if (!told.has(first)) tell(first, row, target, message)
    told.add(first)
    tell(row, first, target, message)
  }
}

function tell(row: DataRow, other: DataRow, target: string, message: (other: string) => string): void {
  const where = other.layout.sheet === row.layout.sheet ? `第 ${other.number} 行` : `工作表“${other.layout.sheet}”第 ${other.number} 行`
  row.problems.push(problemAt(row.layout, row.number, row.layout.column(target), 'duplicate_in_file', message(where), row.layout.text(row, target) ?? ''))
}
