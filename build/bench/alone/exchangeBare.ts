/** The same rows by raw prepared inserts in one transaction, into the same tables with the same indexes, encrypted alike. Reading them is not timed. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readHeader } from '../../../src/core/exchange/header.ts'
import { csvLayout, fromCsv, type CsvLayout } from '../../../src/core/exchange/wire.ts'
import { openPackage } from '../../../src/core/exchange/package/index.ts'
import { partsOf } from '../../../src/core/features/exchange/opened.ts'
import { DATABASE_FILE, Store } from '../../../src/core/store/index.ts'
import { tableOf } from '../../../src/core/store/table.ts'
import { benchInput } from '../input.ts'
import { tell } from './tell.ts'
import { rawInserts } from './rawInserts.ts'
import { EXCHANGE_KEY, madeIn } from './exchangeParts.ts'

const input = benchInput()
const { files, keys } = madeIn(input.work)
const directory = join(input.work, `exchange-bare-${process.pid}`)
mkdirSync(directory, { recursive: true })
await (await Store.open({ directory, key: EXCHANGE_KEY, derivations: [] })).close()

const at = new Date().toISOString()
const rows: { sql: string; values: (string | number | null)[] }[] = []
const known = new Set<string>()
for (const file of files) {
  const reader = await openPackage(file, { temporaryDirectory: directory, identities: [keys.sealing.identity] })
  const header = readHeader(reader.manifest.exchange, 1_000_000)
  const parts = partsOf({ reader, header }, '')
  for (const path of parts.paths.filter((name) => name.endsWith('.csv'))) {
    const register = path.slice('data/'.length, -'.csv'.length)
    const table = tableOf(register)
    let layout: CsvLayout | null = null
    for await (const cells of parts.rows(path)) {
      if (layout === null) {
        layout = csvLayout(register, cells, false)
        continue
      }
      const { record, wire } = fromCsv(layout, cells)
      if (known.has(record)) continue
      known.add(record)
      const after = wire.after as Record<string, string | number | null>
      rows.push({ sql: table.insert, values: [record, 1, at, at, ...table.entered.map((field) => after[field.key] ?? null)] })
    }
  }
  await reader.close()
}
tell(`直接插入 ${rows.length} 条`, await rawInserts(join(directory, DATABASE_FILE), EXCHANGE_KEY, rows))
