import ExcelJS from 'exceljs'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { officeRegisterNames, registerOf } from '#core/catalogue/index.ts'
import { DEFAULT_COST } from '#core/keyring/index.ts'
import { commands } from './commands.ts'
import { cheapKeyring } from '#core/testing/keyring.ts'
import { onlyJson, runCli, type CliResult } from './testing/childCli.ts'
import { runInProcess } from './testing/inProcess.ts'

/** Of the demo asked for with 60 households two split in 2015. */
const HOUSEHOLDS = 62

const PASSWORD = '命令行测试专用口令'
let folder: string
let env: Record<string, string>
let demo: Record<string, unknown>

const at = (name: string): string => join(folder, name)
/** How far the clock of the attempts has gone on, in milliseconds. */
let later = 0
const run = (words: readonly string[], own: Record<string, string>): Promise<CliResult> =>
  runInProcess(words, own, { ...cheapKeyring, now: () => Date.now() + later })
const cli = (...words: string[]): Promise<CliResult> => run(words, env)
/** A command that succeeds, by its JSON. */
const done = async (...words: string[]): Promise<Record<string, unknown>> => {
  const result = await cli(...words, '--json')
  expect(result, words.join(' ')).toMatchObject({ code: 0, stderr: '' })
  return onlyJson(result)
}
/** A command that is refused or fails, by its error. */
const refused = async (
  code: number,
  words: readonly string[],
  own: Record<string, string> = env,
): Promise<{ code: string; message: string; action: string }> => {
  const result = await run([...words, '--json'], own)
  expect(result.code, `${words.join(' ')}: ${result.stdout}`).toBe(code)
  const { error } = onlyJson(result) as { error: { code: string; message: string; action: string } }
  expect(error.message).toMatch(/[\u4e00-\u9fff]/)
  expect(error.action).toMatch(/[\u4e00-\u9fff]/)
  return error
}
type Rows = { total: number; rows: Record<string, string | number | boolean | null>[] }
const query = async (...words: string[]): Promise<Rows> => (await done('query', ...words)) as unknown as Rows

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-cli-'))
  env = { BANGFU_DATA: at('data'), BANGFU_PASSWORD: PASSWORD }
  const made = await cli('demo', '--households', '60', '--seed', '7', '--json')
  if (made.code !== 0) throw new Error(made.stdout)
  demo = onlyJson(made)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('选项', () => {
  it('写在命令前面也认，带值的和不带值的都行', async () => {
    const behind = onlyJson(await cli('--data', at('data'), 'query', 'village', '--limit', '1', '--json'))
    expect((behind as unknown as Rows).rows).toHaveLength(1)
    expect(onlyJson(await cli('--json', `--data=${at('data')}`, '--login', 'demo', 'query', 'village', '--limit', '1'))).toEqual(behind)
    expect(await refused(2, ['--data', at('data'), 'query', 'village', '--data', at('data')])).toMatchObject({
      message: expect.stringContaining('写了两次') as unknown,
    })
    expect(await refused(2, ['--data', at('data')])).toMatchObject({ message: '没有写命令。' })
  })
})

