/** What all subjects of works have: they go by no year, and land on their own record. */
import type { Loaded } from '#core/checks/subject.ts'
import type { FieldValue } from '#core/catalogue/types.ts'

export const GIVEN = '(SELECT value FROM json_each(?))'
export const ITSELF = 'SELECT value AS about, NULL AS year FROM json_each(?)'

export const idsOf = (keys: readonly { readonly about: string }[]): string => JSON.stringify([...new Set(keys.map(({ about }) => about))])

/** `place`: the field with the division that the record belongs to. */
export function loaded<Facts extends { readonly record: object }>(about: string, facts: Facts, place = 'village', retired = false): Loaded<Facts> {
  const record = facts.record as Readonly<Record<string, FieldValue>>
  const division = record[place]
  return {
    about,
    year: null,
    newest: true,
    division: typeof division === 'string' ? division : null,
    inCharge: null,
    retired,
    facts,
    placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: record[field] ?? null }),
  }
}
