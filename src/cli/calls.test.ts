/** Whatever the screens can do, from a terminal: money moved, given back, its streams; the same checks and rights. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onlyJson } from './testing/childCli.ts'
import { jsonInProcess, runInProcess } from './testing/inProcess.ts'

let folder: string
let env: Record<string, string>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-cli-'))
  env = { BANGFU_DATA: join(folder, 'data'), BANGFU_PASSWORD: '命令行测试专用口令' }
  const made = await runInProcess(['demo', '--households', '20', '--seed', '7', '--json'], env)
  if (made.code !== 0) throw new Error(made.stdout)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const call = <T>(name: string, input?: object): Promise<T> =>
  jsonInProcess(['call', name, ...(input === undefined ? [] : ['--input', JSON.stringify(input)])], env)
const refused = async (...words: string[]): Promise<unknown> => onlyJson(await runInProcess([...words, '--json'], env))

describe('按代号办事', () => {
  it('列出能办的事和要填的内容；登录、解锁这些不在里面', async () => {
    const all = await jsonInProcess<{ name: string; input: { properties?: object } | null }[]>(['calls'], {})
    const names = all.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['money.allocate', 'money.flow', 'statistics.count']))
    expect(names.filter((name) => name.startsWith('session.'))).not.toContain('session.login')
    const [one] = await jsonInProcess<typeof all>(['calls', 'money.giveBack'], {})
    expect(Object.keys(one?.input?.properties ?? {})).toEqual(['allocation', 'amount', 'on', 'reason'])
  })

  it('拨款、退回，余额跟着变；多出一分的拨不出去', async () => {
    const source = await sourceWithMoney()
    const before = source['balance']
    const moved = await call<{ id: string; booked: boolean }>('money.allocate', {
      source: source['id'],
      village: '621125105203',
      place: '621125105000',
      end: 'village',
      year: 2015,
      amount: 100,
      on: '2015-11-01',
    })
    expect((await sourceOf(String(source['id'])))['balance']).toBe(Number(before) - 100)
    expect(
      await refused('call', 'money.allocate', '--input', JSON.stringify({ allocation: moved.id, amount: Number(before) - 99, on: '2015-11-02' })),
    ).toMatchObject({
      error: { code: 'VALIDATION' },
    })
    await call('money.giveBack', { allocation: moved.id, amount: 40, on: '2015-11-03', reason: '多拨了' })
    expect((await sourceOf(String(source['id'])))['balance']).toBe(Number(before) - 60)
    const { links, total } = await call<{ links: object[]; total: number }>('money.flow', { year: 2015 })
    expect(links.length).toBeGreaterThan(0)
    expect(total).toBeGreaterThan(0)
  })

  it('内容不对、代号不对、没有权限，和画面上一样说', async () => {
    expect(await refused('call', 'money.flow', '--input', '{"year":"今年"}')).toMatchObject({ error: { code: 'VALIDATION' } })
    expect(await refused('call', 'money.flows')).toMatchObject({
      error: { message: '没有“money.flows”这件事。', action: expect.stringContaining('money.flow') as string },
    })
    expect(await refused('call', 'session.login', '--input', '{}')).toMatchObject({ error: { code: 'VALIDATION' } })
  })
})

async function sourceWithMoney(): Promise<Record<string, unknown>> {
  const save = async (register: string, values: object): Promise<string> =>
    (await jsonInProcess<{ id: string }>(['save', register, '--values', JSON.stringify(values)], env)).id
  const { rows } = await jsonInProcess<{ rows: Record<string, unknown>[] }>(['query', 'fund_kind', '--limit', '1'], env)
  const id = await save('fund_source', { name: '专项', document_no: '演示9号', year: 2015, kind_id: rows[0]?.['id'], place: '621125000000' })
  await save('fund_quota', { source_id: id, kind: '1', amount: 100_000, issued_on: '2015-10-08' })
  return sourceOf(id)
}

const sourceOf = (id: string): Promise<Record<string, unknown>> => jsonInProcess(['get', 'fund_source', id], env)
