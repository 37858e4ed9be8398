/** Balance sheets, what happens to households as a whole, and the life of a record. */
import { registerOf } from '#core/catalogue/index.ts'
import { AppError } from '#core/errors.ts'
import { differenceOf, sheetLines, type SheetLine } from '#core/features/balance/sheetShapes.ts'
import { periodOf } from '#core/statistics/table.ts'
import type { Run } from '../command.ts'
import type { Invocation } from '../invocation.ts'
import { located } from '../located.ts'
import { registerNamed } from '../registerNamed.ts'
import type { Client } from '../session.ts'
import { textTable } from '../table.ts'

export const balance: Run = async (invocation, shell) => {
  const [from, asOf, within] = [invocation.text('from'), invocation.text('as-of'), invocation.text('within')]
  const { table } = await shell.withOffice('login', async ({ client, year }) => ({
    table: await client.statistics.count({
      code: 'balance',
      by: within === undefined || within.endsWith('000000') ? 'county' : within.endsWith('000') ? 'township' : 'village',
      year: invocation.integer('year') ?? (asOf === undefined ? year : Number(asOf.slice(0, 4))),
      ...(from === undefined ? {} : { from }),
      ...(asOf === undefined ? {} : { asOf }),
      ...(within === undefined ? {} : { within }),
    }),
  }))
  const lines = sheetLines(table, null)
  const [households, people] = [differenceOf(lines, 'households'), differenceOf(lines, 'people')]
  const figure = (value: number | undefined): string => (value === undefined ? '' : String(value))
  return {
    json: { period: periodOf(table), lines, difference: { households, people } },
    text: () =>
      [
        `在册户和人口平衡表　${periodOf(table)}`,
        textTable(
          [
            { label: '项目', of: (line: SheetLine) => `${{ more: '＋', less: '－', part: '　', open: '？', stock: '' }[line.sign]}${line.label}` },
            { label: '户', number: true, of: (line) => figure(line.households?.value) },
            { label: '人', number: true, of: (line) => figure(line.people?.value) },
          ],
          lines,
        ),
        households === 0 && people === 0 ? '配平。' : `差额：${households} 户 ${people} 人，没有记录说明原因。`,
      ].join('\n'),
  }
}

export const split: Run = async (invocation, shell) => {
  const localNo = invocation.text('local-no')
  const done = await shell.withOffice('login', async ({ client, year }) => {
    const of = await asked(client, invocation, year)
    return client.balance.split({ ...of.about, members: of.members, ...(localNo === undefined ? {} : { localNo }) })
  })
  return { json: done, text: () => `已分户，新户 ${done.household}。` }
}

export const merge: Run = async (invocation, shell) => {
  const done = await shell.withOffice('login', async ({ client, year }) => {
    const of = await asked(client, invocation, year)
    return client.balance.merge({ ...of.about, members: of.members, into: await located(client, registerOf('household'), invocation.argument('并入')) })
  })
  return { json: done, text: () => '已并户。' }
}

export const close: Run = async (invocation, shell) => {
  const done = await shell.withOffice('login', async ({ client }) => client.balance.close(await about(client, invocation)))
  return { json: done, text: () => '已整户销户。' }
}

export const head: Run = async (invocation, shell) => {
  const done = await shell.withOffice('login', async ({ client, year }) => {
    const of = await asked(client, invocation, year)
    const chosen = of.members.find(({ relation }) => relation === '01')
    if (chosen === undefined) throw new AppError('VALIDATION', '没有写明谁是新户主。', '请在 --members 里把新户主的关系写成 01。')
    return client.balance.changeHead({ ...of.about, head: chosen.membership, relations: of.members.filter((one) => one !== chosen) })
  })
  return { json: done, text: () => '已更换户主。' }
}

export const moments: Run = async (invocation, shell) => {
  const rows = await shell.withOffice('login', async ({ client }) => {
    const register = registerNamed(invocation.argument('台账'))
    return client.records.moments({ register: register.name, id: await located(client, register, invocation.argument('id')) })
  })
  return {
    json: rows,
    text: () =>
      textTable(
        [
          { label: '日期', of: (row: (typeof rows)[number]) => row.day },
          { label: '经历', of: (row) => row.text },
          { label: '说明', of: (row) => row.detail ?? '' },
        ],
        rows,
      ),
  }
}

async function about(client: Client, invocation: Invocation) {
  const [documentNo, remark] = [invocation.text('document'), invocation.text('remark')]
  return {
    household: await located(client, registerOf('household'), invocation.argument('户')),
    on: invocation.required('on'),
    reason: invocation.required('reason'),
    ...(documentNo === undefined ? {} : { documentNo }),
    ...(remark === undefined ? {} : { remark }),
  }
}

/** What every act asks, and its people by their names, as members of today. */
async function asked(client: Client, invocation: Invocation, year: number) {
  const of = await about(client, invocation)
  const { members } = await client.household.detail({ id: of.household, year })
  const going = invocation
    .required('members')
    .split(/[,，、]/)
    .map((part) => part.split('=').map((text) => text.trim()))
  return {
    about: of,
    members: going.map(([name = '', relation = '']) => {
      const found = members.filter(({ person }) => person['name'] === name)
      const [only] = found
      if (only === undefined || found.length > 1)
        throw new AppError('VALIDATION', `这一户${found.length > 1 ? '有不止一个' : '没有'}“${name}”。`, '请写现有成员的姓名，重名的请在画面上办理。')
      if (!/^\d{2}$/.test(relation))
        throw new AppError('VALIDATION', `“${name}”的关系“${relation}”不是代码。`, '请写成 王二=01 的样子，代码见命令 codes relation。')
      return { membership: String(only.membership['id']), relation }
    }),
  }
}
