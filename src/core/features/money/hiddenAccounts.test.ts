/**
 * Account numbers are seen by whoever enters and pays, and by nobody else: a reader gets their last four digits (readings.md 32), by whatever door they ask.
 * Each door is asked once as the administrator, so that a test that finds nothing has looked where there is something.
 */
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkbook } from '../../excel/readWorkbook.ts'
import { registerNames, registerOf } from '../../catalogue/index.ts'
import { addFunds } from '../../testing/funds.ts'
import { addProjects } from '../../testing/projects.ts'
import { openPair, type TestApp, type TestPair } from '../exchange/testing/apps.ts'

const PASSWORD = '测试专用密码2027'
const ACCOUNT = '6217003860012345678'
const PAYEE = '6222021234567890987'
/** What nobody may see of them: all but the last four digits. */
const HIDDEN = [ACCOUNT, PAYEE].map((account) => account.slice(0, -4))

type Client = TestApp['client']
let pair: TestPair
let here: TestApp
let reader: Client
let [village, claim, payment] = ['', '', '']

beforeAll(async () => {
  pair = await openPair()
  here = pair.county
  // A village of a township that has no PC of its own.
  village =
    here.app.host.office().store.read.get<{ code: string }>(`SELECT code FROM division WHERE code LIKE '621125101%' AND code <> '621125101000' ORDER BY code`)
      ?.code ?? ''
  await here.app.host.office().store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '登记' }, (transaction) => {
    const household = transaction.insert('household', { village, household_no: '1001', bank_account: ACCOUNT, valid: true })
    const { project } = addProjects(transaction, { village, household })
    claim = addFunds(transaction, { project, village, household }).claim
    payment = transaction.get<{ id: string }>('SELECT id FROM household_payment WHERE claim_id = ?', claim)?.id ?? ''
    transaction.update('household_payment', payment, { account_no: ACCOUNT, account_name: '张三' })
    transaction.update('payment_claim', claim, { payee_account: PAYEE })
  })
  await here.client.users.create({ login: '只读', displayName: '只读', role: 'reader', divisions: [], password: PASSWORD })
  reader = createRouterClient(here.app.router, { context: { session: 'r' } }) as unknown as Client
  await reader.session.login({ login: '只读', password: PASSWORD })
  await reader.session.changePassword({ current: PASSWORD, next: `${PASSWORD}新` })
})
afterAll(() => pair.end())

const tells = (answer: unknown): boolean => HIDDEN.some((digits) => (typeof answer === 'string' ? answer : JSON.stringify(answer)).includes(digits))

/** What somebody's job writes, as text. */
async function written(session: string, started: Promise<{ job: string }>): Promise<string> {
  const { file, error } = await here.app.host.jobs.finished((await started).job)
  expect(error).toBeNull()
  const { path } = here.app.host.files.resolve(file?.ticket ?? '', here.app.host.holderOf({ session }))
  const workbook = await openWorkbook(path, { inline: true })
  const cells: string[] = []
  for (const sheet of workbook.sheets) for await (const row of sheet.rows()) cells.push(...row.cells.map(({ text }) => text))
  await workbook.close()
  return cells.join('\n')
}

/** Registers that hold account numbers, each with its field: asked of the catalogue, so that a new one is asked about, too. */
const HOLDING = registerNames.flatMap((register) =>
  registerOf(register).fields.flatMap(({ key, sensitive }) => (sensitive === 'bankAccount' ? [{ register, key }] : [])),
)

it('有账号的台账', () => {
  expect(HOLDING.map(({ register, key }) => `${register}.${key}`)).toEqual([
    'household.bank_account',
    'payment_claim.payee_account',
    'household_payment.account_no',
  ])
})

