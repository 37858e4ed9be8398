/** Three data folders are three sites: a county and two PCs of one township, from admission to the same fingerprints everywhere. */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { syntheticPerson } from '#core/testing/builders.ts'
import { onlyJson } from './testing/childCli.ts'
import { runInProcess } from './testing/inProcess.ts'

const PASSWORD = '命令行测试专用口令'
const TOWNSHIP = '621125105000'
type Site = 'county' | 'one' | 'two'
type Json = Record<string, unknown>
type Rows = { total: number; rows: Record<string, string | number | boolean | null>[] }
let folder: string

const at = (...names: string[]): string => join(folder, ...names)
const envOf = (site: Site, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  BANGFU_DATA: at(site),
  BANGFU_PASSWORD: PASSWORD,
  ...more,
})

/** A command that succeeds at a site, by its JSON. */
async function done(site: Site, ...words: string[]): Promise<Json> {
  const result = await runInProcess([...words, '--json'], envOf(site))
  expect(result, `${site}: ${words.join(' ')}`).toMatchObject({ code: 0, stderr: '' })
  return onlyJson(result)
}

/** A command that is refused, by its error; what the site holds must not have changed. */
async function refused(
  site: Site,
  words: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<{ code: string; message: string; action: string }> {
  const before = await done(site, 'digest')
  const result = await runInProcess([...words, '--json'], envOf(site, more))
  expect(result.code, `${site} ${words.join(' ')}: ${result.stdout}`).toBe(2)
  const { error } = onlyJson(result) as { error: { code: string; message: string; action: string } }
  expect(error.message).toMatch(/[\u4e00-\u9fff]/)
  expect(error.action).toMatch(/[\u4e00-\u9fff]/)
  expect(await done(site, 'digest')).toEqual(before)
  return error
}

const query = async (site: Site, ...words: string[]): Promise<Rows> => (await done(site, 'query', ...words)) as unknown as Rows
const household = async (site: Site, no: string): Promise<Json> =>
  (await query(site, 'household', '--where', JSON.stringify({ household_no: no }))).rows[0] ?? {}

/** Rows of a household sheet taken in at a site. */
async function enter(site: Site, heading: string, ...rows: readonly string[]): Promise<Json> {
  writeFileSync(at('sheet.csv'), [heading, ...rows].join('\r\n'))
  const result = await done(site, 'import', 'household', at('sheet.csv'))
  expect(result).toMatchObject({ rejected: 0, changeSet: expect.any(String) as unknown })
  return result
}

/** A package made at one site and merged at another; what happened there. */
async function carry(from: Site, to: Site, unit: string, ...words: string[]): Promise<Json> {
  const { file } = await done(from, 'pack', '--to', unit, '--out', at('stick'), ...words)
  return done(to, 'apply', String(file))
}

const counts = (result: Json): Json =>
  Object.fromEntries(['applied', 'new', 'changed', 'same', 'conflicts', 'proposals', 'rejected'].map((key) => [key, result[key]]))
const ids: Record<Site, string> = { county: '', one: '', two: '' }
let numbers: string[] = []

/** County and township hold the same of the township's villages, and both PCs of the township hold the same altogether. */
async function expectSame(): Promise<void> {
  const [county, one, two] = await Promise.all((['county', 'one', 'two'] as const).map((site) => done(site, 'digest', '--by', 'village')))
  expect(one?.['all']).toBe(two?.['all'])
  const villages = one?.['villages'] as Record<string, string>
  expect(Object.keys(villages).length).toBeGreaterThan(5)
  expect(county?.['villages']).toMatchObject(villages)
  expect(county?.['shared']).toBe(one?.['shared'])
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-exchange-'))
  mkdirSync(at('stick'))
  const made = await runInProcess(['demo', '--households', '60', '--seed', '7', '--json'], envOf('county'))
  if (made.code !== 0) throw new Error(made.stdout)
  for (const site of ['one', 'two'] as const) await done(site, 'init', '--unit', '621125105', '--year', '2015')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('加入', () => {
  it('申请、登记、接收登记文件；核对码两边相同；文件名不相混', async () => {
    expect(await done('one', 'site', 'show')).toMatchObject({ standing: 'alone', unit: { code: TOWNSHIP } })
    for (const site of ['one', 'two'] as const) {
      const request = await done(site, 'site', 'request', '--label', `${site}号机`, '--out', at('stick'))
      ids[site] = String(request['site'])
      expect(request).toMatchObject({ unit: TOWNSHIP, standing: 'requested', fingerprint: expect.stringMatching(/^\d{4} \d{4} \d{4} \d{4}$/) as unknown })
      expect(await done('county', 'inspect', String(request['file']))).toMatchObject({
        kind: 'request',
        site: ids[site],
        unit: TOWNSHIP,
        fingerprint: request['fingerprint'],
        renewal: false,
      })
      const admitted = await done('county', 'site', 'admit', String(request['file']), '--out', at('stick'))
      expect(admitted).toMatchObject({ known: null })
      expect(admitted).toMatchObject({ site: ids[site], fingerprint: request['fingerprint'] })
      if (site === 'two') expect(await refused('one', ['apply', String(admitted['file'])])).toMatchObject({ code: 'PACKAGE_FOREIGN' })
      if (site === 'one') {
        const { file } = await done('county', 'pack', '--to', ids.one, '--out', at('stick'))
        expect(await refused('one', ['apply', String(file)])).toMatchObject({
          code: 'FORBIDDEN',
          action: expect.stringContaining('先接收上级给的登记文件') as unknown,
        })
        rmSync(String(file))
      }
      expect(await done(site, 'apply', String(admitted['file']))).toMatchObject({ applied: true, receipt: null, rejected: 0 })
      expect(await done(site, 'site', 'show')).toMatchObject({ standing: 'admitted', superior: { unit: '621125000000' } })
    }
    expect(readdirSync(at('stick')).filter((name) => name.endsWith('-request.json'))).toHaveLength(2)
    ids.county = String((await done('county', 'site', 'show'))['id'])
    expect((await done('county', 'site', 'list'))['sites']).toMatchObject({ length: 3 })
    expect((await done('two', 'site', 'list'))['sites']).toMatchObject({ length: 3 })
    expect(
      await refused('one', ['site', 'admit', at('stick', readdirSync(at('stick')).find((name) => name.endsWith('-request.json')) ?? ''), '--out', at('stick')]),
    ).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('没有写对的命令说出写法', async () => {
    expect(await refused('one', ['site'])).toMatchObject({ message: expect.stringContaining('site show') as unknown })
    expect(await refused('one', ['pack', '--to', '621125', '--out', at('nowhere')])).toMatchObject({ code: 'FILE_NOT_FOUND' })
    expect(await refused('one', ['pack', '--to', '621199', '--out', at('stick')])).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refused('one', ['resolve', 'household', '--take', 'ours', '--reason', '试'])).toMatchObject({ code: 'VALIDATION' })
    expect(await refused('one', ['transfer', 'out'])).toMatchObject({ message: expect.stringContaining('户') as unknown })
    const help = await runInProcess(['site', '--help'], envOf('one'))
    expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('site withdraw') as unknown })
  })
})

describe('下发', () => {
  it('一个完整数据包给两台电脑；预览相加等于总数；合并后指纹相同；回执带回', async () => {
    const packed = await done('county', 'pack', '--to', '621125105', '--out', at('stick'))
    expect(packed).toMatchObject({ kind: 'baseline', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown, changes: expect.any(Number) as unknown })
    const file = String(packed['file'])
    expect(statSync(file).size).toBe(packed['bytes'])
    expect(await done('one', 'inspect', file)).toMatchObject({
      readable: true,
      status: 'new',
      kind: 'baseline',
      records: packed['records'],
      sender: { site: ids.county },
    })
    for (const site of ['one', 'two'] as const) {
      const preview = await done(site, 'apply', file, '--preview')
      expect(preview).toMatchObject({ applied: false, receipt: null, conflicts: 0, rejected: 0, proposals: 0, differing: [] })
      expect(['new', 'changed', 'same', 'conflicts', 'proposals', 'rejected'].reduce((sum, key) => sum + Number(preview[key]), 0)).toBe(packed['records'])
      expect((await query(site, 'household')).total).toBe(0)
      mkdirSync(at('receipts'), { recursive: true })
      const applied = await done(site, 'apply', file, '--receipt', at('receipts'))
      expect(counts(applied)).toEqual({ ...counts(preview), applied: true })
      expect(basename(String(applied['receipt']))).toMatch(/回执_第\d+号\.bfx$/)
      expect(await done('county', 'receipt', String(applied['receipt']))).toMatchObject({ applied: true, receipt: null })
    }
    expect(readdirSync(at('receipts'))).toHaveLength(2)
    expect((await done('county', 'packages', '--direction', 'out'))['rows']).toMatchObject([
      { kind: 'baseline', state: 'acknowledged', receipt: { rejected: [] } },
      { kind: 'admission' },
      { kind: 'baseline' },
      { kind: 'admission' },
    ])
    await expectSame()
    numbers = (await query('one', 'household')).rows.map((row) => String(row['household_no']))
    expect(numbers.length).toBeGreaterThan(5)
  })

  it('同一个文件再接收一次：全部相同，什么也没有变', async () => {
    const file = at('stick', String(((await done('county', 'packages', '--direction', 'out')) as unknown as Rows).rows[0]?.['file'] ?? ''))
    const before = await done('one', 'changes')
    const again = await done('one', 'apply', file)
    expect(counts(again)).toEqual({ applied: true, new: 0, changed: 0, same: again['records'], conflicts: 0, proposals: 0, rejected: 0 })
    expect(again['changeSet']).toBeNull()
    expect(await done('one', 'changes')).toEqual(before)
    expect(await done('one', 'inspect', file)).toMatchObject({ status: 'applied' })
    expect(await done('one', 'receipt', file)).toMatchObject({ receipt: expect.stringContaining('回执') as unknown })
  })
})

describe('两台电脑同时改', () => {
  it('改不同的栏目自动合在一起，改同一栏目成为冲突，裁定以后各处一样', async () => {
    const [a = '', b = ''] = numbers
    await enter('one', '户编号,联系电话,家庭住址', `${a},15100000001,甲社一号`, `${b},15100000002,甲社二号`)
    await enter('two', '户编号,联系电话,备注', `${a},15200000001,二号机记`)
    const before = await done('two', 'digest')
    const packed = await done('one', 'pack', '--to', ids.two, '--out', at('stick'))
    expect(packed).toMatchObject({ kind: expect.any(String) as unknown })
    const preview = await done('two', 'apply', String(packed['file']), '--preview')
    expect(preview).toMatchObject({ applied: false, conflicts: 1, rejected: 0 })
    expect(await done('two', 'digest')).toEqual(before)
    expect(counts(await done('two', 'apply', String(packed['file'])))).toEqual({ ...counts(preview), applied: true })
    expect(counts(await carry('two', 'one', ids.one))).toMatchObject({ conflicts: 1, rejected: 0 })
    const [seen, mine] = await Promise.all([done('two', 'conflicts'), done('one', 'conflicts', '--village', TOWNSHIP, '--register', 'household')])
    const conflict = { register: 'household', field: 'phone', siblings: { length: 2 }, mayDecide: true }
    expect([seen, mine]).toMatchObject([
      { total: 1, rows: [conflict] },
      { total: 1, rows: [conflict] },
    ])
    expect(await household('one', a)).toMatchObject({ address: '甲社一号', remark: '二号机记' })
    const text = await runInProcess(['conflicts'], envOf('one'))
    expect(text.stdout).toContain('15200000001')
    const record = String((mine['rows'] as Json[])[0]?.['record'])
    expect(await refused('one', ['resolve', 'household', record, 'phone', '--take', 'ours', '--value', '1', '--reason', '试'])).toMatchObject({
      code: 'VALIDATION',
    })
    expect(await refused('one', ['resolve', 'household', record, 'phone', '--take', 'nobody/7', '--reason', '试'])).toMatchObject({ code: 'CONFLICT' })
    expect(await done('one', 'resolve', 'household', record, 'phone', '--take', 'theirs', '--reason', '电话核实')).toMatchObject({
      decided: 1,
      changeSet: expect.any(String) as unknown,
    })
    expect(await household('one', a)).toMatchObject({ phone: '15200000001' })
    await carry('one', 'two', ids.two)
    expect(await done('two', 'conflicts')).toMatchObject({ total: 0 })
    await carry('two', 'one', ids.one)
  })

  it('两台都上报，顺序无所谓，漏了一个也由下一个补齐', async () => {
    const [a = '', b = ''] = numbers
    const { file: lost } = await done('two', 'pack', '--to', '621125', '--out', at('stick'))
    rmSync(String(lost))
    await enter('two', '户编号,备注', `${b},第二次`)
    const packed = await done('two', 'pack', '--to', '621125', '--out', at('stick'))
    const applied = await done('county', 'apply', String(packed['file']))
    expect(applied).toMatchObject({ rejected: 0, conflicts: 0, receipt: expect.any(String) as unknown })
    expect(await done('two', 'receipt', String(applied['receipt']))).toMatchObject({ applied: true })
    const sent = ((await done('two', 'packages', '--direction', 'out')) as unknown as Rows).rows.filter(
      (row) => row['kind'] !== 'receipt' && row['unit'] === '621125000000',
    )
    expect(sent).toMatchObject([{ state: 'acknowledged' }, { state: 'acknowledged' }])
    expect(await household('county', a)).toMatchObject({ phone: '15200000001', address: '甲社一号' })
    await carry('one', 'county', ids.county)
    await carry('county', 'one', ids.one)
    await carry('county', 'two', ids.two)
    await expectSame()
    // Acknowledged both ways: nothing is left to send but what is new.
    const next = await done('two', 'pack', '--to', '621125', '--out', at('stick'))
    expect(next).toMatchObject({ kind: 'changes' })
    expect(counts(await done('county', 'apply', String(next['file'])))).toMatchObject({ new: 0, changed: 0, conflicts: 0, rejected: 0 })
  })
})

describe('不该接收的文件', () => {
  it('给别人的、本机自己的、截断的、改过一个字节的、空的、不是数据包的：说出原因，什么也不变', async () => {
    const { file } = await done('county', 'pack', '--to', ids.two, '--out', at('stick'))
    const bytes = readFileSync(String(file))
    expect(await refused('one', ['apply', String(file)])).toMatchObject({ code: 'PACKAGE_FOREIGN' })
    expect(await refused('county', ['apply', String(file)])).toMatchObject({ code: expect.stringMatching(/FORBIDDEN|PACKAGE_FOREIGN/) as unknown })
    copyFileSync(String(file), at('cut.bfx'))
    truncateSync(at('cut.bfx'), bytes.length - 20)
    expect(await refused('two', ['apply', at('cut.bfx')])).toMatchObject({ code: 'PACKAGE_DAMAGED' })
    const inspected = await runInProcess(['inspect', at('cut.bfx'), '--json'], envOf('two'))
    expect(inspected.code).toBe(2)
    expect(onlyJson(inspected)).toMatchObject({ readable: false, status: 'unreadable', note: expect.stringMatching(/损坏/) as unknown })
    writeFileSync(
      at('bit.bfx'),
      bytes.map((byte, index) => (index === bytes.length - 300 ? byte ^ 1 : byte)),
    )
    expect(await refused('two', ['apply', at('bit.bfx')])).toMatchObject({ code: 'PACKAGE_DAMAGED' })
    writeFileSync(at('empty.bfx'), '')
    await refused('two', ['apply', at('empty.bfx')])
    writeFileSync(at('text.bfx'), 'not a package')
    expect(await refused('two', ['apply', at('text.bfx')])).toMatchObject({ code: 'FILE_FORMAT' })
    expect(await refused('two', ['apply', at('nothing.bfx')])).toMatchObject({ code: 'FILE_NOT_FOUND' })
    expect(await refused('two', ['receipt', String(file)])).toMatchObject({ code: 'NOT_FOUND' })
    expect(readdirSync(at('stick')).filter((name) => name.includes('partial'))).toEqual([])
  })

  it('口令封的包：没有口令、口令不对打不开，对了就能接收', async () => {
    const sealed = await runInProcess(
      ['pack', '--to', ids.two, '--out', at('stick'), '--passphrase', '--json'],
      envOf('county', { BANGFU_PASSPHRASE: '两个单位说好的话' }),
    )
    expect(sealed.code, sealed.stdout).toBe(0)
    const file = String(onlyJson(sealed)['file'])
    expect(await refused('county', ['pack', '--to', ids.two, '--out', at('stick'), '--passphrase'])).toMatchObject({
      code: 'PACKAGE_PASSPHRASE',
      action: expect.stringContaining('BANGFU_PASSPHRASE') as unknown,
    })
    expect(await refused('two', ['apply', file])).toMatchObject({ code: 'PACKAGE_PASSPHRASE' })
    expect(await refused('two', ['apply', file, '--passphrase'], { BANGFU_PASSPHRASE: '不是这一句话' })).toMatchObject({ code: 'WRONG_PASSWORD' })
    expect(await runInProcess(['apply', file, '--passphrase', '--json'], envOf('two', { BANGFU_PASSPHRASE: '两个单位说好的话' }))).toMatchObject({ code: 0 })
  })
})

describe('各管各的', () => {
  it('县里改乡镇的户成为建议，乡镇采纳以后两边一样', async () => {
    const [, , c = '', d = ''] = numbers
    const before = await household('county', c)
    await done('county', 'save', 'household', '--id', c, '--values', '{"remark":"县里的意见"}', '--reason', '核查发现')
    await done('county', 'save', 'household', '--id', d, '--values', '{"remark":"县里的另一条"}', '--reason', '核查发现')
    expect(await household('county', c)).toMatchObject({ remark: before['remark'] })
    expect(await carry('county', 'one', ids.one)).toMatchObject({ proposals: 2, changed: 0, rejected: 0 })
    const waiting = await done('one', 'proposals')
    expect(waiting).toMatchObject({ total: 2, rows: [{ register: 'household', unitName: '漳县', state: 'open', reason: '核查发现' }, {}] })
    const rows = waiting['rows'] as Json[]
    const first = rows.find((row) => (row['changes'] as Json[])[0]?.['proposed'] === '县里的意见')
    expect(await done('one', 'proposals', 'accept', String(first?.['id']))).toMatchObject({ settled: 1 })
    expect(await done('one', 'proposals', 'decline', '--all', '--reason', '与实际不符')).toMatchObject({ settled: 1 })
    expect(await household('one', c)).toMatchObject({ remark: '县里的意见' })
    await carry('one', 'county', '621125')
    expect(await household('county', c)).toMatchObject({ remark: '县里的意见' })
    expect(await done('county', 'proposals', '--state', 'accepted')).toMatchObject({ total: 1 })
    expect(await done('county', 'proposals', '--state', 'declined')).toMatchObject({ total: 1 })
    await carry('county', 'two', ids.two)
    await expectSame()
  })

  it('一户迁到别的乡镇：迁出、县里代办迁入、两边都看到', async () => {
    const e = numbers[4] ?? ''
    const [target] = (await query('county', 'village', '--where', '{"not":{"village":"621125105000"}}', '--limit', '1')).rows
    const out = await done('one', 'transfer', 'out', e, '--to', String(target?.['village']), '--reason', '搬迁')
    expect(await done('one', 'transfer', 'list')).toMatchObject({ total: 1, rows: [{ id: out['id'], state: 'out' }] })
    await carry('one', 'county', '621125')
    const [county] = (await done('county', 'transfer', 'list'))['rows'] as Json[]
    expect(county).toMatchObject({ id: out['id'], state: 'out', mayAccept: true })
    await done('county', 'transfer', 'accept', String(out['id']))
    for (const site of ['one', 'two'] as const) await carry('county', site, ids[site])
    expect(await done('one', 'transfer', 'list', '--household', e)).toMatchObject({ rows: [{ state: 'in' }] })
    expect(await household('county', e)).toMatchObject({ village: target?.['village'] })
    await expectSame()
  })

  it('县里退回一户，乡镇回复，县里办结；乡镇自己不能办结', async () => {
    const { id } = await household('one', numbers[0] ?? '')
    const made = await done('county', 'returns', 'make', String(id), '--remark', '致贫原因与走访不符')
    await carry('county', 'one', ids.one)
    expect(((await done('one', 'returns')) as unknown as Rows).rows).toMatchObject([
      { id: made['id'], remark: '致贫原因与走访不符', state: 'open', mayClose: false },
    ])
    expect(await refused('one', ['returns', 'close', String(made['id'])])).toMatchObject({ code: 'FORBIDDEN' })
    await done('one', 'returns', 'answer', String(made['id']), '--answer', '已改')
    await carry('one', 'county', '621125')
    expect(((await done('county', 'returns', '--state', 'answered')) as unknown as Rows).rows).toMatchObject([
      { id: made['id'], answer: '已改', mayClose: true },
    ])
    await done('county', 'returns', 'close', String(made['id']))
    await carry('county', 'one', ids.one)
    expect(((await done('one', 'returns', '--state', 'closed')) as unknown as Rows).total).toBe(1)
  })

  it('两边各录一次的帮扶责任人：合得拢，撤得回，分得开', async () => {
    const { id_number: number } = syntheticPerson()
    for (const site of ['one', 'two'] as const) {
      writeFileSync(at('helpers.csv'), `姓名,证件号码\r\n何新,${number}`)
      await done(site, 'import', 'helper', at('helpers.csv'))
      await carry(site, 'county', '621125')
    }
    const listed = ((await done('county', 'duplicates')) as unknown as { rows: { records: { id: string }[] }[] }).rows
    const [keep = '', drop = ''] = listed[0]?.records.map(({ id }) => id) ?? []
    expect(listed).toHaveLength(1)
    expect(await refused('county', ['duplicates', 'join', '--keep', keep, '--drop', 'x', '--reason', '相同'])).toMatchObject({ code: 'NOT_FOUND' })
    const joined = await done('county', 'duplicates', 'join', '--keep', keep, '--drop', drop, '--reason', '同一人')
    expect(joined).toMatchObject({ keep, drop, register: 'helper' })
    expect(await done('county', 'duplicates')).toMatchObject({ total: 0 })
    await done('county', 'undo', String(joined['changeSet']))
    expect(await done('county', 'duplicates')).toMatchObject({ total: 1 })
    await done('county', 'duplicates', 'apart', keep, drop, '--reason', '两个人')
    expect(await done('county', 'duplicates')).toMatchObject({ total: 0 })
    for (const site of ['one', 'two'] as const) await carry('county', site, ids[site])
    await expectSame()
  })

  it('合并过的包可以撤销，再接收一次又都有了', async () => {
    const f = numbers[5] ?? ''
    const before = await household('two', f)
    await enter('one', '户编号,备注', `${f},撤销试验`)
    const { file } = await done('one', 'pack', '--to', ids.two, '--out', at('stick'))
    const { changeSet } = await done('two', 'apply', String(file))
    expect(await household('two', f)).toMatchObject({ remark: '撤销试验' })
    expect(await done('two', 'undo', String(changeSet))).toMatchObject({ restored: expect.any(Number) as unknown })
    expect(await household('two', f)).toMatchObject({ remark: before['remark'] })
    expect(await done('two', 'packages', '--direction', 'in')).toMatchObject({
      rows: expect.arrayContaining([expect.objectContaining({ state: 'undone' })]) as unknown,
    })
    expect(await refused('two', ['undo', String(changeSet)])).toMatchObject({ code: 'CANNOT_UNDO' })
    expect(await done('two', 'apply', String(file))).toMatchObject({ applied: true, changed: expect.any(Number) as unknown })
    expect(await household('two', f)).toMatchObject({ remark: '撤销试验' })
    for (const site of ['county', 'one', 'two'] as const) expect(await done(site, 'verify')).toEqual({ ok: true, findings: [] })
  })
})

describe('站点的更换', () => {
  it('更换密钥以后照常交换，旧的包也还打得开', async () => {
    const { file: older } = await done('county', 'pack', '--to', ids.one, '--out', at('stick'))
    const before = await done('one', 'site', 'show')
    const request = await done('one', 'site', 'request', '--label', '一号机', '--renew', '--out', at('renew.json'))
    await done('one', 'apply', String((await done('county', 'site', 'admit', String(request['file']), '--out', at('renewal.bfx')))['file']))
    expect((await done('one', 'site', 'show'))['fingerprint']).not.toBe(before['fingerprint'])
    expect(await done('one', 'apply', String(older))).toMatchObject({ applied: true, rejected: 0 })
    await carry('one', 'county', '621125')
    await carry('county', 'one', ids.one)
  })

  it('停用的站点：它的包不再接受，也不再给它发', async () => {
    const { file } = await done('two', 'pack', '--to', '621125', '--out', at('stick'))
    const { file: across } = await done('two', 'pack', '--to', ids.one, '--out', at('stick'))
    await done('county', 'site', 'withdraw', ids.two, '--reason', '电脑丢失')
    expect(await refused('county', ['apply', String(file)])).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('停用') as unknown })
    expect(await refused('county', ['pack', '--to', ids.two, '--out', at('stick')])).toMatchObject({ code: 'FORBIDDEN' })
    await carry('county', 'one', ids.one)
    expect(await refused('one', ['apply', String(across)])).toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('停用') as unknown })
    expect(await refused('one', ['site', 'withdraw', ids.two, '--reason', '试'])).toMatchObject({ code: 'FORBIDDEN' })
  })

  it('停用过的电脑拿旧申请再登记：拒绝，写明 --again 才恢复；登记过的再登记一次说明', async () => {
    const request = at('stick', readdirSync(at('stick')).find((name) => name.endsWith('-request.json') && name.includes(ids.two.slice(0, 4))) ?? '')
    expect(await refused('county', ['site', 'admit', request, '--out', at('again.bfx')])).toMatchObject({
      message: expect.stringContaining('电脑丢失') as unknown,
      action: expect.stringContaining('--again') as unknown,
    })
    expect(await done('county', 'site', 'admit', request, '--out', at('again.bfx'), '--again')).toMatchObject({ site: ids.two, known: { state: 'withdrawn' } })
    rmSync(at('again.bfx'))
    const again = await runInProcess(['site', 'admit', request, '--out', at('again.bfx')], envOf('county'))
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('已经登记过') as unknown })
    await done('county', 'site', 'withdraw', ids.two, '--reason', '电脑丢失')
  })

  it('从备份恢复的电脑换一个编号继续，丢掉的修改从别处回来，看过以后收回', async () => {
    const g = numbers[6] ?? ''
    await done('one', 'backup', '--out', at('one.bfbak'))
    await enter('one', '户编号,备注', `${g},备份以后记的`)
    await carry('one', 'county', '621125')
    await done('one', 'restore', at('one.bfbak'), '--login', 'admin')
    expect((await household('one', g))['remark']).not.toBe('备份以后记的')
    await enter('one', '户编号,家庭住址', `${g},恢复以后记的`)
    await carry('one', 'county', '621125')
    await carry('county', 'one', ids.one)
    expect((await household('one', g))['remark']).not.toBe('备份以后记的')
    const {
      rows: [waiting],
    } = (await done('one', 'former')) as unknown as { rows: { record: string; changes: unknown[] }[] }
    expect(waiting?.changes).toMatchObject([{ field: 'remark', former: '备份以后记的' }])
    expect(await refused('one', ['former', 'take', 'x', '--reason', '核对过'])).toMatchObject({ code: 'NOT_FOUND' })
    expect(await done('one', 'former', 'take', waiting?.record ?? '', '--reason', '恢复备份以前记的，核对过')).toMatchObject({ settled: 1 })
    expect(await done('one', 'former')).toMatchObject({ total: 0 })
    expect(await household('one', g)).toMatchObject({ remark: '备份以后记的', address: '恢复以后记的' })
    expect(await household('county', g)).toMatchObject({ remark: '备份以后记的', address: '恢复以后记的' })
  })

  it('整个数据目录复制到另一台电脑上用：两边做的都收下，改了同一处的裁定；复制的那一份换名字继续', async () => {
    const [a = ''] = numbers
    cpSync(at('one'), at('two'), { recursive: true })
    await enter('one', '户编号,备注', `${a},原来的电脑`)
    await enter('two', '户编号,备注', `${a},复制的电脑`)
    await carry('one', 'county', '621125')
    const { file } = await done('two', 'pack', '--to', '621125', '--out', at('stick'))
    expect(await done('county', 'apply', String(file))).toMatchObject({ rejected: 0, conflicts: 1 })
    expect(JSON.stringify(await done('county', 'conflicts'))).toMatch(/原来的电脑.*复制的电脑|复制的电脑.*原来的电脑/)
    const down = await done('county', 'pack', '--to', ids.one, '--out', at('stick'))
    expect(onlyJson(await runInProcess(['apply', String(down['file']), '--json'], envOf('two')))).toMatchObject({ wentBack: true })
    expect(await done('two', 'former')).toMatchObject({ total: 1 })
    expect(await done('two', 'former', 'keep', '--all', '--reason', '以复制的为准')).toMatchObject({ settled: 1 })
    await carry('two', 'county', '621125')
    expect(await done('county', 'conflicts')).toMatchObject({ total: 0 })
    expect(await household('county', a)).toMatchObject({ remark: '复制的电脑' })
  })
})
