/** Made-up people and households for tests, out of the same workshop as the demo county. */
import { fileURLToPath } from 'node:url'
import { registerNames, type RegisterName } from '#core/catalogue/index.ts'
import { IdNumbers } from '../features/demo/numbers.ts'
import { drawName, drawSurname } from '../features/demo/naming.ts'
import { generateDemo } from '../features/demo/generate.ts'
import { Random } from '../features/demo/random.ts'
import type { DemoRecord, DemoValues } from '../features/demo/records.ts'
import { NationalDivisions } from '../features/divisions/index.ts'

/** The national list as the tests find it. */
export const nationalDivisions = new NationalDivisions(fileURLToPath(new URL('../../../resources/divisions', import.meta.url)))

/** ID numbers of one test file; those of other files may be the same. */
const idNumbers = new IdNumbers('621125')

export interface PersonWish {
  readonly name?: string
  readonly sex?: '1' | '2'
  /** `YYYY-MM-DD` */
  readonly birthDate?: string
}

/** Values of the register `person` for somebody who does not exist: valid ID number of their own, everything else as wished. */
export function syntheticPerson(
  wish: PersonWish = {},
): DemoValues<'person'> & { readonly name: string; readonly sex: '1' | '2'; readonly id_number: string; readonly birth_date: string } {
  const sex = wish.sex ?? '1'
  const birthDate = wish.birthDate ?? '1975-03-12'
  const idNumber = idNumbers.next(birthDate, sex)
  if (idNumber === null) throw new RangeError(`no ID number is left for ${birthDate}`)
  const random = new Random(idNumber)
  const name = wish.name ?? drawName(random, drawSurname(random), sex, Number(birthDate.slice(0, 4)), new Set())
  return { name, sex, id_type: '01', id_number: idNumber, birth_date: birthDate, ethnicity: '01' }
}

export interface HouseholdWish {
  /** 12 digits; 武阳镇柯寨村 unless given. */
  readonly village?: string
  readonly members?: readonly (PersonWish & { readonly relation: string })[]
}

export interface BuiltHousehold {
  readonly household: DemoValues<'household'> & { readonly village: string }
  readonly members: readonly { readonly person: ReturnType<typeof syntheticPerson>; readonly relation: string }[]
}

/** A household with its members; a couple with a son and a daughter unless other members are wished. */
export function aHousehold(wish: HouseholdWish = {}): BuiltHousehold {
  const members =
    wish.members ??
    ([
      { relation: '01', sex: '1', birthDate: '1975-03-12' },
      { relation: '02', sex: '2', birthDate: '1977-08-02' },
      { relation: '03', sex: '1', birthDate: '2001-11-20' },
      { relation: '04', sex: '2', birthDate: '2006-05-09' },
    ] as const)
  return {
    household: {
      village: wish.village ?? '621125100204',
      identification_standard: '1',
      attribute: '01',
      main_cause: '09',
      exit_status: '0',
      valid: true,
      phone: '15000000001',
    },
    members: members.map(({ relation, ...person }) => ({ relation, person: syntheticPerson(person) })),
  }
}

/** Records of a demo by register, for tests that want to look things up; keep it small. */
export async function demoRecords(households: number, seed: string | number = 1): Promise<{ [N in RegisterName]: (DemoRecord & { register: N })[] }> {
  const divisions = await nationalDivisions.countyDivisions('621125000000')
  const found = Object.fromEntries(registerNames.map((name) => [name, []])) as unknown as { [N in RegisterName]: (DemoRecord & { register: N })[] }
  for (const record of generateDemo({ divisions, households, seed })) (found[record.register] as DemoRecord[]).push(record)
  return found
}
