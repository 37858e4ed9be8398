/** What the title of a sheet says of all its rows, where no column does: the village of each, and the year that each must have. */
import { placeField } from '#core/catalogue/derive/telling.ts'
import type { FieldValue, RegisterDefinition } from '#core/catalogue/types.ts'
import type { Layout } from './layout.ts'
import type { DataRow } from './model.ts'
import { keyTarget } from './registerProfile.ts'

const OF_YEAR = /年度$/

/** Key of the village that each record of the register must name by itself; undefined where it has none, or something else says it. */
export function placeOfTitle(register: RegisterDefinition): string | undefined {
  const field = placeField(register)
  return field?.type === 'division' && field.required === true ? field.key : undefined
}

/** Key of the year that each record must have, where the register is not continued year by year (those take it anyway). */
export function yearOfTitle(register: RegisterDefinition): string | undefined {
  if (register.yearly !== undefined) return undefined
  const fields = register.fields.filter(
    ({ type, required, label, derived }) => type === 'year' && required === true && derived === undefined && OF_YEAR.test(label),
  )
  return fields.length === 1 ? fields[0]?.key : undefined
}

/** Whether a title stands for the column of a field in this sheet. */
export function isLeftToTitle(layout: Layout, register: RegisterDefinition, key: string | undefined): key is string {
  return key !== undefined && !layout.has(keyTarget(register.name, key, []))
}

/** The values that a row has by its title alone. */
export function titleValues(register: RegisterDefinition, { layout, place, year }: DataRow): ReadonlyMap<string, FieldValue> {
  const values = new Map<string, FieldValue>()
  const [owner, ofYear] = [placeOfTitle(register), yearOfTitle(register)]
  if (isLeftToTitle(layout, register, owner) && place !== null) values.set(owner, place)
  if (isLeftToTitle(layout, register, ofYear) && layout.yearIsCertain) values.set(ofYear, year)
  return values
}
