/** The full packages of all townships of the county, for those who merge them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { outgoing } from '../../../src/core/exchange/outgoing.ts'
import { csvLine, makeKeys, writePackage } from '../../../src/core/exchange/package/index.ts'
import { Scope } from '../../../src/core/exchange/scope.ts'
import { selectRecords } from '../../../src/core/exchange/selection.ts'
import { hostOf, LOGIN, PASSWORD } from '../state.ts'
import { benchInput } from '../input.ts'
import { timed } from '../measure.ts'
import { tell } from './tell.ts'
import { COUNTY, headerOf, packagesFolder, type Made } from './exchangeParts.ts'

const input = benchInput()
const host = hostOf(input.state)
await host.login({ session: 'bench' }, LOGIN, PASSWORD)
const { store } = host.office()
const { read } = store
const directory = packagesFolder(input.work)
mkdirSync(directory, { recursive: true })
const keys = await makeKeys()
const townships = read
  .all<{ unit: string }>(`SELECT DISTINCT substr(village, 1, 9) || '000' AS unit FROM household WHERE deleted = 0 ORDER BY unit`)
  .map(({ unit }) => unit)
const upTo = store.lastSequence
const files: string[] = []
let records = 0
const { milliseconds } = await timed(async () => {
  for (const unit of townships) {
    const { parts, counts } = outgoing(read, selectRecords(read, new Scope(read, unit, unit), { after: 0, upTo }, true), {
      upTo,
      rows: true,
      unit: COUNTY,
      to: COUNTY,
      csvLine,
    })
    const written = await writePackage({
      directory,
      name: `${unit}-0001.bfx`,
      to: { recipients: [keys.sealing.recipient] },
      signing: keys.signing,
      parts,
      exchange: () => headerOf(unit, keys, store.author, upTo, counts),
    })
    files.push(written.file)
    records += counts.records
  }
})
await host.close()
writeFileSync(join(directory, 'made.json'), JSON.stringify({ keys, files } satisfies Made))
tell(`制作 ${townships.length} 个乡镇的完整数据包（${records} 条）`, milliseconds)