describe('不需要数据目录的命令', () => {
  const bare = (...words: string[]): Promise<CliResult> => run(words, { BANGFU_DATA: at('never-made') })

  it('registers、fields、forms 说出目录里有什么，不建立任何文件', async () => {
    const [registers, fields, forms, text] = await Promise.all([
      bare('registers', '--json'),
      bare('fields', 'household', '--json'),
      bare('forms', '--json'),
      bare('registers'),
    ])
    expect((onlyJson(registers)['registers'] as { name: string }[]).map(({ name }) => name)).toEqual(officeRegisterNames)
    expect((onlyJson(fields)['fields'] as { key: string }[]).map(({ key }) => key)).toEqual(registerOf('household').fields.map(({ key }) => key))
    expect((onlyJson(forms)['forms'] as { code: string }[]).map(({ code }) => code)).toContain('household_card')
    expect(text.stdout).toMatch(/^household +户 /m)
    expect(existsSync(at('never-made'))).toBe(false)
  })

  it('template 和 dictionary 写出能打开的工作簿', async () => {
    const [template, dictionary] = await Promise.all([
      bare('template', 'pairing', '--out', at('bare.xlsx'), '--json'),
      bare('dictionary', '--out', at('dictionary.xlsx'), '--json'),
    ])
    expect([template.code, dictionary.code]).toEqual([0, 0])
    for (const name of ['bare.xlsx', 'dictionary.xlsx']) {
      const book = new ExcelJS.Workbook()
      await book.xlsx.readFile(at(name))
      expect(book.worksheets[0]?.rowCount, name).toBeGreaterThan(1)
    }
  })

  it('--help 列出每个命令，每个命令说出自己的参数和选项', async () => {
    const [all, json, one] = await Promise.all([bare('--help'), bare('--help', '--json'), bare('import', '--help')])
    expect([all.code, json.code, one.code]).toEqual([0, 0, 0])
    for (const command of commands) expect(all.stdout).toMatch(new RegExp(`^  ${command.name}\\b`, 'm'))
    expect(onlyJson(json)['commands']).toHaveLength(commands.length)
    for (const option of commands.find(({ name }) => name === 'import')?.options ?? []) expect(one.stdout).toContain(`--${option.name}`)
  })
})

describe('作为单独的进程', () => {
  it('退出码、标准输出和标准错误和这里的一样；密码按正式的强度保存', async () => {
    const own = { BANGFU_DATA: at('process'), BANGFU_PASSWORD: PASSWORD }
    const [registers, unknown, made] = await Promise.all([
      runCli(['registers', '--json'], own),
      runCli(['nothing'], own),
      runCli(['init', '--unit', '621125105', '--year', '2015', '--json'], own),
    ])
    expect(registers).toEqual(await run(['registers', '--json'], own))
    expect(unknown).toEqual(await run(['nothing'], own))
    expect(made.code, made.stdout).toBe(0)
    expect(onlyJson(made)).toMatchObject({ unit: { code: '621125105000' }, login: 'admin' })
    const keyring = JSON.parse(readFileSync(join(own.BANGFU_DATA, 'keyring.json'), 'utf8')) as { users: { wrapped: { cost: unknown } }[] }
    expect(keyring.users[0]?.wrapped.cost).toEqual(DEFAULT_COST)
    const wrong = await runCli(['query', 'division', '--json'], { ...own, BANGFU_PASSWORD: '不对的口令啊啊' })
    expect(wrong.code).toBe(2)
    expect(onlyJson(wrong)).toMatchObject({ error: { code: 'WRONG_PASSWORD' } })
    expect(wrong.stderr).toBe('')
  })
})

