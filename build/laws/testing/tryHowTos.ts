/** Run in a copy of the tree that has the examples of the README: an office with them, used as one is. Prints what it found. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as Opened from '../../../src/core/store/testing/opened.ts'
import type * as Difference from '../../../src/core/store/schemaDifference.ts'
import type * as Verify from '../../../src/core/store/verify.ts'

const load = async <T>(path: string): Promise<T> => (await import(pathToFileURL(join(process.cwd(), path)).href)) as T
const { openedStore } = await load<Pick<typeof Opened, 'openedStore'>>('src/core/store/testing/opened.ts')
const { verify } = await load<Pick<typeof Verify, 'verify'>>('src/core/store/verify.ts')
const { schemaDifference } = await load<Pick<typeof Difference, 'schemaDifference'>>('src/core/store/schemaDifference.ts')

const directory = mkdtempSync(join(tmpdir(), 'bangfu-how-to-'))
const opened = await openedStore()
const { store } = opened
const [here, elsewhere] = ['621125100204', '621125100205']
await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) => {
  const household = transaction.insert('household', { village: here })
  const helper = transaction.insert('helper', { name: '李帮扶' })
  transaction.insert('pairing', { household_id: household, helper_id: helper })
  transaction.insert('household_year', { household_id: household, year: 2015, stove: '节柴灶' })
  transaction.insert('visit', { household_id: household, helper_id: helper, visited_on: '2015-06-01' })
  const meeting = transaction.insert('meeting', { village: here, held_on: '2015-06-02', subject: '评议' })
  transaction.insert('meeting_vote', { meeting_id: meeting, proposal: '列入名单', votes_for: 12 })
})
const household = store.read.get<{ id: string }>('SELECT id FROM household')?.id ?? ''
await store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '测试' }, (transaction) =>
  transaction.update('household', household, { village: elsewhere }),
)
const { findings } = await verify(store.read, store.derivations)
const found = {
  stove: store.read.get('SELECT stove FROM household_year'),
  visit: store.read.get('SELECT village FROM visit'),
  vote: store.read.get('SELECT village, votes_for FROM meeting_vote'),
  helpers: store.read.get('SELECT helper_count FROM household'),
  difference: schemaDifference(store.read),
  findings: findings.length,
}
await opened.end()
rmSync(directory, { recursive: true, force: true })
process.stdout.write(JSON.stringify(found))
