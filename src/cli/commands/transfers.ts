/** Households that move into another village: let go, taken in, declined, called back. */
import { stateLabelOf } from '#core/catalogue/derive/procedure.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { householdMoving } from '#core/catalogue/entities/procedures/moving.ts'
import type { MoveEnd, Transfer } from '#core/features/exchange/contract.ts'
import type { Run, Shell } from '../command.ts'
import type { Invocation } from '../invocation.ts'
import { located } from '../located.ts'
import { everything, limitOf } from '../pages.ts'
import { textTable } from '../table.ts'

export const transfers: Run = async (invocation, shell) => {
  const page = await shell.withOffice('login', async ({ client }) => {
    const household = invocation.text('household')
    const of = household === undefined ? {} : { household: await located(client, registerOf('household'), household) }
    return everything((part) => client.exchange.transfers({ ...part, ...of }), limitOf(invocation))
  })
  return {
    json: page,
    text: () =>
      `${textTable(
        [
          { label: '编号', of: (row: Transfer) => row.id },
          { label: '户主', of: (row) => row.headName },
          { label: '人数', number: true, of: (row) => String(row.population) },
          { label: '迁出', of: (row) => row.fromName },
          { label: '迁入', of: (row) => row.toName },
          { label: '日期', of: (row) => row.outOn },
          { label: '状态', of: (row) => stateLabelOf(householdMoving, row.state) },
        ],
        page.rows,
      )}\n共 ${page.total} 次。`,
  }
}

export const transferOut: Run = async (invocation, shell) => {
  const toVillage = invocation.required('to')
  const done = await shell.withOffice('login', async ({ client }) =>
    client.exchange.transferOut({
      household: await located(client, registerOf('household'), invocation.argument('户')),
      toVillage,
      reason: invocation.required('reason'),
    }),
  )
  return { json: done, text: () => `已办迁出（编号 ${done.id}）。对方接收数据包后办迁入，在此之前仍算在本单位。` }
}

export const transferAccept: Run = (invocation, shell) => settleTransfer(invocation, shell, 'in')
export const transferDecline: Run = (invocation, shell) => settleTransfer(invocation, shell, 'declined')
export const transferCancel: Run = (invocation, shell) => settleTransfer(invocation, shell, 'cancelled')

export const transferNote: Run = async (invocation, shell) => {
  const id = invocation.argument('编号')
  const done = await shell.withOffice('login', ({ client }) => client.exchange.noteDecision({ id }))
  return { json: { id, ...done }, text: () => '已记下，首页不再提醒。' }
}

async function settleTransfer(invocation: Invocation, shell: Shell, to: MoveEnd): Promise<Awaited<ReturnType<Run>>> {
  const id = invocation.argument('编号')
  const remark = invocation.text('remark')
  const done = await shell.withOffice('login', ({ client }) => client.exchange.settleTransfer({ id, to, ...(remark === undefined ? {} : { remark }) }))
  return {
    json: { id, state: to, ...done },
    text: () => `${stateLabelOf(householdMoving, to)}${done.changeSet === null ? '' : `（操作编号 ${done.changeSet}）`}。`,
  }
}