describe('写错了命令', () => {
  it('退出码 2，原因在 JSON 里；不带 --json 时是标准错误上的一句话', async () => {
    expect(await refused(2, ['nothing'])).toMatchObject({ code: 'VALIDATION', message: expect.stringContaining('query') as unknown })
    expect(await refused(2, [])).toMatchObject({ code: 'VALIDATION' })
    expect(await refused(2, ['query', 'persons'])).toMatchObject({ code: 'NOT_FOUND', action: expect.stringContaining('person') as unknown })
    expect(await refused(2, ['fields', 'persons'])).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refused(2, ['query'])).toMatchObject({ message: expect.stringContaining('台账') as unknown })
    expect(await refused(2, ['query', 'person', 'person'])).toMatchObject({ message: expect.stringContaining('多出') as unknown })
    expect(await refused(2, ['query', 'person', '--nothing'])).toMatchObject({ message: expect.stringContaining('--nothing') as unknown })
    expect(await refused(2, ['query', 'person', '--limit', '-3'])).toMatchObject({ message: expect.stringContaining('--limit') as unknown })
    expect(await refused(2, ['query', 'person', '--where', '{village}'])).toMatchObject({ message: expect.stringContaining('JSON') as unknown })
    expect(await refused(2, ['export', 'person'])).toMatchObject({ message: expect.stringContaining('--out') as unknown })
    const plain = await cli('nothing')
    expect(plain).toMatchObject({ code: 2, stdout: '' })
    expect(plain.stderr).toContain('没有命令“nothing”')
  })

  it('没有给密码、没有设立单位、密码不对、没有这个用户', async () => {
    expect(await refused(2, ['query', 'person'], { BANGFU_DATA: at('data') })).toMatchObject({
      code: 'NOT_LOGGED_IN',
      action: expect.stringContaining('BANGFU_PASSWORD') as unknown,
    })
    expect(await refused(2, ['query', 'person', '--data', at('elsewhere')])).toMatchObject({ code: 'NOT_SET_UP' })
    expect(existsSync(at('elsewhere'))).toBe(false)
    expect(await refused(2, ['query', 'person'], { ...env, BANGFU_PASSWORD: '不对的口令啊啊' })).toMatchObject({ code: 'WRONG_PASSWORD' })
    expect(await refused(2, ['query', 'person', '--login', 'nobody'])).toMatchObject({
      code: expect.stringMatching(/WRONG_PASSWORD|TOO_MANY_ATTEMPTS/) as unknown,
    })
    // Wrong passwords slow down for a moment.
    later += 60_000
  })

  it('写不进的文件夹、不认识的文件种类，什么也不做', async () => {
    expect(await refused(2, ['export', 'person', '--out', at('no/such/folder/a.xlsx')])).toMatchObject({ code: 'FILE_NOT_FOUND' })
    expect(await refused(2, ['export', 'person', '--out', at('a.doc')])).toMatchObject({
      code: 'VALIDATION',
      action: expect.stringContaining('.xlsx') as unknown,
    })
    expect(await refused(2, ['export', 'person', '--out', folder])).toMatchObject({ code: 'VALIDATION' })
    expect(await refused(2, ['import', 'person', at('nothing.xlsx')])).toMatchObject({ code: 'FILE_NOT_FOUND' })
  })
})

