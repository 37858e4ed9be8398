/** People who marry or move into another village: let go, taken into a household, declined, called back. */
import { stateLabelOf } from '#core/catalogue/derive/procedure.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { personMoving } from '#core/catalogue/entities/procedures/moving.ts'
import type { MoveEnd, PersonTransfer } from '#core/features/exchange/contract.ts'
import type { Run, Shell } from '../command.ts'
import type { Invocation } from '../invocation.ts'
import { located } from '../located.ts'
import { everything, limitOf } from '../pages.ts'
import { textTable } from '../table.ts'

export const personTransfers: Run = async (invocation, shell) => {
  const page = await shell.withOffice('login', async ({ client }) => {
    const person = invocation.text('person')
    const of = person === undefined ? {} : { person: await located(client, registerOf('person'), person) }
    return everything((part) => client.exchange.personTransfers({ ...part, ...of }), limitOf(invocation))
  })
  return {
    json: page,
    text: () =>
      `${textTable(
        [
          { label: '编号', of: (row: PersonTransfer) => row.id },
          { label: '姓名', of: (row) => row.name },
          { label: '迁出', of: (row) => row.fromName },
          { label: '迁入', of: (row) => row.toName },
          { label: '日期', of: (row) => row.outOn },
          { label: '状态', of: (row) => stateLabelOf(personMoving, row.state) },
        ],
        page.rows,
      )}\n共 ${page.total} 次。`,
  }
}

export const personTransferOut: Run = async (invocation, shell) => {
  const on = invocation.text('on')
  const done = await shell.withOffice('login', async ({ client }) =>
    client.exchange.personTransferOut({
      person: await located(client, registerOf('person'), invocation.argument('人')),
      toVillage: invocation.required('to'),
      decreaseReason: invocation.required('decrease'),
      reason: invocation.required('reason'),
      ...(on === undefined ? {} : { on }),
    }),
  )
  return { json: done, text: () => `已办迁出（编号 ${done.id}）。对方接收数据包后办迁入，在此之前这个人仍算在原来的户。` }
}

export const personTransferTake: Run = (invocation, shell) => settle(invocation, shell, 'in')
export const personTransferRefuse: Run = (invocation, shell) => settle(invocation, shell, 'declined')
export const personTransferRecall: Run = (invocation, shell) => settle(invocation, shell, 'cancelled')

/** Instead of a household: one of their own. */
const OWN_HOUSEHOLD = '自立'

async function settle(invocation: Invocation, shell: Shell, to: MoveEnd): Promise<Awaited<ReturnType<Run>>> {
  const id = invocation.argument('编号')
  const remark = invocation.text('remark')
  const done = await shell.withOffice('login', async ({ client }) => {
    const home = to === 'in' ? invocation.argument('户') : ''
    const into =
      to === 'in'
        ? {
            household: home === OWN_HOUSEHOLD ? null : await located(client, registerOf('household'), home),
            relation: invocation.required('relation'),
            increaseReason: invocation.required('increase'),
          }
        : undefined
    return client.exchange.settlePersonTransfer({ id, to, ...(into === undefined ? {} : { into }), ...(remark === undefined ? {} : { remark }) })
  })
  return {
    json: { id, state: to, ...done },
    text: () => `${stateLabelOf(personMoving, to)}${done.changeSet === null ? '' : `（操作编号 ${done.changeSet}）`}。`,
  }
}
