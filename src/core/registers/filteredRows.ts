/** Which rows meet a filter, as far as an index says so without a record being looked at. */
import { columnSql, livingSql, sortSql } from '../catalogue/derive/kept.ts'
import { findField } from '../catalogue/index.ts'
import type { FieldDefinition, RegisterDefinition } from '../catalogue/types.ts'
import { wantedOf, type ReadDatabase } from '../store/index.ts'
import { livingCount } from '../store/livingCounts.ts'
import { isFoundByIndex, isSearchedNumber, numberIndex, sortedIndex } from '../store/schema.ts'
import type { Selection } from './find.ts'
import type { FoundRows } from './search.ts'
import { compare, comparisonsOf, type Condition } from './where.ts'

/** What indexes say of the parts of a filter that must all be met. */
export interface FilteredRows {
  /** The rows that meet the part that the fewest meet; null where many meet each. Removed ones may be among them. */
  readonly found: FoundRows | null
  /** Fields by which many are met: to look those up would be to look at all of them. */
  readonly common: ReadonlySet<string>
  /** Rows that an index finds by being read from end to end, which is shorter than the records are. */
  readonly scanned: Condition | null
}

/** A filter that is met by fewer is looked up; by more, a page is full soon enough when each row is asked. */
const LEAST_FEW = 200
const COMMON_SHARE = 20
/** In a very large register to list more than so many takes longer than to ask each row. */
const MOST_FEW = 30_000
/** Comparisons that an index answers by a part of itself, and those for which it is read from end to end. */
const BY_RANGE: ReadonlySet<string> = new Set(['eq', 'in', 'lt', 'lte', 'gt', 'gte', 'startsWith', 'within'])
const BY_SCAN: ReadonlySet<string> = new Set(['contains', 'has'])

export function filteredRows(database: ReadDatabase, register: RegisterDefinition, { where, sort }: Pick<Selection, 'where' | 'sort'>): FilteredRows {
  const most = Math.min(MOST_FEW, Math.max(LEAST_FEW, Math.floor(livingCount(database, register.name) / COMMON_SHARE)))
  let found: (FoundRows & { readonly few: number }) | null = null
  let scanned: Condition | null = null
  const common = new Set<string>()
  for (const [key, value] of Object.entries(where ?? {})) {
    const field = findField(register, key)
    // The order itself begins with the field: a part of it holds what is asked. And lists lie in the order of places: whoever goes through one for a
    // place that many are in may come to it last.
    if (field === undefined || field.type === 'division' || (sort === undefined && register.sort[0]?.field === key)) continue
    for (const [operator, operand] of comparisonsOf(field, value)) {
      const rows = rowsOf(register, field, operator, operand)
      if (rows === null) continue
      if (BY_SCAN.has(operator)) {
        scanned ??= rows
        continue
      }
      const few = database.get<{ rows: number }>(`SELECT count(*) AS rows FROM (${rows.sql} LIMIT ?)`, ...rows.parameters, most + 1)?.rows ?? 0
      if (few > most) common.add(key)
      else if (found === null || few < found.few) found = { rows, few, isLinked: false, isOwn: false }
    }
  }
  return { found, common, scanned }
}

/** `SELECT` of the numbers of the rows of which a field compares so, off an index alone; null where none says so. */
function rowsOf(register: RegisterDefinition, field: FieldDefinition, operator: string, operand: unknown): Condition | null {
  const { name } = register
  const select = (column: string, also: string, index = ''): Condition => {
    const { sql, parameters } = compare(column, field, operator, operand)
    return { sql: `SELECT x.rowid FROM ${name} x${index} WHERE ${wantedOf('x')} AND ${also}(${sql})`, parameters }
  }
  const isEmpty = operator === 'empty' && operand === true
  if (!BY_RANGE.has(operator) && !BY_SCAN.has(operator) && !isEmpty) return null
  const isWhole = BY_SCAN.has(operator)
  if (register.sorted?.includes(field.key) === true)
    return select(sortSql(register, field, 'x'), `${livingSql('x')} AND `, isWhole ? ` INDEXED BY ${sortedIndex(name, field.key)}` : '')
  if (!isWhole) return isFoundByIndex(register, field) ? select(columnSql(field, 'x'), '') : null
  const number = `x.${field.key}`
  return isSearchedNumber(field) ? select(number, `x.deleted = 0 AND ${number} IS NOT NULL AND `, ` INDEXED BY ${numberIndex(name, field)}`) : null
}