describe('查询与保存', () => {
  it('demo 说出登录名和恢复码；密码是自己给的，就不再打印', () => {
    expect(demo).toMatchObject({ login: 'demo', households: HOUSEHOLDS, recoveryCode: expect.stringMatching(/^[0-9A-Z-]{20,}$/) as unknown })
    expect(demo).not.toHaveProperty('password')
  })

  it('query 给出 total 和 rows，字段名是目录里的', async () => {
    const page = await query('household', '--limit', '3')
    expect(page.total).toBe(HOUSEHOLDS)
    expect(page.rows).toHaveLength(3)
    for (const field of registerOf('household').fields) expect(page.rows[0]).toHaveProperty(field.key)
    expect(
      (await query('household', '--where', '{"exit_status":"0"}')).total + (await query('household', '--where', '{"not":{"exit_status":"0"}}')).total,
    ).toBe(HOUSEHOLDS)
    const years = (await query('person', '--sort', '-birth_date', '--limit', '200')).rows.map((row) => String(row['birth_date']))
    expect(years).toEqual([...years].sort().reverse())
    const second = await query('household', '--limit', '2', '--offset', '1')
    expect(second.rows[0]?.['id']).toBe(page.rows[1]?.['id'])
  })

  it('按姓名能找到户；--masked 打星号；不带 --json 是一张表', async () => {
    const [first] = (await query('household', '--limit', '1')).rows
    expect((await query('household', '--text', String(first?.['head_name']))).rows.map((row) => row['id'])).toContain(first?.['id'])
    expect(String((await query('person', '--limit', '1', '--masked')).rows[0]?.['id_number'])).toContain('*')
    const table = await cli('query', 'household', '--limit', '1')
    expect(table).toMatchObject({ code: 0, stderr: '' })
    expect(table.stdout).toContain('户编号')
    expect(table.stdout).toContain(`共 ${HOUSEHOLDS} 条，显示 1 条`)
  })

  it('parameters 说出各时段、空档，和一天在一个区划用的值', async () => {
    const key = 'own_days'
    const values = (more: object): string => JSON.stringify({ key, label: '公示天数', unit: '天', ...more })
    for (const more of [
      { year: 2014, value: '7', valid_until: '2015-06-30' },
      { valid_from: '2015-09-01', value: '10' },
      { valid_from: '2015-01-01', value: '5', division: '621125100000' },
    ])
      await done('save', 'parameter', '--values', values(more), '--reason', '按文件')
    const all = await done('parameters', '--key', key)
    expect(all).toMatchObject({
      rows: [
        { from: '2015-01-01', until: null, value: '5' },
        { from: '2014-01-01', until: '2015-06-30', value: '7' },
        { from: '2015-09-01', until: null, value: '10' },
      ],
      gaps: [{ from: '2015-07-01', until: '2015-08-31' }],
    })
    const on = ['parameters', '--key', key, '--on', '2015-10-01']
    expect(await done(...on)).toMatchObject({ rows: [{ value: '10' }] })
    expect(await done(...on, '--division', '621125100204')).toMatchObject({ rows: [{ value: '5' }] })
    expect(await refused(2, ['parameters', '--division', '621125100204'])).toMatchObject({ code: 'VALIDATION' })
  })

  it('save、history、changes、undo 走完一圈', async () => {
    const [row] = (await query('household', '--limit', '1')).rows
    const no = String(row?.['household_no'])
    const saved = await done('save', 'household', '--id', no, '--revision', '1', '--values', '{"phone":"13912345678"}', '--reason', '换了号码')
    expect(saved).toMatchObject({ id: row?.['id'], revision: 2 })
    const { entries } = await done('history', 'household', no, '--field', 'phone')
    expect((entries as object[])[0]).toMatchObject({
      changeSet: saved['changeSet'],
      field: 'phone',
      before: row?.['phone'],
      after: '13912345678',
      reason: '换了号码',
      by: expect.any(String) as unknown,
      at: expect.stringMatching(/^\d{4}-/) as unknown,
    })
    expect((await done('changes', '--limit', '1'))['rows']).toMatchObject([{ id: saved['changeSet'], entries: 1 }])
    await done('undo', String(saved['changeSet']))
    expect(await done('get', 'household', no)).toMatchObject({ phone: row?.['phone'] })
    expect(await refused(2, ['undo', String(saved['changeSet'])])).toMatchObject({ code: 'CANNOT_UNDO' })
    expect(await refused(2, ['save', 'household', '--id', no, '--revision', '1', '--values', '{"phone":"13900000000"}'])).toMatchObject({ code: 'CONFLICT' })
    expect(await refused(2, ['history', 'household', 'nobody'])).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refused(2, ['query', 'household', '--sort', 'nothing'])).toMatchObject({ code: 'VALIDATION' })
  })
})

