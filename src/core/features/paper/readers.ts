/** Which reader a register has. Households are read as they were in the year; everything else as the catalogue says. */
import { gatherHouseholds, householdsCounted, villagesCounted } from '../household/index.ts'
import type { RegisterName } from '../../catalogue/index.ts'
import { blankHousehold, householdCopy } from '../../forms/household.ts'
import { namesOf, shapeOf } from '../../forms/shape.ts'
import type { FormScope } from '../../forms/types.ts'
import { PHOTO_NAMES } from '../../forms/words.ts'
import { isReadWith } from '../../forms/vocabulary.ts'
import { divisionOf, type Reading, type RecordReader } from './reading.ts'
import { Portion, portionsOf, registerReader } from './registerReader.ts'

const householdReader: RecordReader = {
  within: (reading, code, condition) => householdsCounted(reading.office, code, reading, condition),
  places: (reading, code, condition) => villagesCounted(reading.office, code, reading, condition),
  *read(reading, ids) {
    // What is told beside it is read as the catalogue says, where the template asks for any of it.
    const beside = otherNames('household', reading)
    for (const portion of portionsOf(reading, ids)) {
      const records = beside.size === 0 ? [] : registerReader('household').read({ ...reading, wanted: beside }, portion)
      const asCatalogued = new Map([...records].map(({ id, scope }) => [id, scope]))
      for (const data of gatherHouseholds(reading.office, portion, reading)) {
        const { scope, name } = householdCopy(data)
        const number = data.household['household_no']
        yield { id: data.id, scope: { ...asCatalogued.get(data.id), ...scope }, name, number: typeof number === 'string' ? number : '' }
      }
    }
  },
}

const OTHERWISE: Readonly<Partial<Record<RegisterName, RecordReader>>> = { household: householdReader }

/** The reader of a register. */
export function readerOf(register: RegisterName): RecordReader {
  return OTHERWISE[register] ?? registerReader(register)
}

/** What a copy that is to be filled in by hand is filled with: the place, and the fields with what there is to choose from. */
export function blankScope(reading: Reading, register: RegisterName, code: string | null): FormScope {
  const division = divisionOf(reading.office, code, reading.year)
  const scope = { division: { ...division }, ...new Portion(reading).blank(shapeOf(register)) }
  return OTHERWISE[register] === undefined ? scope : { ...scope, ...blankHousehold(division, reading.year) }
}

/** The names that a template asks for beside those which a register's own way of reading tells. */
function otherNames(register: RegisterName, { wanted }: Reading): ReadonlySet<string> {
  return new Set([...PHOTO_NAMES, ...namesOf(shapeOf(register))].filter((name) => wanted.has(name) && name !== register && !isReadWith(register, name)))
}
