import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { GroupRule } from '../../checks/engine/groups.ts'
import { doubtfulGroups } from '../../checks/groups.ts'
import { parameterDeclarations } from '../../rules/parameters.ts'
import { Database } from '../../store/database.ts'
import { undo } from '../../store/history.ts'
import { verify } from '../../store/verify.ts'
import { syntheticPerson } from '../../testing/builders.ts'
import { testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { ruleSummaries } from './rules.ts'
import { subjects } from './subjects.ts'

let office: TestOffice
const admin = userOf('administrator')
const VILLAGE = '621125100204'

interface Row {
  rule: string
  register: string
  record: string
  field: string
  about: string
  level: string
  message: string
  since: string
  raised_by: string | null
  in_charge: string | null
}
const findings = (where: string, ...parameters: string[]): Row[] =>
  office.store.read.all<Row>(`SELECT * FROM finding WHERE ${where} ORDER BY rule, record`, ...parameters)
const rulesOf = (about: string): string[] => findings('about = ?', about).map(({ rule }) => rule)

/** A household of one head, put on file without any check, as a package brings it. */
async function received(changes: Readonly<Record<string, string>> = {}): Promise<{ household: string; person: string; changeSet: string | null }> {
  const { name, id_number, sex, birth_date } = syntheticPerson({ birthDate: '1970-01-02' })
  const { result, changeSet } = await office.store.change({ id: 'x', name: '别处' }, { kind: 'edit', title: '来自别处' }, (transaction) => {
    const household = transaction.insert('household', {
      village: VILLAGE,
      exit_status: '0',
      attribute: '01',
      main_cause: '09',
      phone: '13800138000',
      valid: true,
      ...changes,
    })
    const person = transaction.insert('person', { name, id_number, sex, birth_date, ethnicity: '01' })
    transaction.insert('membership', { household_id: household, person_id: person, relation: '01', status: '1' })
    return { household, person }
  })
  return { ...result, changeSet }
}

beforeAll(async () => {
  office = await testOffice({ households: 40 })
})
afterAll(() => office.end())

describe('规则', () => {
  it('规则号在全部对象里不重复，每条都属于一个对象', () => {
    const ids = ruleSummaries.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(new Set(subjects.flatMap(({ rules }) => rules.map(({ id }) => id)))).toEqual(new Set(ids))
    for (const { parameters } of ruleSummaries) for (const key of parameters) expect(parameterDeclarations).toHaveProperty(key)
  })

  it('改动涉及哪些对象，每一条语句都用索引找，不逐个比对', () => {
    const slow: string[] = []
    for (const { register, parts, alsoTouchedBy = {} } of subjects) {
      for (const sql of [...Object.values(parts), ...Object.values(alsoTouchedBy)]) {
        const plan = office.store.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, '[]').map(({ detail }) => detail)
        // Given ids, and the places they lie in, are read from end to end; nothing is asked anew for each row.
        if (plan.some((line) => line.startsWith('CORRELATED') || /^SCAN (?!.* VIRTUAL TABLE|place$|given$)/.test(line)))
          slow.push(`${register}: ${sql}\n${plan.join('\n')}`)
      }
    }
    expect(slow).toEqual([])
  })

  it('几条记录合起来看的规则不按大家都有的值找', () => {
    const groups = subjects.flatMap(({ rules }) => rules).filter((rule): rule is GroupRule => 'members' in rule && 'condition' in rule)
    expect(groups.length).toBeGreaterThan(10)
    const wide: string[] = []
    for (const rule of groups) {
      const only = Object.keys(rule.members.only ?? {})
      const read = {
        ...office.store.read,
        all: (sql: string, ...parameters: readonly (string | number | null)[]) => {
          const plan = office.store.read.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters).map(({ detail }) => detail)
          wide.push(...plan.filter((line) => only.some((key) => line.includes(`(${key}=?`))).map((line) => `${rule.id}: ${line}`))
          return []
        },
      } as unknown as typeof office.store.read
      doubtfulGroups(rule, read, { today: '2015-11-20', parameters: office.parameters(), off: new Set() }, ['x'])
    }
    expect(wide).toEqual([])
  })

  it('对象之间的语句都能执行', () => {
    for (const { parts, alsoTouchedBy = {} } of subjects) {
      for (const sql of [...Object.values(parts), ...Object.values(alsoTouchedBy)]) expect(office.store.read.all(sql, '[]')).toEqual([])
    }
  })
})