describe('导入与导出', () => {
  it('导出的单位清单原样导入，什么也不变；改一格只变一条，可以撤销', async () => {
    expect(await done('export', 'organization', '--out', at('out.csv'))).toMatchObject({ rows: expect.any(Number) as unknown })
    const text = readFileSync(at('out.csv'), 'utf8')
    expect(await done('import', 'organization', at('out.csv'))).toMatchObject({ new: 0, changed: 0, rejected: 0, changeSet: null, problems: [] })
    const { rows } = await query('organization', '--limit', '1')
    const name = String(rows[0]?.['name'])
    const cells = text.split(/\r?\n/).map((line) => line.split(','))
    const heading = cells[0]?.findIndex((cell) => cell === '单位地址' || cell.endsWith('地址')) ?? -1
    const line = cells.find((row) => row.includes(name))
    if (line !== undefined && heading >= 0) line[heading] = '新街一号'
    writeFileSync(at('changed.csv'), cells.map((row) => row.join(',')).join('\r\n'))
    const dry = await done('import', 'organization', at('changed.csv'), '--dry-run')
    expect(dry).toMatchObject({ changed: 1, new: 0, rejected: 0, changeSet: null })
    const real = await done('import', 'organization', at('changed.csv'))
    expect(real).toMatchObject({ rows: dry['rows'], changed: 1, changeSet: expect.any(String) as unknown })
    expect(real['rows']).toBe(Number(real['new']) + Number(real['changed']) + Number(real['same']) + Number(real['rejected']))
    expect((await query('organization', '--where', '{"address":"新街一号"}')).total).toBe(1)
    expect(await done('undo', String(real['changeSet']), '--dry-run')).toMatchObject({ registers: [{ register: 'organization', taken: 1, kept: 0 }], kept: [] })
    expect((await query('organization', '--where', '{"address":"新街一号"}')).total).toBe(1)
    writeFileSync(at('units.txt'), `${String(rows[0]?.['id'])}\n`)
    expect(await done('undo', String(real['changeSet']), '--households', at('units.txt'))).toMatchObject({ restored: 1, kept: [] })
    expect((await query('organization', '--where', '{"address":"新街一号"}')).total).toBe(0)
    expect(await refused(2, ['undo', String(real['changeSet'])])).toMatchObject({ code: 'CANNOT_UNDO' })
  })

  it('错的格用一个文件改正：改的格记进导入，落空的改正拒绝', async () => {
    writeFileSync(at('wrong.csv'), '姓名,性别,证件号码\r\n改正人,男,621125198001010011\r\n')
    writeFileSync(at('decisions.json'), JSON.stringify({ mends: [{ row: 2, column: '证件号码', value: '' }] }))
    expect(await done('import', 'helper', at('wrong.csv'), '--decisions', at('decisions.json'))).toMatchObject({ new: 1, rejected: 0 })
    writeFileSync(at('decisions.json'), JSON.stringify({ mends: [{ row: 9, column: '证件号码', value: '' }] }))
    expect(await refused(2, ['import', 'helper', at('wrong.csv'), '--decisions', at('decisions.json')])).toMatchObject({ code: 'VALIDATION' })
  })

  it('全部被拒绝：退出码 2，问题逐条列出，写出问题表；一部分被拒绝：其余写入，退出码 0', async () => {
    const heading = ['姓名', '性别', '证件号码']
    const write = (name: string, rows: readonly string[][]): void => writeFileSync(at(name), [heading, ...rows].map((row) => row.join(',')).join('\r\n'))
    write('bad.csv', [['甲某', '男', '621125198001010011']])
    const bad = await cli('import', 'helper', at('bad.csv'), '--problems', at('problems.xlsx'), '--json')
    expect(bad.code, bad.stdout).toBe(2)
    expect(onlyJson(bad)).toMatchObject({
      rows: 1,
      new: 0,
      rejected: 1,
      changeSet: null,
      problems: [
        {
          row: 2,
          code: 'id_checksum',
          value: '621125198001010011',
          sheet: expect.any(String) as unknown,
          column: expect.any(String) as unknown,
          message: expect.any(String) as unknown,
        },
      ],
    })
    expect(statSync(at('problems.xlsx')).size).toBeGreaterThan(1000)
    write('part.csv', [
      ['甲某', '男', '621125198001010011'],
      ['乙某某', '男', ''],
    ])
    expect(onlyJson(await cli('import', 'helper', at('part.csv'), '--all-or-nothing', '--json'))).toMatchObject({ rejected: 1, changeSet: null })
    const part = await cli('import', 'helper', at('part.csv'), '--json')
    expect(part.code, part.stdout).toBe(0)
    expect(onlyJson(part)).toMatchObject({ rows: 2, new: 1, rejected: 1, changeSet: expect.any(String) as unknown })
    writeFileSync(at('empty.csv'), '')
    expect(await refused(2, ['import', 'helper', at('empty.csv')])).toMatchObject({ code: 'FILE_EMPTY' })
    writeFileSync(at('map.json'), '[1]')
    expect(await refused(2, ['import', 'helper', at('part.csv'), '--map', at('map.json')])).toMatchObject({ code: 'VALIDATION' })
  })

  it('--map 按给定的对应关系读表头', async () => {
    writeFileSync(at('own.csv'), '干部,随便\r\n丙某某,x\r\n')
    writeFileSync(at('map.json'), JSON.stringify({ 干部: 'helper.name', 随便: null }))
    expect(await done('import', 'helper', at('own.csv'), '--map', at('map.json'))).toMatchObject({ rows: 1, new: 1, rejected: 0 })
    expect((await query('helper', '--where', '{"name":"丙某某"}')).total).toBe(1)
  })
})

