/** Rows of a roster that speak of the same person or household: neither is taken, each names the other. */
import { markRepeated } from './duplicates.ts'
import { identityKey } from './identityKey.ts'
import type { DataRow } from './model.ts'

/** Marks rows of people with the same document number or person number, in one sheet or in several; pauses now and then. */
export function* documentDuplicates(sheets: readonly (readonly DataRow[])[]): Generator<void, void> {
  const rows = sheets.flat()
  const advice = '同一个人在一张表里只能有一行，请核对后删去或改正其中一行。'
  yield* markRepeated(
    rows,
    (row) => keyOf(row, 'person.id_number'),
    'person.id_number',
    (other) => `证件号码与${other}相同；${advice}`,
  )
  yield* markRepeated(
    rows,
    (row) => row.layout.text(row, 'person.person_no'),
    'person.person_no',
    (other) => `人编号与${other}相同；${advice}`,
  )
}

/** Marks rows of the same household in a sheet that has one row a household; pauses now and then. */
export function* householdDuplicates(rows: readonly DataRow[]): Generator<void, void> {
  const advice = '一户一行的表里每户只能有一行；一人一行的表请加上“与户主关系”一列，按年度的数字请导入“户年度记录”。'
  yield* markRepeated(
    rows,
    (row) => row.layout.text(row, 'household.household_no'),
    'household.household_no',
    (other) => `户编号与${other}相同；${advice}`,
  )
  yield* markRepeated(
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
  const marking = markRepeated(
    bare,
    (row) => row.layout.text(row, 'person.name'),
    'person.name',
    (other) => `与${other}同户同名，都没有证件号码，无法区分是不是同一个人；请填写证件号码，或删去重复的一行。`,
  )
  // Of one household: no need for a pause.
  for (const _ of marking);
}

function keyOf(row: DataRow, target: string): string | null {
  const text = row.layout.text(row, target)
  return text === null ? null : identityKey(text)
}
