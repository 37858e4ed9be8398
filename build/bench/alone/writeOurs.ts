/** One change set through the store: validation of keys, journal with hash chain, search terms, derived columns. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { derivations } from '../../../src/core/features/derivations.ts'
import { Store } from '../../../src/core/store/index.ts'
import { benchInput } from '../input.ts'
import { timed } from '../measure.ts'
import { tell } from './tell.ts'
import { recordsOf, WRITE_HOUSEHOLDS, WRITE_KEY } from './writeRows.ts'

const input = benchInput()
const records = await recordsOf(input.quick ? WRITE_HOUSEHOLDS.quick : WRITE_HOUSEHOLDS.full)
const directory = join(input.work, `write-ours-${process.pid}`)
mkdirSync(directory, { recursive: true })
const store = await Store.open({ directory, key: WRITE_KEY, derivations })
const { milliseconds } = await timed(() =>
  store.change({ id: 'bench', name: '测试' }, { kind: 'bench', title: '批量写入' }, (transaction) => {
    for (const record of records) transaction.insert(record.register, record.values, record.id)
  }),
)
await store.close()
tell(`记日志的批量写入 ${records.length} 条`, milliseconds)
