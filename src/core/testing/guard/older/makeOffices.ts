/** Run by the tests under the condition `guard-older`: two offices as an older version left them, and a package of the township. Prints where. */
import { mkdirSync } from 'node:fs'
import { copyFile, cp } from 'node:fs/promises'
import { join } from 'node:path'
import { done } from '../../../features/exchange/testing/apps.ts'
import { enterFamily, openPair, save } from '../office.ts'

const folder = process.argv[2] ?? ''
const pair = await openPair()
const records = await enterFamily(pair.township)
await save(pair.township, 'gadget_part', { gadget_id: records.gadget, part_no: '1', count: 2 })
await save(pair.township, 'gadget_year', { gadget_id: records.gadget, year: 2015, hours: 20 })
const { path } = await done(pair.township, pair.township.client.exchange.pack({ to: pair.county.unit }))
mkdirSync(folder, { recursive: true })
await copyFile(path ?? '', join(folder, 'older.bfx'))
for (const { app } of [pair.county, pair.township]) await app.close()
for (const name of ['county', 'township']) await cp(join(pair.folder, name), join(folder, name), { recursive: true })
await pair.end()
process.stdout.write(JSON.stringify({ gadget: records.gadget }))