describe('表单与数据安全', () => {
  it('form 写出工作簿、PDF 和网页，按户编号或村', async () => {
    const [row] = (await query('household', '--limit', '1')).rows
    for (const [name, magic] of [
      ['f.pdf', '%PDF'],
      ['f.xlsx', 'PK'],
      ['f.html', '<!'],
    ] as const) {
      expect(await done('form', 'household_card', '--for', String(row?.['household_no']), '--year', '2014', '--out', at(name))).toMatchObject({
        file: at(name),
      })
      expect(readFileSync(at(name)).subarray(0, magic.length).toString().toLowerCase()).toBe(magic.toLowerCase())
    }
    await done('form', 'household_roster', '--for', String(row?.['village']), '--out', at('roster.pdf'))
    expect(await refused(2, ['form', 'nothing', '--for', '1', '--out', at('f.pdf')])).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refused(2, ['form', 'household_card', '--for', 'nobody', '--out', at('g.pdf')])).toMatchObject({ code: 'NOT_FOUND' })
    expect(existsSync(at('g.pdf'))).toBe(false)
  })

  it('verify 没有发现；backup 之后改动，restore 回到备份时', async () => {
    expect(await done('verify')).toEqual({ ok: true, findings: [] })
    await done('backup', '--out', at('all.bfbak'))
    await done('save', 'organization', '--values', '{"name":"备份之后的单位"}')
    expect((await query('organization', '--where', '{"name":"备份之后的单位"}')).total).toBe(1)
    await done('restore', at('all.bfbak'))
    expect((await query('organization', '--where', '{"name":"备份之后的单位"}')).total).toBe(0)
    expect((await query('household', '--limit', '0')).total).toBe(HOUSEHOLDS)
    writeFileSync(at('broken.bfbak'), 'not a backup')
    await refused(2, ['restore', at('broken.bfbak')])
    expect((await query('household', '--limit', '0')).total).toBe(HOUSEHOLDS)
  })

  it('rescue 拒绝完好的数据；坏了一个字节的抢救回来，没有丢失', async () => {
    expect(await refused(2, ['rescue'])).toMatchObject({ code: 'VALIDATION' })
    const file = join(at('data'), 'bangfu.db')
    const bytes = readFileSync(file)
    bytes[40_000] = (bytes[40_000] ?? 0) ^ 1
    writeFileSync(file, bytes)
    expect(await refused(1, ['verify'])).toMatchObject({ code: 'DATABASE_DAMAGED' })
    expect(await done('rescue')).toMatchObject({ lost: false, villages: [] })
    expect(await done('verify')).toEqual({ ok: true, findings: [] })
    expect((await query('household', '--limit', '0')).total).toBe(HOUSEHOLDS)
  })

  it('备份能恢复到一个新的数据目录', async () => {
    await done('restore', at('all.bfbak'), '--login', 'demo', '--data', at('moved'))
    expect((await query('household', '--limit', '0', '--data', at('moved'))).total).toBe(HOUSEHOLDS)
  })

  it('init 建立乡镇的单位并给出恢复码；第二次被拒绝；密码太短被拒绝', async () => {
    const made = await done('init', '--unit', '621125105', '--year', '2015', '--data', at('own'), '--login', 'zhang', '--name', '张主任')
    expect(made).toMatchObject({ unit: { code: '621125105000' }, login: 'zhang', year: 2015, recoveryCode: expect.any(String) as unknown })
    expect((await query('division', '--data', at('own'))).total).toBeGreaterThan(5)
    expect(await refused(2, ['init', '--unit', '621125105', '--data', at('own')])).toMatchObject({ code: 'ALREADY_SET_UP' })
    expect(await refused(2, ['demo', '--data', at('own')])).toMatchObject({ code: 'ALREADY_SET_UP' })
    expect(await refused(2, ['init', '--unit', '621125105', '--data', at('own2')], { ...env, BANGFU_PASSWORD: 'x' })).toMatchObject({ code: 'VALIDATION' })
    expect(await refused(2, ['init', '--unit', '999', '--data', at('own3')])).toMatchObject({ code: 'NOT_FOUND' })
  })
})
