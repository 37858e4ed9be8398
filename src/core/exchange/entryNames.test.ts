/** The names of entries, recomputed by the recipe that the description of the format gives: without a line of ours. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { operationsOf } from '../store/yearLocks.ts'
import { openPair, type TestSite } from './testing/network.ts'

let county: TestSite
let township: TestSite
let folder: string

beforeAll(async () => {
  ;({ county, township } = await openPair())
  folder = mkdtempSync(join(tmpdir(), 'bangfu-names-'))
})

afterAll(async () => {
  await county.end()
  await township.end()
  rmSync(folder, { recursive: true, force: true })
})

it.skipIf(spawnSync('python3', ['--version']).status !== 0)('every name that an entry gives is the one that Python finds for the entry meant', async () => {
  const { result: id } = await township.act((transaction) =>
    transaction.insert('household', { village: '621125100204', address: '老街“一”号\u2028', phone: '15000000001' }),
  )
  await county.apply(await township.pack(county))
  await county.act((transaction) => transaction.update('household', id, { remark: '请核' }))
  await township.act((transaction) => transaction.update('household', id, { address: null }))
  await township.apply(await county.pack(township))
  await township.act((transaction) => {
    for (const { sequence } of transaction.all<{ sequence: number }>('SELECT sequence FROM proposal'))
      transaction.settle(sequence, { accepted: true, reason: '属实', by: '测' })
  })
  await township.act((transaction) => transaction.update('household', id, { remark: '请核' }))
  const { parts } = await township.pack(county)
  mkdirSync(join(folder, 'data'), { recursive: true })
  for (const [path, text] of parts) writeFileSync(join(folder, path), text)
  const recipe = /```python\n([\s\S]*?)```/.exec(readFileSync(join(import.meta.dirname, '../../../docs/exchange-format.md'), 'utf8'))?.[1] ?? ''
  const { stdout, stderr } = spawnSync('python3', ['-c', recipe], { cwd: folder, encoding: 'utf8' })
  expect(stderr).toBe('')
  const names = new Set(stdout.trim().split('\n'))
  const operations = operationsOf(township.store.read, 'household', id, township.unit)
  const given = operations.flatMap(({ author, number, stamp, after }) => [
    `${id} ${author} ${number} ${stamp()}`,
    ...(after?.['proposal'] === undefined ? [] : [`${id} ${(after['proposal'] as unknown as unknown[]).join(' ')}`]),
  ])
  expect(given.length).toBeGreaterThan(5)
  // Most names stand for entries of the same line, and are written short.
  expect(parts.get('data/changes.ndjson')).toMatch(/:"\d+:"/)
  expect(given.filter((name) => !names.has(name))).toEqual([])
})
