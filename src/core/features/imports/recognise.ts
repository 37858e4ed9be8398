/** From the headings of a sheet to what each column means: by hand, remembered, or by the headings themselves. Pure. */
import { headingSpelling, matchHeading } from '#core/catalogue/derive/headings.ts'
import { registerNames, registerOf } from '#core/catalogue/index.ts'
import { spelling } from '#core/catalogue/derive/text.ts'
import { isConvertible } from '#core/catalogue/derive/units.ts'
import type { FieldType, RegisterDefinition } from '#core/catalogue/types.ts'
import { AppError } from '#core/errors.ts'
import { headingSpellings, type FoundHeadings, type HeadingColumn, type KnownHeadings } from '#core/excel/headings.ts'
import type { ImportProblem, Mapping } from './contract.ts'
import { continuedBy } from './continuedFields.ts'
import { labelledCandidates, unitBehind, unitOfHeading, withoutUnit, type ColumnLabel } from './headingParts.ts'
import type { LayoutColumn } from './layout.ts'
import { nearestField, isNear } from './nearNames.ts'
import { nationalLayouts, notKept, notKeptBecause } from './nationalLayouts.ts'
import { isKeptAsStated } from './rosterCompletions.ts'
import { candidatesOf, type Profile, type Target } from './targets.ts'

export type Recognised = 'template' | 'national' | 'remembered' | 'guessed' | 'none'

export interface Recognition {
  readonly columns: readonly LayoutColumn[]
  /** Every heading that is no running number, with its target or null, in the order of the sheet. */
  readonly headings: readonly { readonly column: HeadingColumn; readonly target: string | null; readonly label: ColumnLabel }[]
  readonly problems: readonly ImportProblem[]
}

/** Share of a national layout's headings that a sheet must have to be taken for it. */
const NATIONAL_SHARE = 0.9
const NO_LABEL: ColumnLabel = {}
const PHOTOS = /照片?(?:\/|$)/

/** The register that continues this one year by year, or is continued by it, where it knows the heading: one form is filled in for both. */
function keptIn(register: string, heading: string): RegisterDefinition | undefined {
  const { name, yearly } = registerOf(register)
  const partners = registerNames.map(registerOf).filter((other) => other.name === yearly?.of || other.yearly?.of === name)
  return partners.find((other) =>
    headingSpellings(heading.replaceAll('/', '')).some((text) => matchHeading(other, text)?.derived === undefined && matchHeading(other, text) !== undefined),
  )
}

/** What headings may mean, hand-made mapping included, so that sheets of wholly foreign headings are found too. */
export function knownHeadings(profile: Profile, mapping: Mapping | undefined): KnownHeadings {
  const byHand = new Map(Object.entries(mapping ?? {}).map(([heading, target]) => [headingSpelling(heading), target]))
  return (heading) => {
    const target = byHand.get(headingSpelling(heading))
    if (typeof target === 'string') return [target]
    return (
      candidatesOf(profile, heading) ??
      candidatesOf(profile, withoutUnit(heading)) ??
      labelledCandidates(profile, heading)?.targets ??
      unitBehind(profile, heading)?.targets
    )
  }
}

/**
 * The mapping with every target written out as `register.field`. People who write it by hand may also give the bare key of a field
 * (`household_no`) or what the field is called or headed in Chinese (`户编号`). Throws VALIDATION for what means nothing.
 */
export function resolveMapping(profile: Profile, mapping: Mapping | undefined): Mapping | undefined {
  return mapping === undefined
    ? undefined
    : Object.fromEntries(Object.entries(mapping).map(([heading, target]) => [heading, target === null ? null : targetOf(profile, heading, target)]))
}

