/** Gathers what the columns of a sheet may mean, and which heading means what. */
import type { HeadingColumn } from '#core/excel/headings.ts'
import { headingSpelling } from '#core/catalogue/derive/headings.ts'
import type { ReferenceKey } from '#core/catalogue/derive/telling.ts'
import { divisionHeadings } from '#core/catalogue/headings.ts'
import { LOWEST_LEVEL } from '#core/rules/levels.ts'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'

export interface Target {
  /** `register.field`; `register.reference.field` for what tells a record referred to; `division.township` for the texts above the village. */
  readonly target: string
  /** Register whose field a column of it enters; for what only tells records apart, no register's name. */
  readonly register: string
  readonly field: FieldDefinition
  readonly label: string
  readonly required: boolean
  /** What it tells of which reference. */
  readonly key?: ReferenceKey
}

/** Where in a row the value of a target stands. */
export interface Slots {
  slot(target: string): number | undefined
}

/** What a roster knows of its rows beyond what each column holds. */
export interface RosterReading {
  /** Targets of which a sheet must have one to be about anything, and what they are called. */
  readonly telling: readonly string[]
  readonly tellingLabels: string
  /** By which targets members laid out across the row are told, whether or not there is a column for each. */
  readonly member: readonly string[]
  /** The target of the number that tells a birth date, and that of the birth date. */
  readonly number: string
  readonly birth: string
  /** Targets that say of the whole row whom it is about. */
  readonly keys: readonly string[]
  /** Whether a target speaks of one of several people of the row. */
  isOfMember(target: string): boolean
  /** Whether columns of a target are told apart by a number at the end of their headings. */
  isNumbered(target: string): boolean
  /** What a target is called as a fact of a year. */
  ofYear(target: string): string
  /** Whether a target says where the row lies and nothing of anybody. */
  isWhere(target: string): boolean
  /** Whether columns of these targets make each row one of a head, so that 父亲姓名 is the head's father; in a list of pupils it is not. */
  isOfHeads(targets: readonly (string | undefined)[]): boolean
  /** What a column may mean beside the others, likeliest first. */
  candidates(column: HeadingColumn, columns: readonly HeadingColumn[]): readonly string[]
  /** Numbers of members by column where the same headings stand again for each of them. */
  repeatedMembers(columns: readonly HeadingColumn[]): ReadonlyMap<HeadingColumn, number>
  /** Fills in whom a row itself is about where members are laid out across it. */
  fillMain(slots: Slots, values: FieldValue[]): void
  fillRelation(slots: Slots, values: FieldValue[], relation: string): void
}

export interface Profile {
  readonly register: string
  /** How its rows are read where several registers stand in one; null where each row is one record. */
  readonly roster: RosterReading | null
  readonly targets: ReadonlyMap<string, Target>
  /** Targets by spelling of the heading, likeliest first. */
  readonly headings: ReadonlyMap<string, readonly string[]>
  /** What targets were called by earlier programs, whose mappings are remembered and written in scripts. */
  readonly aliases: ReadonlyMap<string, string>
  /** The target that names the village of a row; null where no row has one. */
  readonly place: string | null
  /** Targets that say the year of a row. */
  readonly years: readonly string[]
  /** Spellings of headings that exports have and no import reads: where a record counted, which the program keeps itself. */
  readonly ignored: ReadonlySet<string>
  /** Spellings of headings that stand again with another meaning: the next of their targets. */
  readonly again: ReadonlySet<string>
}

const UPPER_LEVELS = ['province', 'city', 'county', 'township'] as const
const LEVEL_LABELS = { province: '省', city: '市', county: '县', township: '乡镇' } as const

export class ProfileMaker {
  readonly targets = new Map<string, Target>()
  readonly headings = new Map<string, string[]>()
  readonly aliases = new Map<string, string>()
  readonly years: string[] = []
  readonly ignored = new Set<string>()
  readonly again = new Set<string>()
  place: string | null = null

  add(register: string, field: FieldDefinition, options: { label?: string; required?: boolean; headings?: readonly string[] } = {}): void {
    const {
      label = field.label,
      required = false,
      headings = [field.label, ...(field.headings ?? []), ...(field.national === undefined ? [] : [field.national])],
    } = options
    this.addTarget({ target: `${register}.${field.key}`, register, field, label, required }, headings)
  }

  addTarget(target: Target, headings: readonly string[]): void {
    if (this.targets.has(target.target)) return
    this.targets.set(target.target, target)
    for (const heading of headings) this.know(heading, target.target)
  }

  know(heading: string, target: string): void {
    const key = headingSpelling(heading)
    const known = this.headings.get(key)
    if (known === undefined) this.headings.set(key, [target])
    else if (!known.includes(target)) known.push(target)
  }

  /** The target that names the village of a row, and the columns above it: province to township. */
  addPlace(place: string): void {
    this.place = place
    for (const level of UPPER_LEVELS) {
      const label = LEVEL_LABELS[level]
      this.add('division', { key: level, label, type: 'text' }, { label: `${label}（区划）`, headings: divisionHeadings[level] })
    }
    for (const heading of divisionHeadings[LOWEST_LEVEL]) this.know(heading, place)
  }
}
