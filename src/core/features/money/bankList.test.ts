/** Payment lists and returns of the bank, by any headings: whom they mean, and an account that adds up in rows and in 分. */
import ExcelJS from 'exceljs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JobContext } from '../../jobs/jobs.ts'
import { notConserved } from '../../money/standing.ts'
import { addProjects } from '../../testing/projects.ts'
import { testOffice, userOf, type TestOffice } from '../../testing/office.ts'
import { readBankList } from './bankList.ts'
import type { BankAccount } from './bankMatch.ts'

const VILLAGE = '621125100204'
const [COUNTY, TOWNSHIP] = ['621125000000', '621125100000']
const admin = userOf('administrator')
const job = { signal: new AbortController().signal, phase: () => undefined, progress: () => undefined, step: async () => undefined } as unknown as JobContext
let office: TestOffice
let claim: string
interface Head {
  readonly household: string
  readonly no: string
  readonly name: string
  readonly number: string
}
let heads: Head[]

beforeAll(async () => {
  office = await testOffice({ households: 30 })
  heads = office.store.read.all<Head>(
    `SELECT h.id AS household, h.household_no AS no, p.name, p.id_number AS number FROM household h JOIN person p ON p.id = h.head_person_id
     WHERE p.id_number IS NOT NULL AND h.household_no IS NOT NULL ORDER BY h.id LIMIT 6`,
  )
  const { result } = await office.store.change({ id: 'u', name: '测试' }, { kind: 'edit', title: '登记' }, (transaction) => {
    const { project } = addProjects(transaction, { village: VILLAGE, household: heads[0]?.household ?? '' })
    const kind =
      transaction.get<{ id: string }>(`SELECT id FROM fund_kind WHERE code = '01'`)?.id ??
      transaction.insert('fund_kind', { code: '01', name: '专项', level: '1', nature: '1' })
    const source = transaction.insert('fund_source', { name: '专项', document_no: '1号', year: 2015, kind_id: kind, place: COUNTY })
    transaction.insert('fund_quota', { source_id: source, kind: '1', amount: 100_000_000, issued_on: '2015-01-05', place: COUNTY })
    transaction.insert('fund_arrival', { source_id: source, amount: 100_000_000, arrived_on: '2015-01-06', place: COUNTY })
    const allocation = transaction.insert('fund_allocation', {
      source_id: source,
      project_id: project,
      place: TOWNSHIP,
      end: 'household',
      village: VILLAGE,
      year: 2015,
    })
    const release = transaction.insert('fund_release', { allocation_id: allocation, amount: 50_000_000, released_on: '2015-02-01', place: TOWNSHIP })
    transaction.insert('fund_receipt', { allocation_id: allocation, release_id: release, amount: 50_000_000, booked_on: '2015-02-02', place: TOWNSHIP })
    const id = transaction.insert('payment_claim', {
      project_id: project,
      place: TOWNSHIP,
      year: 2015,
      batch: '1',
      amount: 20_000_000,
      applied_on: '2015-05-01',
      payee: '信用社',
    })
    transaction.insert('claim_line', { claim_id: id, allocation_id: allocation, amount: 20_000_000, paid_on: '2015-05-02', place: TOWNSHIP })
    return id
  })
  claim = result
})
afterAll(() => office.end())

async function sheet(name: string, rows: readonly (readonly (string | number)[])[]): Promise<string> {
  const path = join(office.directory, name)
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('表').addRows(rows as (string | number)[][])
  await workbook.xlsx.writeFile(path)
  return path
}
const run = (kind: 'list' | 'return', path: string, save: boolean) =>
  readBankList(office, admin, { claim, ticket: '', kind, on: '2015-06-01', aidKind: '05', item: '养羊', save }, path, job)
const adds = ({ rows, matched, unsure, unmatched, unreadable, repeated, amounts }: BankAccount): void => {
  expect(matched + unsure + unmatched + unreadable + repeated).toBe(rows)
  const { all = 0, ...parts } = amounts as Record<string, number>
  expect(Object.values(parts).reduce((sum, one) => sum + one, 0)).toBe(all)
}
const account = (index: number): string => `62170000000000000${10 + index}`

