/** Gathers what the columns of a sheet may mean, and which heading means what. */
import { headingSpelling } from '#core/catalogue/derive/headings.ts'
import type { ReferenceKey } from '#core/catalogue/derive/telling.ts'
import { divisionHeadings } from '#core/catalogue/headings.ts'
import type { DivisionLevel, FieldDefinition } from '#core/catalogue/types.ts'

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

export interface Profile {
  readonly register: string
  /** Households and people together. */
  readonly roster: boolean
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
}

const UPPER_LEVELS: readonly Exclude<DivisionLevel, 'village'>[] = ['province', 'city', 'county', 'township']
const LEVEL_LABELS = { province: '省', city: '市', county: '县', township: '乡镇' } as const

export class ProfileMaker {
  readonly targets = new Map<string, Target>()
  readonly headings = new Map<string, string[]>()
  readonly aliases = new Map<string, string>()
  readonly years: string[] = []
  readonly ignored = new Set<string>()
  place: string | null = null

  add(register: string, field: FieldDefinition, options: { label?: string; required?: boolean; headings?: readonly string[] } = {}): void {
    const { label = field.label, required = false, headings = [field.label, ...(field.headings ?? [])] } = options
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
    for (const heading of divisionHeadings.village) this.know(heading, place)
  }
}