function targetOf(profile: Profile, heading: string, text: string): string {
  if (profile.targets.has(text)) return text
  const alias = profile.aliases.get(text)
  if (alias !== undefined) return alias
  const own = `${profile.register}.${text}`
  const [first] = profile.targets.has(own)
    ? [own]
    : [...profile.targets.values()].filter(({ field, label }) => field.key === text || label === text).map(({ target }) => target)
  const found = first ?? candidatesOf(profile, text)?.[0]
  if (found !== undefined) return found
  const wanted = spelling(text)
  const near = [...profile.targets.values()].filter(({ target, field }) => target.includes(text) || isNear(wanted, spelling(field.label))).slice(0, 3)
  const shown = near.length > 0 ? near : [...profile.targets.values()].slice(0, 3)
  const examples = shown.map(({ target, label }) => `${target}（${label}）`).join('、')
  throw new AppError(
    'VALIDATION',
    `“${heading}”对应的“${text}”不是可以导入的项目。`,
    `请写成“台账.栏目”，例如 ${examples}；也可以写栏目的中文名称；不导入的列写 null。`,
  )
}

/** Key under which the mapping of such a sheet is remembered. */
export function headingsKey(found: FoundHeadings): string {
  return found.columns
    .filter(({ ignored }) => !ignored)
    .map(({ heading }) => headingSpelling(heading))
    .join('\n')
}

/** Whether the headings are those of a national roster or export; then its name. */
export function nationalLayoutOf(found: FoundHeadings): string | undefined {
  const present = new Set(found.columns.map(({ heading }) => headingSpelling(heading)))
  return nationalLayouts.find(({ headings }) => {
    const there = headings.filter((heading) => present.has(headingSpelling(heading)) || heading === '序号')
    return there.length >= headings.length * NATIONAL_SHARE
  })?.name
}

/**
 * Gives each column its target. A mapping (by heading or column letter) comes first; then every heading takes the likeliest of its
 * meanings that no other column has. Two columns of one meaning are an error: which of them holds is for the user to say.
 */
export function recognise(profile: Profile, sheet: string, found: FoundHeadings, mapping: Mapping | undefined, units: SheetUnits = NO_UNITS): Recognition {
  return new Recogniser(profile, sheet, found, mapping, units).run()
}

/** Units that stand beside the headings: above them for the whole sheet, below them column by column. */
export interface SheetUnits {
  readonly above: readonly string[]
  readonly below: ReadonlyMap<number, string>
}

const NO_UNITS: SheetUnits = { above: [], below: new Map() }
const MEASURED: ReadonlySet<FieldType> = new Set(['integer', 'money', 'area', 'decimal', 'rate'])

/** Whether a target is only held against what the program computes, so that two columns of it do no harm. */
function isOnlyCompared(target: string, profile: Profile): boolean {
  const field = profile.targets.get(target)?.field
  return field?.derived !== undefined && MEASURED.has(field.type) && !isKeptAsStated(target)
}

class Recogniser {
  readonly #profile: Profile
  readonly #sheet: string
  readonly #found: FoundHeadings
  readonly #byHand: ReadonlyMap<string, string | null>
  readonly #units: SheetUnits
  readonly #taken = new Map<string, HeadingColumn>()
  readonly #target = new Map<HeadingColumn, string | null>()
  readonly #problems: ImportProblem[] = []
  /** Numbers of members by column where the same headings stand again for each of them. */
  readonly #repeated: ReadonlyMap<HeadingColumn, number>

