/** The same new values for many records, and for their yearly records of one year. */
import { yearlyOf, type YearlyRegister } from '../catalogue/derive/listing.ts'
import type { RegisterDefinition } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import type { Row } from '../shapes.ts'
import type { Door } from './writer.ts'

export interface BatchRequest {
  readonly register: string
  readonly ids: readonly string[]
  readonly values: Row
  /** Facts of a year, by the keys of the yearly register; who has no record of that year gets one. */
  readonly yearly?: { readonly year: number; readonly values: Row } | undefined
  readonly reason: string
}

/** Writes them and answers how many records were changed, themselves or in their year. Throws VALIDATION for facts of a register without years. */
export async function writeBatch(door: Door, register: RegisterDefinition, request: BatchRequest, step: () => Promise<void>): Promise<number> {
  const { ids, values, yearly } = request
  const changed = new Set<string>()
  if (Object.keys(values).length > 0) {
    const check = door.checking(register, ids)
    for (const id of await door.updateAll(register, ids, values, step)) changed.add(id)
    check(ids)
  }
  if (yearly === undefined || Object.keys(yearly.values).length === 0) return changed.size
  const of = yearlyOf(register.name)
  if (of === null) throw new AppError('VALIDATION', `${register.label}没有年度记录。`, '请去掉年度项目。')
  for (const id of await writeYear(door, of, ids, yearly, step)) changed.add(id)
  return changed.size
}

/** Ids of the records whose year was changed. */
async function writeYear(
  door: Door,
  register: YearlyRegister,
  ids: readonly string[],
  { year, values }: { readonly year: number; readonly values: Row },
  step: () => Promise<void>,
): Promise<string[]> {
  const { reference, year: yearKey } = register.yearly
  if ([reference, yearKey].some((key) => key in values)) throw new AppError('VALIDATION', '年度记录属于谁、是哪一年不能批量修改。', '请去掉这一项。')
  const onFile = door.transaction.all<{ id: string; of: string }>(
    `SELECT id, ${reference} AS of FROM ${register.name} WHERE ${reference} IN (SELECT value FROM json_each(?)) AND ${yearKey} = ? AND deleted = 0`,
    JSON.stringify(ids),
    year,
  )
  const ownerOf = new Map(onFile.map(({ id, of }) => [id, of]))
  const written = [...ownerOf.keys()]
  const check = door.checking(register, written)
  const changed = (await door.updateAll(register, written, values, step)).map((id) => ownerOf.get(id) ?? '')
  const having = new Set(ownerOf.values())
  for (const id of ids) {
    if (having.has(id)) continue
    written.push(door.insert(register, { ...values, [reference]: id, [yearKey]: year }, { initials: true }))
    changed.push(id)
    await step()
  }
  check(written)
  return changed
}
