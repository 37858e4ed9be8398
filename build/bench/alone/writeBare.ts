/** The same rows by raw prepared inserts in one transaction, into the same tables with the same indexes, encrypted alike. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { toStored } from '../../../src/core/catalogue/derive/columns.ts'
import { DATABASE_FILE, Store } from '../../../src/core/store/index.ts'
import { tableOf } from '../../../src/core/store/table.ts'
import { benchInput } from '../input.ts'
import { tell } from './tell.ts'
import { rawInserts } from './rawInserts.ts'
import { recordsOf, WRITE_HOUSEHOLDS, WRITE_KEY } from './writeRows.ts'

const input = benchInput()
const records = await recordsOf(input.quick ? WRITE_HOUSEHOLDS.quick : WRITE_HOUSEHOLDS.full)
const directory = join(input.work, `write-bare-${process.pid}`)
mkdirSync(directory, { recursive: true })
await (await Store.open({ directory, key: WRITE_KEY, derivations: [] })).close()

const at = new Date().toISOString()
const rows = records.map((record) => {
  const table = tableOf(record.register)
  const values: Readonly<Record<string, string | number | boolean | null | undefined>> = record.values
  return { sql: table.insert, values: [record.id, 1, at, at, ...table.entered.map((field) => toStored(field, values[field.key]))] }
})
tell(`直接插入 ${rows.length} 条`, await rawInserts(join(directory, DATABASE_FILE), WRITE_KEY, rows))