describe('存着的问题', () => {
  it('录入时随之算出，改好就没有了；修改不留下痕迹，检查数据没有问题', async () => {
    const { household, changeSet } = await received({ phone: '12' })
    const [found] = findings('about = ? AND rule = ?', household, '13.1-10h')
    expect(found).toMatchObject({ register: 'household', record: household, field: 'phone', level: 'doubt', raised_by: changeSet })
    await office.records.save(admin, { register: 'household', id: household, values: { phone: '13900139000' } })
    expect(rulesOf(household)).not.toContain('13.1-10h')
    expect((await verify(office.store.read, office.store.derivations)).findings).toEqual([])
  })

  it('别处来的矛盾不拒绝，列为问题；撤销以后问题也撤销', async () => {
    const { household, person } = await received()
    await office.store.change({ id: 'x', name: '别处' }, { kind: 'edit', title: '来自别处' }, (transaction) => {
      transaction.update('person', person, { sex: '2' })
    })
    expect(findings('about = ? AND rule = ?', household, '13.1-5')).toMatchObject([{ register: 'person', record: person, field: 'sex', level: 'block' }])
    const last = office.store.read.get<{ id: string }>('SELECT id FROM change_set ORDER BY number DESC LIMIT 1')?.id ?? ''
    await undo(office.store, { id: 'x', name: '王主任' }, last)
    expect(findings('about = ? AND rule = ?', household, '13.1-5')).toEqual([])
  })

  it('再算一次，发现的时间和由来不变', async () => {
    const { household } = await received({ phone: '12' })
    const before = findings('about = ?', household)
    await office.checks.run({ onProgress: () => undefined, step: async () => undefined })
    expect(findings('about = ?', household)).toEqual(before)
  })

  it('改动多的先记下，随后分批算完，与全部重算一样', async () => {
    const households = office.store.read
      .all<{ id: string }>('SELECT id FROM household WHERE deleted = 0 AND id LIKE ? ORDER BY id LIMIT 30', '0demo%')
      .map(({ id }) => id)
    const { changeSet } = await office.store.change({ id: 'x', name: '别处' }, { kind: 'batch', title: '批量' }, (transaction) => {
      for (const id of households) transaction.update('household', id, { phone: '34' })
    })
    await office.checks.settled()
    expect(office.checks.due).toBe(0)
    const raised = findings('raised_by = ?', changeSet ?? '')
    expect(
      raised
        .filter(({ rule }) => rule === '13.1-10h')
        .map(({ about }) => about)
        .toSorted(),
    ).toEqual(households.toSorted())
    const all = findings('1')
    await office.checks.run({ onProgress: () => undefined, step: async () => undefined })
    expect(findings('1')).toEqual(all)
  })

  it('参数改了，全部重算；规则停用，问题随之撤下，录入也不再提示', async () => {
    const { household } = await received({ phone: '12' })
    const setting = await office.store.change({ id: 'x', name: '县' }, { kind: 'edit', title: '停用' }, (transaction) =>
      transaction.insert('rule_setting', { rule: '13.1-10h', off: true, reason: '座机多' }),
    )
    await office.checks.settled()
    expect(rulesOf(household)).not.toContain('13.1-10h')
    expect((await office.records.save(admin, { register: 'household', id: household, values: { phone: '09324862301' } })).warnings).toEqual([])
    await undo(office.store, { id: 'x', name: '王主任' }, setting.changeSet ?? '')
    await office.checks.settled()
    expect(rulesOf(household)).toContain('13.1-10h')
  })

  it('一名干部结对的户太多：按一组结对判断，记在干部名下；分出去就没有了', async () => {
    const households = office.store.read
      .all<{ id: string }>('SELECT id FROM household WHERE deleted = 0 AND coalesce(valid, 1) = 1 LIMIT 21')
      .map(({ id }) => id)
    const { result } = await office.store.change({ id: 'x', name: '别处' }, { kind: 'edit', title: '结对' }, (transaction) => {
      const helper = transaction.insert('helper', { name: '赵干部' })
      const pairings = households.map((household) =>
        transaction.insert('pairing', { household_id: household, helper_id: helper, start_date: '2015-01-01', is_main: true }),
      )
      return { helper, pairings }
    })
    await office.checks.settled()
    expect(findings('about = ?', result.helper)).toMatchObject([{ rule: '6-W53', register: 'helper', record: result.helper, field: 'name' }])
    await office.records.save(admin, { register: 'pairing', id: result.pairings[0] ?? '', values: { end_date: '2015-06-01' } })
    expect(rulesOf(result.helper)).toEqual([])
    await expect(office.records.save(admin, { register: 'pairing', id: result.pairings[0] ?? '', values: { end_date: null } })).rejects.toMatchObject({
      code: 'VALIDATION',
      issues: [{ rule: '6-W53', severity: 'warning' }],
    })
  })

  it('村的数字互相矛盾的不能保存，户的录入不因村表受阻', async () => {
    const [year] = office.store.read.all<{ id: string; population: number }>(
      'SELECT id, population FROM village_year WHERE deleted = 0 AND population IS NOT NULL LIMIT 1',
    )
    await expect(
      office.records.save(admin, { register: 'village_year', id: year?.id ?? '', values: { women: (year?.population ?? 0) + 1 } }),
    ).rejects.toMatchObject({ code: 'VALIDATION', issues: [{ rule: '6-E66', path: 'women' }] })
  })

  it('往年只问记在当年的规则，存着的问题与每年问全部规则的一样', () => {
    const keys = office.store.read.all<{ id: string }>('SELECT id FROM household').map(({ id }) => ({ about: id, years: 'every' as const }))
    for (const subject of subjects) {
      const standing = (options: { readonly standing: boolean }): unknown[] =>
        subject
          .judge(office.store.read, subject.register === 'household' ? keys : [], office.checks.judging(), options)
          .flatMap(({ about, year, newest, findings: found }) => found.filter(({ yearly }) => newest || yearly).map((finding) => ({ about, year, ...finding })))
      expect(standing({ standing: true })).toEqual(standing({ standing: false }))
    }
  })

  it('全面核查每批至多 12 条语句（每千户 480 条），提交以千户计；有人要写时让开', async () => {
    const { store, checks } = office
    const columns = store.read.all<{ name: string }>(`SELECT name FROM pragma_table_info('household')`).map(({ name }) => name)
    const copied = columns.map((name) =>
      name === 'id' ? `'copy-' || n.value || h.id` : name === 'phone' ? `'13800138000'` : name.endsWith('_no') ? 'NULL' : name,
    )
    await store.bookkeep((database) =>
      database.run(
        `INSERT INTO household (${columns.join(', ')}) SELECT ${copied.join(', ')} FROM (SELECT * FROM household WHERE deleted = 0 LIMIT 20) h, json_each(?) n`,
        JSON.stringify(Array.from({ length: 50 }, (_, index) => index)),
      ),
    )
    const portions = subjects.reduce((sum, { register, portion = 25 }) => {
      const living = store.read.get<{ count: number }>(`SELECT count(*) AS count FROM ${register} WHERE deleted = 0`)?.count ?? 0
      return sum + Math.ceil(living / portion)
    }, 0)
    let [statements, commits] = [0, 0]
    const count = (method: 'all' | 'get' | 'run'): void => {
      const plain = Database.prototype[method] as (this: Database, ...parameters: unknown[]) => unknown
      vi.spyOn(Database.prototype, method).mockImplementation(function counted(this: Database, ...parameters: unknown[]) {
        statements += 1
        return plain.apply(this, parameters) as never
      })
    }
    for (const method of ['all', 'get', 'run'] as const) count(method)
    const execute = Database.prototype.execute
    vi.spyOn(Database.prototype, 'execute').mockImplementation(function counted(this: Database, sql: string) {
      if (sql === 'COMMIT') commits += 1
      execute.call(this, sql)
    })
    await checks.run({ onProgress: () => undefined, step: async () => undefined })
    const first = { statements, commits }
    let asked: Promise<void> | null = null
    await checks.run({ onProgress: () => undefined, step: async () => void (asked ??= store.setMeta('test', '1')) })
    vi.restoreAllMocks()
    await store.bookkeep((database) => database.run(`DELETE FROM household WHERE id LIKE 'copy-%'`))
    await checks.run({ onProgress: () => undefined, step: async () => undefined })
    // A few of each subject, even where it has no records; checks on groups among them.
    expect(first.statements).toBeLessThanOrEqual(12 * portions + 20 * subjects.length)
    // One a subject, and one more for each thousand of the largest.
    expect(first.commits).toBeLessThanOrEqual(subjects.length + 2)
    expect(commits - first.commits).toBe(first.commits + 2)
  })
})
