/** The columns of a table as they are counted and shown: shares beside what they are shares of, what is left over, filters put together. */
import { scaleOf } from '../catalogue/derive/check.ts'
import { fieldOf } from '../catalogue/index.ts'
import type { Where } from '../shapes.ts'
import type { ColumnDefinition, CountColumn, PlaceLevel, RestColumn, StatisticDefinition } from './types.ts'

/** A column that is counted in the database. */
export interface Measure {
  readonly key: string
  readonly population: string
  readonly kind: 'count' | 'sum' | 'distinct'
  /** What is added up, or told apart. */
  readonly field: string | null
  /** Level by whose places a division is told apart. */
  readonly level: PlaceLevel | null
  /** Records of the population that it takes in; words of the definition not yet replaced. */
  readonly where: Where | null
  /** What is added up of the others; null for nothing, so that they are not taken in. */
  readonly otherwise: string | null
}

/** A column as it is shown. */
export interface ShownColumn {
  readonly key: string
  readonly label: string
  readonly group: string | null
  readonly unit: string | null
  /** Digits after the point of what is shown; stored figures are whole numbers of 10^-digits. */
  readonly digits: number
  readonly kind: 'count' | 'sum' | 'distinct' | 'ratio'
  /** Index of the columns divided, for ratios. */
  readonly ratio: { readonly over: number; readonly under: number; readonly as: 'percent' | 'quotient'; readonly scale: number } | null
  /** Index of the column that this one is a part of. */
  readonly part: number | null
  readonly measure: Measure | null
  /** Index of each ratio with the setting of its weight, for weighted columns. */
  readonly weighted: readonly { readonly column: number; readonly weight: string }[] | null
}

/** A weighted column divides the sum of rates times weights by that of the weights: in hundredths of a point, which the rates have. */
const WEIGHTED = { over: -1, under: -1, as: 'quotient', scale: 2 } as const

/** All columns in order. Throws RangeError where a definition names a column or field that it does not have. */
export function columnsOf(definition: StatisticDefinition): ShownColumn[] {
  const keys = definition.columns.flatMap((column) => (shareOf(column) === undefined ? [column.key] : [column.key, `${column.key}.share`]))
  const index = (key: string): number => {
    const at = keys.indexOf(key)
    if (at < 0) throw new RangeError(`statistic ${definition.code} has no column ${key}`)
    return at
  }
  return definition.columns.flatMap((column) => {
    const shown = shownColumn(definition, column, index)
    const share = shareOf(column)
    if (share === undefined) return [shown]
    return [shown, ratioColumn({ ...shown, key: `${column.key}.share`, label: '占比', group: shown.group }, index(column.key), index(share), 'percent', '%')]
  })
}

function shownColumn(definition: StatisticDefinition, column: ColumnDefinition, index: (key: string) => number): ShownColumn {
  const base = {
    key: column.key,
    label: column.label,
    group: column.group ?? null,
    unit: null,
    digits: 0,
    ratio: null,
    part: null,
    measure: null,
    weighted: null,
  }
  if ('weighted' in column) {
    const weighted = column.weighted.map(([ratio, weight]) => ({ column: index(ratio), weight }))
    return { ...base, kind: 'ratio', unit: column.unit ?? null, digits: 2, ratio: WEIGHTED, weighted }
  }
  if ('ratio' in column) {
    const [over, under] = column.ratio
    const scale = digitsOf(definition, over) - digitsOf(definition, under)
    const unit = column.unit ?? (column.as === 'percent' ? '%' : null)
    return { ...ratioColumn(base, index(over), index(under), column.as, unit, scale), digits: column.digits ?? 2 }
  }
  const measure = measureOf(definition, column)
  if ('sum' in column) {
    const field = fieldOf(populationOf(definition, column.sum).register, column.field)
    return { ...base, kind: 'sum', unit: field.unit ?? null, digits: scaleOf(field) ?? 0, measure }
  }
  if ('distinct' in column) return { ...base, kind: 'distinct', unit: column.unit ?? null, measure }
  const whole = 'rest' in column ? column.rest : column.part
  return { ...base, kind: 'count', unit: column.unit ?? null, part: whole === undefined ? null : index(whole), measure }
}

function ratioColumn(
  base: Pick<ShownColumn, 'key' | 'label' | 'group'>,
  over: number,
  under: number,
  as: 'percent' | 'quotient',
  unit: string | null,
  scale = 0,
): ShownColumn {
  return {
    key: base.key,
    label: base.label,
    group: base.group,
    kind: 'ratio',
    unit,
    digits: 2,
    ratio: { over, under, as, scale },
    part: null,
    measure: null,
    weighted: null,
  }
}

function shareOf(column: ColumnDefinition): string | undefined {
  return 'count' in column || 'rest' in column ? column.share : undefined
}

/** Digits after the point of a column's stored figures. */
function digitsOf(definition: StatisticDefinition, key: string): number {
  const column = definition.columns.find((one) => one.key === key)
  return column !== undefined && 'sum' in column ? (scaleOf(fieldOf(populationOf(definition, column.sum).register, column.field)) ?? 0) : 0
}

function measureOf(definition: StatisticDefinition, column: Exclude<ColumnDefinition, { ratio: unknown } | { weighted: unknown }>): Measure {
  const { key } = column
  if ('sum' in column)
    return { key, population: column.sum, kind: 'sum', field: column.field, level: null, where: column.where ?? null, otherwise: column.otherwise ?? null }
  if ('distinct' in column)
    return {
      key,
      population: column.distinct,
      kind: 'distinct',
      field: column.field,
      level: column.level ?? null,
      where: column.where ?? null,
      otherwise: null,
    }
  if ('rest' in column) return restMeasure(definition, column)
  const whole = column.part === undefined ? null : countNamed(definition, column.part)
  return { key, population: column.count, kind: 'count', field: null, level: null, where: both(whole?.where, column.where), otherwise: null }
}

function restMeasure(definition: StatisticDefinition, column: RestColumn): Measure {
  const whole = countNamed(definition, column.rest)
  const parts = definition.columns.filter((one): one is CountColumn => 'count' in one && one.part === column.rest)
  const none: Where = { not: { or: parts.map(({ where }) => where ?? {}) } }
  return { key: column.key, population: whole.count, kind: 'count', field: null, level: null, where: both(whole.where, none), otherwise: null }
}

function countNamed(definition: StatisticDefinition, key: string): CountColumn {
  const found = definition.columns.find((one): one is CountColumn => 'count' in one && one.key === key)
  if (found === undefined) throw new RangeError(`statistic ${definition.code} has no count ${key}`)
  return found
}

/** The population of that name. Throws RangeError. */
export function populationOf(definition: StatisticDefinition, name: string): StatisticDefinition['populations'][string] {
  const found = definition.populations[name]
  if (found === undefined) throw new RangeError(`statistic ${definition.code} has no population ${name}`)
  return found
}

/** Both filters; null for none. */
export function both(one: Where | null | undefined, other: Where | null | undefined): Where | null {
  const parts = [one, other].filter((part) => part !== null && part !== undefined)
  return parts.length > 1 ? { and: parts } : (parts[0] ?? null)
}
