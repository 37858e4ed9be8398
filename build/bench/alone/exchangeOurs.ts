/** The county merges the full packages of all townships: opened, verified, checked by the catalogue, journalled, derived, counted. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readHeader } from '../../../src/core/exchange/header.ts'
import { mergeParts } from '../../../src/core/exchange/incoming.ts'
import { judgeOf } from '../../../src/core/exchange/route.ts'
import { openPackage } from '../../../src/core/exchange/package/index.ts'
import { partsOf } from '../../../src/core/features/exchange/opened.ts'
import { Tally } from '../../../src/core/features/exchange/tally.ts'
import { derivations } from '../../../src/core/features/derivations.ts'
import { startingRecords } from '../../../src/core/features/startingRecords.ts'
import { parameterDefaults } from '../../../src/core/rules/parameters.ts'
import { Store } from '../../../src/core/store/index.ts'
import { benchInput } from '../input.ts'
import { timed } from '../measure.ts'
import { tell } from './tell.ts'
import { COUNTY, EXCHANGE_KEY, madeIn } from './exchangeParts.ts'

/** The office above the county. */
const PREFECTURE = '621100000000'

const input = benchInput()
const { files, keys } = madeIn(input.work)
const directory = join(input.work, `exchange-ours-${process.pid}`)
mkdirSync(directory, { recursive: true })
const store = await Store.open({ directory, key: EXCHANGE_KEY, derivations })
await store.setMeta('unit', JSON.stringify({ code: COUNTY, name: '漳县' }))
// What every office begins with: from below it is taken as far as it is here already.
await store.change({ id: 'bench', name: '设立' }, { kind: 'set-up', title: '设立单位' }, (transaction) => {
  for (const parameter of parameterDefaults) transaction.insert('parameter', { ...parameter })
  for (const { register, rows } of startingRecords()) for (const row of rows) transaction.insert(register.name, { ...row })
})
let records = 0

/** Puts the author of a package on file, once. */
async function known(author: string): Promise<void> {
  if (store.read.get('SELECT 1 FROM site WHERE id = ?', author) !== undefined) return
  await store.change({ id: 'bench', name: '登记' }, { kind: 'edit', title: '登记站点' }, (transaction) =>
    transaction.insert(
      'site',
      { unit: COUNTY, unit_name: '漳县', label: '一号机', signing_key: keys.signing.publicKey, sealing_key: keys.sealing.recipient, state: 'admitted' },
      author,
    ),
  )
}

const { milliseconds } = await timed(async () => {
  for (const file of files) {
    const reader = await openPackage(file, { temporaryDirectory: directory, identities: [keys.sealing.identity] })
    const header = readHeader(reader.manifest.exchange, 1_000_000)
    const { sender } = header
    if (!reader.verifySignature(sender.signingKey)) throw new Error('not signed')
    await known(sender.author)
    // Judged as what comes from below: one office made all the packages, and stands for its county here.
    const judge = judgeOf(store.read, { site: store.site, unit: PREFECTURE }, { ...header, sender: { ...sender, unit: COUNTY } })
    const tally = new Tally({ detailed: false })
    await store.receive({ id: 'bench', name: '合并' }, { kind: 'merge', title: '合并' }, (transaction, step) =>
      mergeParts(transaction, partsOf({ reader, header }, store.site), judge, tally.add, step),
    )
    await reader.close()
    if (tally.counts.rejected > 0) throw new Error(JSON.stringify(tally.rows.find((row) => row.outcome === 'rejected')))
    records += tally.counts.records
  }
})
const held = store.read.get<{ count: number }>('SELECT count(*) AS count FROM journal')?.count
await store.close()
tell(`合并 ${files.length} 个完整数据包（${records} 条，写入 ${held} 条）`, milliseconds)