describe.each(HOLDING)('$register 的 $key', ({ register, key }) => {
  it('列表、记录、历史里只有后四位；管理员要看的看得到', async () => {
    const { rows } = await reader.records.query({ register, unmasked: true })
    expect(rows.length).toBeGreaterThan(0)
    expect([String(rows[0]?.[key]).slice(-4), tells(rows)]).toEqual([expect.stringMatching(/^(5678|0987)$/), false])
    const id = String(rows[0]?.['id'])
    for (const answer of [await reader.records.get({ register, id, unmasked: true }), await reader.records.history({ register, id, related: true })])
      expect(tells(answer)).toBe(false)
    expect(tells(await here.client.records.get({ register, id, unmasked: true }))).toBe(true)
  })

  it('不能按账号筛选、排序、数；按账号搜索、按 Ctrl+K 找不到', async () => {
    const full = key === 'payee_account' ? PAYEE : ACCOUNT
    for (const where of [{ [key]: full }, { [key]: { startsWith: full.slice(0, 6) } }, { [key]: { contains: full.slice(4, 9) } }, { not: { [key]: full } }])
      await expect(reader.records.query({ register, where })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(reader.records.query({ register, sort: [{ field: key }] })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const values = await reader.records.values({ register, column: key }).catch((error: unknown) => String(error))
    expect(tells(values)).toBe(false)
    expect((await reader.records.query({ register, text: full })).total).toBe(0)
    expect(await reader.records.find({ text: full })).toEqual([])
    expect(await reader.records.find({ text: full.slice(0, 10) })).toEqual([])
    expect(tells(await reader.records.choices({ register, text: '' }))).toBe(false)
  })

  it('别的台账里绕着问也不行', async () => {
    const full = key === 'payee_account' ? PAYEE : ACCOUNT
    const round =
      register === 'payment_claim'
        ? { register: 'household_payment', where: { claim_id: { is: { [key]: full } } } }
        : register === 'household_payment'
          ? { register: 'payment_claim', where: { exists: { register, by: 'claim_id', where: { [key]: full } } } }
          : { register: 'household_year', where: { household_id: { is: { [key]: full } } } }
    await expect(reader.records.query(round)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(reader.exports.start({ ...round, unmasked: true })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })

  it('导出只有后四位，要求不遮也一样', async () => {
    const request = { register, columns: [key as string], unmasked: true }
    expect(tells(await written('r', reader.exports.start(request)))).toBe(false)
    expect(tells(await written('s', here.client.exports.start(request)))).toBe(true)
  })
})

describe('统计、表单、名单', () => {
  it('R08 的数、点开的记录、按补助种类、存成表都没有账号', async () => {
    for (const code of ['R08', 'payment_kinds']) {
      const question = { code, by: 'village', year: 2015 } as const
      const table = await reader.statistics.count(question)
      expect(tells(table)).toBe(false)
      expect(tells(await written('r', reader.statistics.export(question)))).toBe(false)
    }
    expect(tells((await reader.records.query({ register: 'household_payment', where: { year: 2015 }, limit: 5000 })).rows)).toBe(false)
  })

  it.each([
    ['payment_roster', () => [claim]],
    ['claim_form', () => [claim]],
    ['claim_expenses', () => [village]],
    ['payment_report', () => [village]],
  ] as const)('表单 %s 预览、存成表格都没有账号', async (code, subjects) => {
    const asked = { code, for: [...subjects()], year: 2015 }
    await expect(reader.paper.preview({ ...asked, unmasked: true })).rejects.toMatchObject({ code: 'FORBIDDEN' })
    const { html, subjects: made } = await reader.paper.preview(asked)
    expect([made, tells(html)]).toEqual([1, false])
    expect(tells(await written('r', reader.paper.make({ ...asked, format: 'xlsx' })))).toBe(false)
  })

  it('核查的话里没有账号；发放名单、回单只有录入的人能读', async () => {
    await here.app.host.office().checks.settled()
    expect(tells(await reader.checks.list({}))).toBe(false)
    const bank = { claim, ticket: 'x', kind: 'list', on: '2015-06-01', save: false } as const
    await expect(reader.money.bankList(bank)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await expect(reader.records.save({ register: 'household_payment', id: payment, values: { account_no: '1' } })).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
