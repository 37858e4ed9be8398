/** What is read for paper, for whom, of when; and how the names of places are told. */
import type { AskingUser } from '../../access/asker.ts'
import type { FieldDefinition, RegisterDefinition } from '../../catalogue/types.ts'
import type { FormDivision, FormScope } from '../../forms/types.ts'
import type { Office } from '../../runtime.ts'
import type { Condition } from '../../registers/where.ts'
import type { Photos } from './photos.ts'

export interface Reading {
  readonly office: Office
  readonly user: AskingUser
  readonly year: number
  /** Hide most of what is sensitive. */
  readonly masked: boolean
  /** `register.field`: what the paper is there to tell, masked or not. */
  readonly tells: ReadonlySet<string>
  /** Fields that whoever prints may not see in full, in a record of that division. */
  readonly hides: (register: RegisterDefinition, field: FieldDefinition, division: string | null) => boolean
  /** Whether whoever prints sees what belongs to that division today. */
  readonly reads: (division: string | null) => boolean
  /** `YYYY-MM-DD`; what has days is that of this day, or of the end of the year where that is earlier. */
  readonly today: string
  /** The yearly records of the year stay empty, to be written in by hand; what was there before stands beside. */
  readonly yearBlank: boolean
  /** Names that the template asks for; nothing else is read. */
  readonly wanted: ReadonlySet<string>
  /** Where photos wait for their contents. */
  readonly photos: Photos
  /** Gives others a turn when it is time; asked between records. */
  readonly step: () => Promise<void>
}

/** A record read for paper. */
export interface ReadRecord {
  readonly id: string
  readonly scope: FormScope
  /** What it is called. */
  readonly name: string
  /** A number by which files are told apart, without personal data; '' where it has none. */
  readonly number: string
}

/** How the records of a register are found and read for paper. */
export interface RecordReader {
  /** Ids of the records that count in a division (its code; null for everywhere) in the year and meet a condition over `t`, in the order of lists. */
  within(reading: Reading, code: string | null, condition: Condition): string[]
  /** The villages of a division in which such records count. */
  places(reading: Reading, code: string | null, condition: Condition): string[]
  /** The records, in the order of the ids; those that are removed or out of sight are left out. */
  read(reading: Reading, ids: readonly string[]): Iterable<ReadRecord>
}

/** The names the divisions above and including a code bore in a year. */
export function divisionOf(office: Office, code: string | null, year: number): FormDivision {
  const names: Record<'province' | 'city' | 'county' | 'township' | 'village', string> = { province: '', city: '', county: '', township: '', village: '' }
  for (const division of code === null ? [] : office.divisions.pathOf(code)) names[division.level] = office.divisions.nameOf(division.code, year)
  return { ...names, group: '' }
}
