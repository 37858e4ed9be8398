/** Which division a record belongs to, so that it is known who is in charge of it. */
import { findField, registerOf } from '../catalogue/index.ts'
import { referredBy } from '../catalogue/derive/subject.ts'
import type { FieldValue, RegisterDefinition } from '../catalogue/types.ts'
import type { ReadDatabase, SqlRow } from './database.ts'

/**
 * The division of a record as it is or is about to be: entered, or that of the record it refers to (the household of a membership).
 * A record on file that refers to nothing of the kind (a person) keeps the division worked out for it. Null where it belongs to none.
 * `made` holds the divisions of records that the same change set adds or proposes, by id.
 */
export function ownerOf(
  database: ReadDatabase,
  register: RegisterDefinition,
  id: string,
  values: Readonly<Record<string, FieldValue | undefined>>,
  current?: SqlRow,
  made?: ReadonlyMap<string, string>,
): string | null {
  const key = register.owner
  if (key === undefined) return null
  const entered = values[key]
  if (findField(register, key)?.derived === undefined) return typeof entered === 'string' ? entered : null
  for (const field of register.fields) {
    if (field.derived !== undefined || field.keeps !== undefined) continue
    const referred = referredBy(field, values[field.key])
    if (referred === undefined) continue
    const target = registerOf(referred.register)
    if (target.owner === undefined) continue
    const owner =
      made?.get(referred.id) ?? database.get<{ owner: string | null }>(`SELECT ${target.owner} AS owner FROM ${target.name} WHERE id = ?`, referred.id)?.owner
    if (typeof owner === 'string') return owner
  }
  const derived = current?.[key] ?? database.get<SqlRow>(`SELECT ${key} FROM ${register.name} WHERE id = ?`, id)?.[key]
  return typeof derived === 'string' ? derived : null
}

/**
 * Where a record on file belongs whose links are not known here: somebody of another office came in because something refers to them, without
 * the household that they are in. Whoever brought them said where they belong. Null of a record that is linked here, or that nobody said it of.
 */
export function heardOwner(database: ReadDatabase, { linkedBy }: RegisterDefinition, id: string): string | null {
  if (linkedBy === undefined || database.get(`SELECT 1 FROM ${linkedBy.register} WHERE ${linkedBy.by} = ? LIMIT 1`, id) !== undefined) return null
  return (
    database.get<{ owner: string }>(
      'SELECT owner FROM journal WHERE record = ? AND author IS NOT NULL AND standing IS NULL AND owner IS NOT NULL ORDER BY sequence DESC LIMIT 1',
      id,
    )?.owner ?? null
  )
}
