/** The parameter as a subject of checks, with all others of its key and place. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject, type Loaded, type SubjectKey } from '#core/checks/subject.ts'
import type { ReadDatabase } from '#core/store/index.ts'
import { parameterRules, type IdentifiedTerm, type ParameterFacts } from './checks/rules.ts'

const PARAMETER = readerFor('parameter', parameterRules, ['label'])
const GIVEN = '(SELECT value FROM json_each(?))'

export const parameterSubject = defineSubject<ParameterFacts>({
  register: 'parameter',
  rules: parameterRules,
  parts: { parameter: 'SELECT value AS about, NULL AS year FROM json_each(?)' },
  load,
})

function load(database: ReadDatabase, keys: readonly SubjectKey[]): Loaded<ParameterFacts>[] {
  const given = JSON.stringify(keys.map(({ about }) => about))
  const rows = database.all(`SELECT ${PARAMETER.columns('t')} FROM parameter t WHERE t.id IN ${GIVEN} AND t.deleted = 0`, given)
  const ofKeys = database.all<IdentifiedTerm>(
    `SELECT id, key, year, valid_from, valid_until, division FROM parameter WHERE deleted = 0 AND key IN (SELECT key FROM parameter WHERE id IN ${GIVEN}) ORDER BY id`,
    given,
  )
  const together = Map.groupBy(ofKeys, ({ key, division }) => placeOf(key, division))
  return rows.map((row) => {
    const [about, parameter] = [String(row['id']), PARAMETER.row(row)]
    return {
      about,
      year: null,
      newest: true,
      division: null,
      inCharge: null,
      retired: false,
      facts: { id: about, parameter, together: together.get(placeOf(row['key'], row['division'])) ?? [] },
      placeOf: ({ field }) => ({ record: about, yearly: false, part: '', value: parameter[field] ?? null }),
    }
  })
}

const placeOf = (key: unknown, division: unknown): string => JSON.stringify([key, division ?? null])
