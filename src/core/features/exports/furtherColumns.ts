/** Columns of a list that are no fields of its register, as an export writes them: facts of a year, what is gathered, what is worked out. */
import { factOf, gatheredColumn, gatheredKey, reckonedColumn } from '../../catalogue/derive/listing.ts'
import { registerOf } from '../../catalogue/index.ts'
import type { Office } from '../../runtime.ts'
import type { SqlRow } from '../../store/index.ts'
import type { SessionUser } from '../session/contract.ts'
import { fieldColumn, type ColumnOptions } from './columns.ts'
import type { FurtherColumns } from './layout.ts'
import { yearLink, type Link } from './lines.ts'

/** What is exported. */
interface Exported {
  readonly register: string
  readonly year?: number | undefined
}

/** Those of the register exported, in the year of the request. Facts that name records or places are left to the lists. */
export function furtherColumns(office: Office, user: SessionUser, { register, year }: Exported, options: ColumnOptions): FurtherColumns {
  return (key) => {
    const fact = factOf(register, key)
    if (fact !== undefined && year !== undefined) {
      const { yearly, field, label } = fact
      return {
        column: fieldColumn(yearly.name, yearly, field, options, `${label}（${year}年）`),
        link: yearLink(yearly.name, yearly.name, yearly.yearly.reference, 'main', 'id', year),
      }
    }
    const reckoned = reckonedColumn(register, key)
    if (reckoned !== undefined) {
      const column = { ...fieldColumn(key, registerOf(register), reckoned, options), need: 'main.id' }
      return { column, link: reckonedLink(office, user, register, key, reckoned.key) }
    }
    const gathered = gatheredColumn(register, key)
    if (gathered === undefined) return undefined
    const alias = gatheredKey(gathered)
    return {
      column: { heading: gathered.label, kind: 'text', width: 14, wrap: true, need: 'main.id', cell: (line) => text(line[alias]?.['names']) },
      link: gatheredLink(office, user, register, alias),
    }
  }
}

function text(value: SqlRow[string] | undefined): string | null {
  return typeof value === 'string' ? value : null
}

/** What is worked out of the records today. */
function reckonedLink(office: Office, user: SessionUser, register: string, key: string, field: string): Link {
  return {
    alias: key,
    needs: ['main.id'],
    load: (_database, lines) => {
      const ids = lines.flatMap(({ main }) => (typeof main?.['id'] === 'string' ? [main['id']] : []))
      const found = office.records.reckonedOf(user, register, [key], ids)
      for (const line of lines) {
        const value = found.get(String(line['main']?.['id']))?.[key] ?? null
        line[key] = { [field]: typeof value === 'boolean' ? Number(value) : value }
      }
    },
  }
}

/** The names that a list gathers, as whoever exports sees them. */
function gatheredLink(office: Office, user: SessionUser, register: string, key: string): Link {
  return {
    alias: key,
    needs: ['main.id'],
    load: (_database, lines) => {
      const ids = lines.flatMap(({ main }) => (typeof main?.['id'] === 'string' ? [main['id']] : []))
      const names = office.records.gatheredNames(user, register, key, ids)
      for (const line of lines) line[key] = { names: names.get(String(line['main']?.['id'])) ?? null }
    },
  }
}
