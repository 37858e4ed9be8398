/** Houses made safe, rebuilt or built elsewhere as subjects of checks: each with what else its household was given, and with photos that are not its own. */
import { readerFor } from '#core/checks/rowReader.ts'
import { defineSubject, type Subject } from '#core/checks/subject.ts'
import { HOUSE_PHOTOS } from '#core/catalogue/entities/houseParts.ts'
import type { ReadDatabase } from '#core/store/index.ts'
import { rulesOfHouses } from './checks/index.ts'
import type { HouseFacts } from './checks/types.ts'
import { GIVEN, idsOf, loaded } from './loaded.ts'
import { HOUSE_REGISTERS, type HouseRegister } from './checks/houseWords.ts'
import { housesOf } from './otherHouses.ts'

const REFUSED = 'refused'
const PHOTOS = HOUSE_PHOTOS.map(({ kind }) => `'${kind}'`).join(', ')
const HOUSES = HOUSE_REGISTERS.map((name) => `'${name}'`).join(', ')

/** Kinds of photo, by record, of which the same picture hangs on another kind or another house. */
function samePhotosOf(database: ReadDatabase, register: HouseRegister, given: string): Map<string, string[]> {
  const rows = database.all<{ record: string; kind: string }>(
    `SELECT DISTINCT a.record, a.kind FROM json_each(?) j CROSS JOIN attachment a ON a.record = j.value AND a.register = '${register}'
     WHERE a.deleted = 0 AND a.kind IN (${PHOTOS}) AND EXISTS (SELECT 1 FROM attachment o WHERE o.sha256 = a.sha256 AND o.id <> a.id AND o.deleted = 0
       AND o.register IN (${HOUSES}) AND o.kind IN (${PHOTOS}) AND (o.record <> a.record OR o.kind <> a.kind)) ORDER BY 1, 2`,
    given,
  )
  return new Map([...Map.groupBy(rows, ({ record }) => record)].map(([record, found]) => [record, found.map(({ kind }) => kind)]))
}

/** Houses of the same households, and those with the same pictures. */
const sameHousehold = (register: HouseRegister, from: string): string =>
  `SELECT t.id AS about, NULL AS year FROM (SELECT household FROM ${from} WHERE id IN ${GIVEN}) found CROSS JOIN ${register} t ON t.household = found.household AND t.deleted = 0`
const samePicture = (register: HouseRegister): string =>
  `SELECT o.record AS about, NULL AS year FROM (SELECT sha256 FROM attachment WHERE id IN ${GIVEN} AND register IN (${HOUSES})) found
   CROSS JOIN attachment o ON o.sha256 = found.sha256 AND o.register = '${register}'`

function subjectOf(register: HouseRegister): Subject {
  const rules = rulesOfHouses[register]
  const reader = readerFor(register, rules, ['household', 'village', 'year', ...(register === 'house_retrofit' ? ['stage', 'paid_on'] : ['way'])])
  return defineSubject<HouseFacts>({
    register,
    rules,
    parts: { [register]: sameHousehold(register, register) },
    alsoTouchedBy: {
      ...Object.fromEntries(HOUSE_REGISTERS.filter((name) => name !== register).map((name) => [name, sameHousehold(register, name)])),
      attachment: samePicture(register),
    },
    load(database, keys, { today, parameters }) {
      const given = idsOf(keys)
      const rows = database.all(`SELECT ${reader.columns('t')} FROM ${register} t WHERE t.id IN ${GIVEN} AND t.deleted = 0`, given)
      const others = housesOf(
        database,
        rows.map((row) => String(row['household'])),
      )
      const photos = samePhotosOf(database, register, given)
      return rows.map((row) => {
        const about = String(row['id'])
        const record = reader.row(row) as HouseFacts['record']
        const facts: HouseFacts = {
          register,
          record,
          others: (others.get(String(record.household)) ?? []).filter(({ id }) => id !== about),
          samePhotos: photos.get(about) ?? [],
          today,
          parameters,
        }
        return loaded(about, facts, 'village', record.stage === REFUSED)
      })
    },
  })
}

export const houseSubjects: readonly Subject[] = HOUSE_REGISTERS.map(subjectOf)
