import { expect, it, vi } from 'vitest'
import { registerNames } from '../catalogue/index.ts'
import { Database } from '../store/index.ts'
import { applyDerivations } from '../store/derivations.ts'
import { migrate } from '../store/migrate.ts'
import { SearchTerms } from '../store/searchTerms.ts'
import { derivations } from './derivations.ts'

/** What is short whatever the office holds: the records at hand and what a statement has made itself. */
const SHORT = /^SCAN (temp\.\w+|CONSTANT ROW|\(subquery-\d+\)|newest LEFT-JOIN|w|\w+ VIRTUAL TABLE.*|\d+-ROW VALUES CLAUSE)$/
/** A parameter concerns every record; a locked year those of a whole place, of which there are few. */
const CONCERN_MANY = /touched_parameter|year_lock/

it('保存时更新计算列的语句没有一条从头到尾读一张台账', async () => {
  const database = new Database({ path: ':memory:', key: null })
  await migrate(database)
  const noted = (['all', 'run'] as const).map((method) => {
    const spied = vi.spyOn(database, method)
    return { texts: () => spied.mock.calls.map(([sql]) => sql), end: () => spied.mockRestore() }
  })
  database.execute('BEGIN')
  const touched = new Map(registerNames.map((name) => [name, new Set(['x'])]))
  for (const _ of applyDerivations(database, derivations, touched, new SearchTerms(database))) continue
  const texts = new Set(noted.flatMap((one) => one.texts()))
  for (const { end } of noted) end()
  expect(texts.size).toBeGreaterThan(100)
  const scans: string[] = []
  for (const text of texts) {
    if (CONCERN_MANY.test(text)) continue
    const plan = database
      .all<{ detail: string }>(`EXPLAIN QUERY PLAN ${text}`, ...(text.match(/\?/g) ?? []).map(() => '[]'))
      .map(({ detail }) => detail)
      .filter((detail) => detail.startsWith('SCAN') && !SHORT.test(detail))
    scans.push(...plan.map((detail) => `${detail} ← ${text.slice(0, 300)}`))
  }
  expect(scans).toEqual([])
})
