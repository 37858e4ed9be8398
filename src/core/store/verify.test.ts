import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clerk, openedStore, type OpenedStore } from './testing/opened.ts'
import { registerNames } from '../catalogue/index.ts'
import type { ReadDatabase, SqlRow, SqlValue } from './database.ts'
import { undo } from './history.ts'
import { NEXT_ENTRIES, verify } from './verify.ts'

let opened: OpenedStore
let ids: string[]

const edit = { kind: 'edit', title: '测试' }
const codes = async (): Promise<string[]> => {
  const { ok, findings } = await verify(opened.store.read, opened.store.derivations)
  expect(ok).toBe(findings.length === 0)
  return [...new Set(findings.map((finding) => finding.code))].sort()
}

beforeEach(async () => {
  opened = await openedStore()
  ids = []
  for (const name of ['县教育局', '县水务局', '县林业局']) {
    await opened.store.change(clerk, { ...edit, reason: '登记' }, (transaction) => {
      ids.push(transaction.insert('organization', { name, contact: '张三' }))
    })
  }
  await opened.store.change(clerk, edit, (transaction) => {
    transaction.update('organization', ids[0] ?? '', { contact: '李四' })
  })
})
afterEach(() => opened.end())

describe('核对：没有人动过手脚', () => {
  it('正常的增、改、删、恢复之后没有发现', async () => {
    await opened.store.change(clerk, edit, (transaction) => transaction.remove('organization', ids[1] ?? ''))
    await opened.store.change(clerk, edit, (transaction) => transaction.restore('organization', ids[1] ?? ''))
    expect(await codes()).toEqual([])
  })

  it('一页一页地走索引，不为每一页把整个日志排一遍', () => {
    opened.outside('ANALYZE')
    const plan = opened.store.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${NEXT_ENTRIES}`, '', 500).map(({ detail }) => detail)
    expect(plan[0]).toMatch(/^SEARCH j USING INDEX journal_record/)
    expect(plan.filter((detail) => detail.includes('TEMP B-TREE'))).toEqual([])
  })

  it('日志里没提到、表里也没有的，不一页一页地去问每一张表；中间冒出来的记录照样找得到', async () => {
    await opened.store.change(clerk, edit, (transaction) => {
      for (let index = 0; index < 3000; index += 1) transaction.insert('organization', { name: `单位${index}` })
    })
    // Between the records of another register, of which no page speaks.
    const { id } = opened.store.read.get<{ id: string }>(`SELECT id FROM organization WHERE name = '单位2100'`) ?? { id: '' }
    opened.outside(`INSERT INTO helper (id, revision, deleted, created_at, updated_at, name) VALUES ('${id}x', 1, 0, '', '', '王某')`)
    const asked: string[] = []
    const { read } = opened.store
    const watched: ReadDatabase = {
      all: (sql, ...values) => {
        if (sql.startsWith('SELECT * FROM')) asked.push(sql)
        return read.all(sql, ...values)
      },
      get: (sql, ...values) => read.get(sql, ...values),
      each: (sql, ...values) => read.each(sql, ...values),
    }
    const { findings } = await verify(watched, opened.store.derivations)
    expect(findings.map(({ code, register, record }) => [code, register, record])).toContainEqual(['record_unknown', 'helper', `${id}x`])
    // Six pages and the end; each register once at the first page and once past the last.
    expect(asked.length).toBeLessThan(registerNames.length * 2 + 20)
  })

  it('日志从头读到尾：同一次操作的抬头只读一次，每一条不另带一份，校验值不作为字节取出来', async () => {
    await opened.store.change(clerk, edit, (transaction) => {
      for (let index = 0; index < 1200; index += 1) transaction.insert('organization', { name: `单位${index}` })
    })
    const [heads, bytes]: [unknown[], unknown[]] = [[], []]
    const { read } = opened.store
    const watched: ReadDatabase = {
      all: <R>(sql: string, ...values: SqlValue[]): R[] => {
        const rows = read.all<R>(sql, ...values)
        for (const row of rows) bytes.push(...Object.values(row as SqlRow).filter((value) => value instanceof Uint8Array))
        return rows
      },
      get: (sql, ...values) => {
        if (sql.startsWith('SELECT head FROM')) heads.push(sql)
        return read.get(sql, ...values)
      },
      each: (sql, ...values) => read.each(sql, ...values),
    }
    expect((await verify(watched, opened.store.derivations)).findings).toEqual([])
    expect(heads.length).toBe(read.get<{ sets: number }>('SELECT count(DISTINCT change_set) AS sets FROM journal')?.sets)
    expect(bytes).toEqual([])
  })

  it('一页装不下的日志、一条改过很多次的记录，也核对得上', async () => {
    await opened.store.change(clerk, edit, (transaction) => {
      for (let index = 0; index < 1100; index += 1) transaction.insert('organization', { name: `单位${index}` })
      for (let index = 0; index < 700; index += 1) transaction.update('organization', ids[1] ?? '', { contact: `联系人${index}` })
    })
    expect(await codes()).toEqual([])
    opened.outside(`UPDATE organization SET contact = '别人' WHERE id = '${ids[1]}'`, `UPDATE organization SET contact = '别人' WHERE name = '单位1099'`)
    const { findings } = await verify(opened.store.read, opened.store.derivations)
    expect(findings.map((finding) => finding.code)).toEqual(['record_differs', 'record_differs'])
  })
})

describe('核对：日志被程序之外改动', () => {
  it('改了一条的内容', async () => {
    opened.outside(`UPDATE journal SET after = replace(after, '张三', '王五') WHERE sequence = 2`)
    expect(await codes()).toEqual(['chain', 'record_differs'])
  })

  it('改了内容，台账也照着改，仍被发现', async () => {
    opened.outside(
      `UPDATE journal SET after = replace(after, '张三', '王五') WHERE sequence = 2`,
      `UPDATE organization SET contact = '王五' WHERE id = '${ids[1]}'`,
    )
    expect(await codes()).toEqual(['chain'])
  })

  it('抽掉中间一条', async () => {
    opened.outside('DELETE FROM journal WHERE sequence = 2')
    expect(await codes()).toEqual(['chain', 'change_set', 'record_unknown', 'sequence_gap'])
  })

  it('末尾塞进一条', async () => {
    opened.outside(
      `INSERT INTO journal (sequence, change_set, register, record, action, before, after, hash) SELECT 5, change_set, register, record, 'update', after, '{"contact":"王五"}', hash FROM journal WHERE sequence = 3`,
    )
    expect(await codes()).toEqual(['chain', 'change_set', 'journal_head', 'record_differs'])
  })

  it('两条对调', async () => {
    opened.outside(
      'UPDATE journal SET sequence = 99 WHERE sequence = 1',
      'UPDATE journal SET sequence = 1 WHERE sequence = 2',
      'UPDATE journal SET sequence = 2 WHERE sequence = 99',
    )
    expect(await codes()).toContain('chain')
  })

  it('截掉末尾，连操作记录和台账一起改回去', async () => {
    opened.outside(
      'DELETE FROM journal WHERE sequence = 4',
      'DELETE FROM change_set WHERE number = 4',
      `UPDATE organization SET contact = '张三', revision = 1 WHERE id = '${ids[0]}'`,
    )
    expect(await codes()).toEqual(['journal_head'])
  })

  it('改了经办人；照样改好操作记录的原文，仍被发现', async () => {
    opened.outside(`UPDATE change_set SET user_name = '赵六' WHERE number = 2`)
    expect(await codes()).toEqual(['change_set'])
    opened.outside(`UPDATE change_set SET head = replace(head, '李文书', '赵六') WHERE number = 2`)
    expect(await codes()).toEqual(['chain'])
  })
})

describe('核对：台账被程序之外改动', () => {
  it('改了一个字段', async () => {
    opened.outside(`UPDATE organization SET contact = '王五' WHERE id = '${ids[1]}'`)
    const { findings } = await verify(opened.store.read, opened.store.derivations)
    expect(findings).toMatchObject([
      { code: 'record_differs', register: 'organization', record: ids[1], message: expect.stringContaining('联系人') as unknown },
    ])
  })

  it('加了一条、删了一条、改了删除标记', async () => {
    opened.outside(`INSERT INTO organization (id, revision, created_at, updated_at, name) VALUES ('zzzz', 1, '', '', '假单位')`)
    expect(await codes()).toEqual(['count', 'record_unknown'])
    opened.outside(`DELETE FROM organization WHERE id IN ('zzzz', '${ids[2]}')`)
    expect(await codes()).toEqual(['count', 'record_missing'])
    opened.outside(`UPDATE organization SET deleted = 1 WHERE id = '${ids[1]}'`)
    expect(await codes()).toEqual(['count', 'record_differs', 'record_missing'])
  })

  it('改了计算列、断了引用', async () => {
    const { result: helper } = await opened.store.change(clerk, edit, (transaction) =>
      transaction.insert('helper', { name: '陈平', organization_id: ids[0] ?? null }),
    )
    await opened.store.change(clerk, edit, (transaction) => {
      transaction.insert('household', { village: '621125105201' })
    })
    opened.outside('UPDATE household SET population = 9')
    expect(await codes()).toEqual(['derived'])
    opened.outside('UPDATE household SET population = 0', `UPDATE helper SET organization_id = 'nobody' WHERE id = '${helper}'`)
    expect(await codes()).toEqual(['record_differs', 'reference'])
  })
})

describe('计算列', () => {
  type Step = {
    readonly kind: 'join' | 'leave' | 'move' | 'rename' | 'remove' | 'restore' | 'income' | 'undo'
    readonly person: number
    readonly household: number
    readonly date: number
  }
  const step: fc.Arbitrary<Step> = fc.record({
    kind: fc.constantFrom('join', 'leave', 'move', 'rename', 'remove', 'restore', 'income', 'undo'),
    person: fc.nat(2),
    household: fc.nat(1),
    date: fc.nat(6),
  })

  it('不论怎样增改、迁移、删除、恢复、撤销，都与重新计算的一致', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const own = await openedStore()
        try {
          const office = await settle(own)
          const sets: string[] = []
          for (const one of steps) await take(own, office, one, sets)
          const { findings } = await verify(own.store.read, own.store.derivations)
          expect(findings).toEqual([])
        } finally {
          await own.end()
        }
      }),
      { numRuns: 12 },
    )
  })

  interface Settled {
    readonly households: string[]
    readonly people: string[]
    readonly years: string[]
  }

  async function settle({ store }: OpenedStore): Promise<Settled> {
    const { result } = await store.change(clerk, edit, (transaction) => {
      const households = ['621125105201', '621125100204'].map((village) => transaction.insert('household', { village }))
      const people = ['张三', '李四', '王五'].map((name) => transaction.insert('person', { name }))
      const years = households.map((household) => transaction.insert('household_year', { household_id: household, year: 2015 }))
      for (const person of people) transaction.insert('person_year', { person_id: person, year: 2015 })
      transaction.insert('membership', { household_id: households[0] ?? '', person_id: people[0] ?? '', relation: '01', status: '1', start_date: '2014-01-01' })
      return { households, people, years }
    })
    return result
  }

  async function take({ store }: OpenedStore, office: Settled, one: Step, sets: string[]): Promise<void> {
    const person = office.people[one.person] ?? ''
    const household = office.households[one.household] ?? ''
    const date = `201${4 + (one.date % 3)}-0${1 + one.date}-15`
    if (one.kind === 'undo') {
      const last = sets.pop()
      // What was built on meanwhile is refused, and leaves everything as it was.
      if (last !== undefined) await undo(store, clerk, last).catch(() => undefined)
      return
    }
    const { changeSet } = await store.change(clerk, edit, (transaction) => {
      const open = transaction.get<{ id: string }>('SELECT id FROM membership WHERE person_id = ? AND deleted = 0 AND end_date IS NULL', person)
      const deleted = transaction.get<{ deleted: number }>('SELECT deleted FROM person WHERE id = ?', person)?.deleted === 1
      switch (one.kind) {
        case 'join':
          transaction.insert('membership', {
            household_id: household,
            person_id: person,
            relation: one.date % 2 === 0 ? '01' : '03',
            status: '1',
            start_date: date,
          })
          break
        case 'leave':
          if (open !== undefined) transaction.update('membership', open.id, { end_date: date, status: '0' })
          break
        case 'move':
          transaction.update('household', household, { village: `62112510${one.date}201` })
          break
        case 'rename':
          if (!deleted) transaction.update('person', person, { name: `改名${one.date}` })
          break
        case 'remove':
          if (!deleted) transaction.remove('person', person)
          break
        case 'restore':
          if (deleted) transaction.restore('person', person)
          break
        case 'income':
          transaction.update('household_year', office.years[one.household] ?? '', { wage_income: one.date * 10_000, business_expense: one.date * 3 })
          break
        case 'undo':
          break
      }
    })
    if (changeSet !== null) sets.push(changeSet)
  }
})
