/** Gives money that was not used back to its source. */
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldDefinition } from '#core/catalogue/types.ts'
import { localDay } from '#core/rules/dates.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Field } from '../../fields/Field.tsx'
import { useRefresh } from '../records/useRefresh.ts'
import { MoneyDialog } from './MoneyDialog.tsx'
import { useValues } from './useValues.ts'

const FIELDS = ['allocation_id', 'amount', 'returned_on'].map((key) => fieldOf('fund_return', key))
const REASON: FieldDefinition = { ...fieldOf('fund_return', 'remark'), label: '为什么退回', required: true }

export function GiveBackDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const client = useClient()
  const refresh = useRefresh()
  const { run, running, error, clearError } = useCommand(client.money.giveBack, { inline: true })
  const values = useValues(() => ({ returned_on: localDay(new Date()) }), clearError)
  const { text, number } = values
  const [allocation, amount, on, reason] = [text('allocation_id'), number('amount'), text('returned_on'), text('remark')]
  const ready = allocation !== undefined && amount !== undefined && amount > 0 && on !== undefined && reason !== undefined
  const giveBack = async (): Promise<void> => {
    if (!ready) return
    const answer = await run({ allocation, amount, on, reason })
    if (answer === null) return
    refresh('fund_allocation', 'fund_source', 'fund_return')
    notifyDone('已退回', answer.booked ? '已经一起入账' : '在途，等县里入账')
    onClose()
  }
  return (
    <MoneyDialog
      title="退回资金"
      hint="把一笔分配里没有用的钱退给县里；县里入账以前在途。"
      action="退回"
      ready={ready}
      running={running}
      error={error}
      onDo={() => {
        void giveBack()
      }}
      onClose={onClose}
    >
      {[...FIELDS, REASON].map((field) => (
        <Field key={field.key} {...values.props(field)} />
      ))}
    </MoneyDialog>
  )
}
