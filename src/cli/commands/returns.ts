/** Households that the office above sends back with a remark. */
import { stateLabelOf } from '#core/catalogue/derive/procedure.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { stateKeys } from '#core/catalogue/procedure.ts'
import { returning } from '#core/catalogue/entities/procedures/returning.ts'
import type { ReviewReturn } from '#core/features/exchange/contract.ts'
import type { Run } from '../command.ts'
import { located } from '../located.ts'
import { everything } from '../pages.ts'
import { textTable } from '../table.ts'

const STATES = stateKeys(returning)
const isState = (text: string): text is ReviewReturn['state'] => STATES.some((state) => state === text)

export const returns: Run = async (invocation, shell) => {
  const state = invocation.text('state')
  if (state !== undefined && !isState(state)) throw invocation.wrong(`--state 只能是 ${STATES.join('、')}。`)
  const page = await shell.withOffice('login', ({ client }) =>
    everything((of) => client.exchange.returns({ ...of, ...(state === undefined ? {} : { state }) }), invocation.integer('limit') ?? 500),
  )
  return {
    json: page,
    text: () =>
      `${textTable(
        [
          { label: '编号', of: (row: ReviewReturn) => row.id },
          { label: '户主', of: (row) => row.headName },
          { label: '村', of: (row) => row.villageName },
          { label: '意见', of: (row) => row.remark },
          { label: '退回', of: (row) => row.returnedOn },
          { label: '回复', of: (row) => row.answer ?? '' },
          { label: '状态', of: (row) => stateLabelOf(returning, row.state) },
        ],
        page.rows,
      )}\n共 ${page.total} 户。`,
  }
}

export const returnHousehold: Run = async (invocation, shell) => {
  const done = await shell.withOffice('login', async ({ client }) =>
    client.exchange.returnHousehold({
      household: await located(client, registerOf('household'), invocation.argument('户')),
      remark: invocation.required('remark'),
    }),
  )
  return { json: done, text: () => `已退回（编号 ${done.id}），随下一个数据包带给对方。` }
}

export const answerReturn: Run = async (invocation, shell) => {
  const id = invocation.argument('编号')
  const done = await shell.withOffice('login', ({ client }) => client.exchange.answerReturn({ id, answer: invocation.required('answer') }))
  return { json: { id, state: 'answered', ...done }, text: () => '已回复，随下一个数据包带给退回的单位。' }
}

export const closeReturn: Run = async (invocation, shell) => {
  const id = invocation.argument('编号')
  const done = await shell.withOffice('login', ({ client }) => client.exchange.closeReturn({ id }))
  return { json: { id, state: 'closed', ...done }, text: () => '已办结。' }
}
