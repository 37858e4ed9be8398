/** How much is asked to know whose findings a change touches: by the statements and the ids handed to them. */
import { describe, expect, it } from 'vitest'
import type { ReadDatabase } from '../store/index.ts'
import { withJoined } from './joined.ts'
import { registerOf } from '../catalogue/index.ts'
import type { Subject } from './subject.ts'
import { onFile, touchedSubjects } from './touched.ts'

const NEW = 3000
const KNOWN = 500

/** A database of so many villages that knows the households h0–h499; counts what it is asked. */
function database(villages: number): { readonly read: ReadDatabase; readonly asked: number[] } {
  const asked: number[] = []
  const read = {
    get: () => (villages === 0 ? undefined : { 1: 1 }),
    all: (sql: string, ids: string) => {
      const given = JSON.parse(ids) as string[]
      if (sql.startsWith('SELECT t.id FROM')) return given.filter((id) => Number(id.slice(1)) < KNOWN).map((id) => ({ id }))
      asked.push(given.length)
      return given.map((id) => ({ about: `v${id}` }))
    },
  } as unknown as ReadDatabase
  return { read, asked }
}

const subject = { register: 'village', parts: { household: 'SELECT part' }, alsoTouchedBy: { household: 'SELECT also' } } as unknown as Subject
const touched = new Map([['household', new Set(Array.from({ length: NEW + KNOWN }, (_, at) => `h${at}`))]])

function subjectsOf(read: ReadDatabase, records: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const work = touchedSubjects(read, subject, records)
  for (let at = work.next(); ; at = work.next()) if (at.done === true) return at.value
}

describe('一次改动涉及哪些对象', () => {
  it('改动前的样子只问改动前就有的记录，新增的不问', () => {
    const { read, asked } = database(1)
    expect(subjectsOf(read, onFile(read, touched)).size).toBe(KNOWN)
    expect(asked).toEqual([KNOWN, KNOWN])
  })

  it('一个也没有的对象，什么都不问', () => {
    const { read, asked } = database(0)
    expect(subjectsOf(read, touched).size).toBe(0)
    expect(asked).toEqual([])
  })

  it('改动的台账都不涉及的对象，连有没有都不问', () => {
    const read = { get: () => expect.unreachable(), all: () => expect.unreachable() } as unknown as ReadDatabase
    expect(subjectsOf(read, new Map([['parameter', new Set(['p0'])]])).size).toBe(0)
  })

  it('几种规则问的是同一句话时只问一遍', () => {
    const register = registerOf('village')
    const found = { register, rules: [], find: () => new Map() }
    const one = 'SELECT r.id FROM household t JOIN village r ON r.village = t.village WHERE t.id IN (SELECT value FROM json_each(?))'
    const other = 'SELECT r.id FROM household t JOIN village r ON r.code = t.village WHERE t.id IN (SELECT value FROM json_each(?))'
    const [joined] = withJoined(
      [],
      [one, other, one, other].map((household) => ({ ...found, alsoTouchedBy: { household } })),
    )
    expect(joined?.alsoTouchedBy?.['household']?.split(' UNION ')).toHaveLength(2)
  })
})
