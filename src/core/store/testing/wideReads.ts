/** Finds in the plan of a statement what reads more of a register the more of its records there are. */
import { findField, isRegisterName, type RegisterName } from '../../catalogue/index.ts'
import { targetsOf } from '../../catalogue/derive/subject.ts'
import type { FieldDefinition } from '../../catalogue/types.ts'
import type { ReadDatabase } from '../database.ts'

/** Registers of which an office has a few however long it works: nearly all records of another refer to the same one. */
const SHARED: readonly RegisterName[] = [
  'campaign',
  'comparison_kind',
  'fund_kind',
  'fund_source',
  'map_sign',
  'questionnaire',
  'shortfall_standard',
  'survey_round',
  'unit_price',
]
/** Reading these through is short. */
const FEW: ReadonlySet<string> = new Set<RegisterName>([...SHARED, 'fund_quota', 'parameter', 'rule_setting', 'village_change', 'year_lock'])
/** Kinds of fields whose value nearly all records may share. */
const WIDE_TYPES: readonly FieldDefinition['type'][] = ['year', 'code', 'codes', 'boolean', 'period', 'month', 'integer', 'decimal', 'rate', 'area', 'money']

/**
 * Parts of the plan of a statement that read a register through, or find its records by what nearly all of them say; each with the beginning of the
 * statement. `saved`: the registers whose records it was asked for, which tell what belongs to them even where that is much.
 */
export function wideReads(database: ReadDatabase, text: string, saved: ReadonlySet<RegisterName>): string[] {
  return database
    .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, ...(text.match(/\?/g) ?? []).map(() => '[]'))
    .filter(({ detail }) => isWide(database, detail, text, saved))
    .map(({ detail }) => `${detail} ← ${text.replace(/\s+/g, ' ').slice(0, 300)}`)
}

function isWide(database: ReadDatabase, detail: string, text: string, saved: ReadonlySet<RegisterName>): boolean {
  // Whether there is any record at all is told by the first.
  if (/^SELECT 1 FROM \w+ LIMIT 1$/.test(text)) return false
  const [, how, alias = '', by = ''] = /^(SCAN|SEARCH) (\S+)(.*)$/.exec(detail) ?? []
  if (how === undefined) return false
  const [, index, terms] = /USING (?:COVERING )?INDEX (\w+)(?: \((.*)\))?$/.exec(by.replace(/ LEFT-JOIN$/, '')) ?? []
  const named = index === undefined ? tablesOf(text, alias) : [tableOfIndex(database, index)]
  const large = named.filter(isRegisterName).filter((name) => !FEW.has(name))
  if (large.length === 0) return false
  if (how === 'SCAN' || by.includes('AUTOMATIC')) return true
  // Else it is looked up by its number.
  if (terms === undefined) return false
  const equal = terms.split(' AND ').flatMap((term, at) => (term.endsWith('=?') ? namesIn(database, index, term, at) : []))
  return large.every((name) => !equal.some((column) => tellsApart(name, column, saved)))
}

/** The columns that an equation asks; of one with an expression those in the part of the index that stands there. */
function namesIn(database: ReadDatabase, index: string | undefined, term: string, at: number): string[] {
  if (!term.startsWith('<expr>')) return [term.replace('=?', '')]
  const text = database.get<{ sql: string }>('SELECT sql FROM sqlite_schema WHERE name = ?', index ?? '')?.sql ?? ''
  const [, columns = ''] = /^CREATE .*? ON \w+ \((.*?)\)(?: WHERE .*)?$/s.exec(text) ?? []
  return columns.split(/, (?![^(]*\))/)[at]?.match(/\w+/g) ?? []
}

/** The tables that go by a name in a statement; several where parts of it use the name for different ones. */
function tablesOf(text: string, alias: string): string[] {
  const named = [...text.matchAll(new RegExp(`(?:FROM|JOIN|UPDATE|INTO|,)\\s+(\\w+)\\s+(?:AS\\s+)?${alias}\\b`, 'g'))].map(([, table = '']) => table)
  return [alias, ...named]
}

function tableOfIndex(database: ReadDatabase, index: string): string {
  return database.get<{ table: string }>(`SELECT tbl_name AS "table" FROM sqlite_schema WHERE name = ?`, index)?.table ?? ''
}

function tellsApart(register: RegisterName, column: string, saved: ReadonlySet<RegisterName>): boolean {
  const field = findField(register, column)
  if (field === undefined) return column === 'id'
  if (field.unique === true || field.search !== undefined) return true
  // What is written down of another record (the code of its questionnaire) tells no more than that.
  if (WIDE_TYPES.includes(field.type) || (field.type === 'text' && field.derived !== undefined)) return false
  const targets = targetsOf(field)
  return targets.length === 0 || targets.some((target) => !SHARED.includes(target) || saved.has(target))
}