  constructor(profile: Profile, sheet: string, found: FoundHeadings, mapping: Mapping | undefined, units: SheetUnits) {
    this.#profile = profile
    this.#units = units
    this.#sheet = sheet
    this.#found = found
    this.#repeated = profile.roster?.repeatedMembers(found.columns) ?? new Map<HeadingColumn, number>()
    this.#byHand = new Map(
      Object.entries(mapping ?? {}).map(([heading, target]) => [/^[A-Z]{1,3}$/.test(heading) ? heading : headingSpelling(heading), target]),
    )
  }

  run(): Recognition {
    const columns = this.#found.columns.filter(({ ignored }) => !ignored)
    for (const column of columns) this.#takeByHand(column)
    const open = columns.filter((column) => !this.#target.has(column))
    // Those that can only mean one thing choose first, so that 联系电话 beside 户联系电话 is the person's.
    for (const column of open.filter((one) => this.#candidates(one).length === 1)) this.#takeFirst(column)
    for (const column of open.filter((one) => this.#candidates(one).length !== 1)) this.#takeFirst(column)
    this.#tellUnused()
    const read = columns.flatMap((column) => this.#layoutColumn(column))
    return {
      columns: read,
      headings: columns.map((column) => ({ column, target: this.#target.get(column) ?? null, label: this.#label(column) })),
      problems: this.#problems,
    }
  }

  /** A heading mapped by hand that the sheet does not have is most likely a slip of the pen. */
  #tellUnused(): void {
    const present = new Set(this.#found.columns.flatMap(({ letter, heading }) => [letter, headingSpelling(heading)]))
    for (const heading of this.#byHand.keys()) {
      if (present.has(heading)) continue
      this.#problems.push({
        sheet: this.#sheet,
        row: this.#found.lastRow,
        column: '',
        value: heading,
        code: 'heading_unknown',
        severity: 'warning',
        message: `对应关系里写了“${heading}”，但表里没有这个表头；请核对写法。`,
      })
    }
  }

  #takeByHand(column: HeadingColumn): void {
    const target = this.#byHand.has(column.letter) ? this.#byHand.get(column.letter) : this.#byHand.get(headingSpelling(column.heading))
    if (target === undefined) return
    if (target === null) this.#target.set(column, null)
    else this.#take(column, [target])
  }

  #candidates(column: HeadingColumn): readonly string[] {
    const { roster } = this.#profile
    if (roster === null) return column.targets
    const { columns } = this.#found
    if (this.#labelled(column)?.label.relation !== undefined) {
      const plain = columns.filter((other) => this.#labelled(other) === undefined).map(({ targets }) => targets[0])
      if (!roster.isOfHeads(plain)) return []
    }
    return roster.candidates(column, columns)
  }

  #takeFirst(column: HeadingColumn): void {
    const behind = this.#behind(column)
    if (behind !== undefined) {
      this.#take(column, [behind])
      return
    }
    const candidates = this.#candidates(column)
    if (candidates.length === 0) this.#unknown(column)
    // A second column of the very same heading is never given another meaning.
    else this.#take(column, this.#repeats(column) ? candidates.slice(0, 1) : candidates)
  }

  /** What a column means by the column to its left: 时间 behind 是否开工. */
  #behind(column: HeadingColumn): string | undefined {
    const left = this.#found.columns.find((other) => other.column === column.column - 1)
    const before = left === undefined ? null : (this.#target.get(left) ?? null)
    if (before === null) return undefined
    const own = headingSpellings(column.heading.slice(column.heading.lastIndexOf('/') + 1)).map(headingSpelling)
    return [...this.#profile.targets.values()].find(
      ({ register, field: { behind } }) =>
        behind !== undefined && before === `${register}.${behind.field}` && behind.headings.some((heading) => own.includes(headingSpelling(heading))),
    )?.target
  }

  #repeats(column: HeadingColumn): boolean {
    if (this.#profile.again.has(headingSpelling(column.heading))) return false
    return !this.#repeated.has(column) && [...this.#taken.values()].some((other) => headingSpelling(other.heading) === headingSpelling(column.heading))
  }

  #labelled(column: HeadingColumn): ReturnType<typeof labelledCandidates> {
    const member = this.#repeated.get(column)
    return member === undefined ? labelledCandidates(this.#profile, column.heading) : { label: { member }, targets: column.targets }
  }

  #label(column: HeadingColumn): ColumnLabel {
    const target = this.#target.get(column) ?? null
    const labelled = target === null ? undefined : this.#labelled(column)
    return labelled?.targets.includes(target ?? '') === true ? labelled.label : NO_LABEL
  }

  /** One target may stand in several columns where each is of another year or another member. */
  #place(column: HeadingColumn, target: string): string {
    const labelled = this.#labelled(column)
    const label = labelled?.targets.includes(target) === true ? labelled.label : NO_LABEL
    return [target, label.year ?? '', label.member ?? ''].join('\u0001')
  }

  #take(column: HeadingColumn, candidates: readonly string[]): void {
    const free = candidates.find((target) => !this.#taken.has(this.#place(column, target)))
    if (free !== undefined) {
      this.#taken.set(this.#place(column, free), column)
      this.#target.set(column, free)
      return
    }
    const [target = ''] = candidates
    const other = this.#taken.get(this.#place(column, target))
    this.#target.set(column, null)
    const label = this.#profile.targets.get(target)?.label ?? target
    const both =
      other?.heading === column.heading
        ? `第 ${other.letter} 列和第 ${column.letter} 列都叫“${column.heading}”`
        : `“${other?.heading ?? ''}”（${other?.letter ?? ''} 列）和“${column.heading}”（${column.letter} 列）都是“${label}”`
    if (isOnlyCompared(target, this.#profile)) this.#say(column, 'heading_unknown', `${both}，用前面一列核对，这一列没有读。`, 'warning')
    else this.#say(column, 'duplicate_heading', `${both}，无法判断以哪一列为准；请删去一列、改名，或在对应关系里只选一列。`, 'error')
  }

  #unknown(column: HeadingColumn): void {
    this.#target.set(column, null)
    if (this.#profile.ignored.has(headingSpelling(column.heading))) return
    if (notKept.some((heading) => headingSpelling(heading) === headingSpelling(column.heading))) {
      this.#say(column, 'heading_unknown', `“${column.heading}”这一列本程序目前不登记，没有导入；其他列不受影响。`, 'warning')
      return
    }
    const why = Object.entries(notKeptBecause).find(([heading]) => headingSpelling(heading) === headingSpelling(column.heading))?.[1]
    const elsewhere = why === undefined ? this.#elsewhere(column) : undefined
    if (elsewhere !== undefined) {
      this.#say(column, 'heading_unknown', `“${column.heading}”这一列没有导入。${elsewhere}`, 'warning')
      return
    }
    const near = why === undefined ? nearestField(this.#profile, column.heading) : undefined
    const advice = why ?? (near === undefined ? '' : `是不是“${near}”？`)
    this.#say(column, 'heading_unknown', `不认识表头“${column.heading}”，这一列没有导入。${advice}需要时请在对应关系里指定它是哪个项目。`, 'warning')
  }

  /** Where a column is kept that is not read: with the photos, or in the register that this one continues year by year. */
  #elsewhere({ heading }: HeadingColumn): string | undefined {
    if (PHOTOS.test(heading)) return '照片不从表里导入，请在这条记录的“附件”里添加。'
    const other = this.#profile.roster === null ? keptIn(this.#profile.register, heading) : undefined
    if (other === undefined) return undefined
    // A sheet of a year brings both.
    const both = continuedBy(other)?.name === this.#profile.register
    return `它登记在“${other.label}”里：${both ? `这份表改选“${other.label}”导入，两边的内容都进` : `同一份表选“${other.label}”再导入一次`}。`
  }

  #layoutColumn(column: HeadingColumn): LayoutColumn[] {
    const target = this.#profile.targets.get(this.#target.get(column) ?? '')
    if (target === undefined) return []
    const unit = this.#unit(column, target)
    if (unit !== undefined && !isConvertible(unit, target.field.unit)) {
      this.#target.set(column, null)
      const message = `“${column.heading}”的单位“${unit}”不能准确换算成“${target.field.unit ?? ''}”，这一列没有导入；请在原表中换算好，并改正表头里的单位。`
      this.#say(column, 'number_format', message, 'warning')
      return []
    }
    return [{ column: column.column, letter: column.letter, heading: column.heading, target, ...(unit === undefined ? {} : { unit }), ...this.#label(column) }]
  }

  /** The unit of a column's numbers where its heading, the line below or the sheet as a whole names one. */
  #unit(column: HeadingColumn, { field }: Target): string | undefined {
    if (!MEASURED.has(field.type) || field.unit === undefined) return undefined
    const own = unitOfHeading(column.heading) ?? unitBehind(this.#profile, column.heading)?.unit
    // 元/人 of a figure that is one a person anyway.
    if (own?.endsWith('/人') === true && field.label.includes('人均')) return own.replace('/人', '')
    return own ?? this.#units.below.get(column.column) ?? this.#units.above.find((unit) => isConvertible(unit, field.unit))
  }

  #say(column: HeadingColumn, code: string, message: string, severity: ImportProblem['severity']): void {
    this.#problems.push({ sheet: this.#sheet, row: this.#found.lastRow, column: column.letter, value: column.heading, code, message, severity })
  }
}
