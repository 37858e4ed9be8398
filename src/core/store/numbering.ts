/**
 * Numbers that the program gives (`numbered`): by unit, year and site, counted here without asking anybody. The mark in the middle stands for
 * the name that this site goes by, so that no two sites, and no two timelines of one that was put back, give the same number. Counters rise
 * with the change set that uses them: what is not written uses no number, and what is taken back keeps its own.
 */
import { hash } from 'node:crypto'
import { divisionPrefix } from '../access/permissions.ts'
import type { FieldDefinition, FieldValue } from '../catalogue/types.ts'
import { AppError } from '../errors.ts'
import type { Database, SqlRow, SqlValue } from './database.ts'
import type { Table } from './table.ts'

/** Letters and digits that nobody takes for one another when reading a number out. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const MARK_LENGTH = 4
const PLACES = 5
const COUNTER = 'numbered'

/** What the numbers of one site begin with: `BZ621125100-2015-K7Q2-`. */
function seriesOf(field: FieldDefinition, unit: string, year: number, author: string): string {
  const bytes = Buffer.from(hash('sha256', author), 'hex')
  const mark = Array.from({ length: MARK_LENGTH }, (_, index) => LETTERS[(bytes[index] ?? 0) % LETTERS.length]).join('')
  return `${field.numbering?.prefix ?? ''}${divisionPrefix(unit)}-${year}-${mark}-`
}

/** Gives numbers to what is entered of a new record (`columns`, in the order of the table's entered fields) where it has none. */
export function giveNumbers(
  database: Database,
  table: Table,
  columns: SqlValue[],
  by: { readonly unit: string; readonly author: string; readonly at: string },
): void {
  for (const index of table.numbered) {
    const field = table.entered[index]
    if (field === undefined || columns[index] !== null) continue
    const from = table.entered.findIndex(({ key }) => key === field.numbering?.year)
    const year = Number(String((from < 0 ? null : columns[from]) ?? by.at).slice(0, 4))
    columns[index] = nextOf(database, `${table.register.name}.${field.key}`, seriesOf(field, by.unit, year, by.author))
  }
}

function nextOf(database: Database, of: string, series: string): string {
  const key = `${COUNTER} ${of} ${series}`
  database.run(`INSERT INTO meta (key, value) VALUES (?, '1') ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)`, key)
  const given = database.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value ?? '1'
  return series + given.padStart(PLACES, '0')
}

/** Numbers are given by the program alone, and stay. */
export function refuseGivenNumbers(table: Table, values: Readonly<Record<string, FieldValue | undefined>>, current: SqlRow): void {
  for (const index of table.numbered) {
    const field = table.entered[index]
    if (field === undefined || !(field.key in values) || (values[field.key] ?? null) === (current[field.key] ?? null)) continue
    throw new AppError('VALIDATION', `“${field.label}”由程序给出，不能填写或改动。`, '请去掉这一栏后再保存；编号不对的，请在备注里说明。')
  }
}