describe('一卡通发放名单和银行回单', () => {
  it('按证件号码、户编号对上；只有姓名的存疑，号码和姓名不符的存疑，没有的、读不出的、重复的分开；合计对得上', async () => {
    const [one, two, three, four, five] = heads as [Head, Head, Head, Head, Head]
    const path = await sheet('名单.xlsx', [
      ['2015 年养羊补助发放表'],
      ['序号', '户编号', '户主姓名', '身份证号', '一卡通账号', '金额（万元）'],
      [1, '', one.name, one.number, account(1), 0.3],
      [2, two.no, two.name, '', account(2), '2500元'],
      [3, '', three.name, '', '', 0.2],
      [4, '', '别的名字', four.number, account(4), 0.2],
      [5, '', '外县人', '622421199001011234', account(5), 0.2],
      [6, '', five.name, five.number, account(6), '看附表'],
      [7, '', one.name, one.number, account(1), 0.3],
    ])
    const looked = await run('list', path, false)
    expect(looked).toMatchObject({
      changeSet: null,
      account: {
        rows: 7,
        matched: 2,
        unsure: 2,
        unmatched: 1,
        unreadable: 1,
        repeated: 1,
        amounts: { matched: 550_000, unsure: 400_000, unmatched: 200_000, unreadable: 0, repeated: 300_000, all: 1_450_000 },
      },
    })
    adds(looked.account as BankAccount)
    expect(looked.others.map(({ row, outcome }) => [row, outcome])).toEqual([
      [5, 'unsure'],
      [6, 'unsure'],
      [7, 'unmatched'],
      [8, 'unreadable'],
      [9, 'repeated'],
    ])
    expect((await run('list', path, true)).changeSet).not.toBeNull()
    expect(
      office.store.read.all('SELECT amount, account_no, aid_kind, item, state, place FROM household_payment WHERE claim_id = ? ORDER BY amount', claim),
    ).toEqual([
      { amount: 250_000, account_no: account(2), aid_kind: '05', item: '养羊', state: 'waiting', place: TOWNSHIP },
      { amount: 300_000, account_no: account(1), aid_kind: '05', item: '养羊', state: 'waiting', place: TOWNSHIP },
    ])
  })

  it('银行回单按账号和金额：成功的登记发放，失败的在发放以后登记退回；再读一遍什么也不写', async () => {
    const [one, two] = heads as [Head, Head]
    const first = await sheet('回单一.xlsx', [
      ['账号', '户名', '交易金额', '交易结果', '失败原因'],
      [account(1), one.name, 3000, '交易成功', ''],
      [account(2), two.name, 2500, '成功', ''],
      [account(9), '无此人', 100, '成功', ''],
      [account(2), two.name, 9999, '成功', ''],
      [account(1), one.name, 3000, '', ''],
    ])
    const told = await run('return', first, true)
    expect(told.account).toMatchObject({ rows: 5, matched: 2, unsure: 1, unmatched: 1, unreadable: 1, repeated: 0 })
    adds(told.account as BankAccount)
    const states = () => office.store.read.all('SELECT state, paid FROM household_payment WHERE claim_id = ? ORDER BY amount', claim)
    expect(states()).toEqual([
      { state: 'sent', paid: 250_000 },
      { state: 'sent', paid: 300_000 },
    ])
    const again = await run('return', first, true)
    expect(again).toMatchObject({ changeSet: null, account: { matched: 0, repeated: 2 } })
    const second = await sheet('回单二.xlsx', [
      ['账号', '户名', '金额', '状态', '原因'],
      [account(2), two.name, 2500, '失败', '账号已注销'],
    ])
    await run('return', second, true)
    expect(states()).toEqual([
      { state: 'failed', paid: 0 },
      { state: 'sent', paid: 300_000 },
    ])
    await run(
      'return',
      await sheet('回单三.xlsx', [
        ['账号', '金额', '状态'],
        [account(2), 2500, '成功'],
      ]),
      true,
    )
    expect(states()[0]).toEqual({ state: 'resent', paid: 250_000 })
    expect(office.store.read.get('SELECT household_paid FROM payment_claim WHERE id = ?', claim)).toEqual({ household_paid: 550_000 })
    expect(notConserved(office.store.read)).toEqual([])
  })

  it('一张表合计超过报账的不写一行，说清楚', async () => {
    const [, , , , , six] = heads as [Head, Head, Head, Head, Head, Head]
    const path = await sheet('大.xlsx', [
      ['户编号', '户主姓名', '金额'],
      [six.no, six.name, 199_999],
    ])
    const before = office.store.read.get('SELECT count(*) AS n FROM household_payment')
    await expect(run('list', path, true)).rejects.toThrow('到户发放名单是 205499 元，最多 200000 元（报账金额）')
    expect(office.store.read.get('SELECT count(*) AS n FROM household_payment')).toEqual(before)
  })

  it('没有认得的表头、空表说清楚', async () => {
    await expect(
      run(
        'list',
        await sheet('空.xlsx', [
          ['甲', '乙'],
          ['1', '2'],
        ]),
        false,
      ),
    ).rejects.toMatchObject({ code: 'HEADINGS' })
  })
})
