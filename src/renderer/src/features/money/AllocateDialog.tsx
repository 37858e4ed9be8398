/** Lets money go from a source to a project, a village or households; booked along where this office receives it itself. */
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import { localDay } from '#core/rules/dates.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Field } from '../../fields/Field.tsx'
import { useSession } from '../../session/useSession.tsx'
import { useRefresh } from '../records/useRefresh.ts'
import { MoneyDialog } from './MoneyDialog.tsx'
import { useValues } from './useValues.ts'

const FIELDS = ['source_id', 'project_id', 'end', 'village', 'place', 'year'].map((key) => fieldOf('fund_allocation', key))
const ENTRY = ['amount', 'released_on', 'document_no'].map((key) => fieldOf('fund_release', key))

export function AllocateDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const client = useClient()
  const refresh = useRefresh()
  const { year } = useSession()
  const { run, running, error, clearError } = useCommand(client.money.allocate, { inline: true })
  const values = useValues(() => ({ year, end: 'project', released_on: localDay(new Date()) }), clearError)
  const { text, number } = values
  const [source, place, amount, on] = [text('source_id'), text('place'), number('amount'), text('released_on')]
  const ready = source !== undefined && place !== undefined && amount !== undefined && amount > 0 && on !== undefined
  const allocate = async (): Promise<void> => {
    if (!ready) return
    const end = (['project', 'village', 'household'] as const).find((one) => one === values.of('end')) ?? 'project'
    const [project, village, documentNo] = [text('project_id'), text('village'), text('document_no')]
    const answer = await run({
      source,
      place,
      amount,
      on,
      end,
      year: number('year') ?? year,
      ...(project === undefined ? {} : { project }),
      ...(village === undefined ? {} : { village }),
      ...(documentNo === undefined ? {} : { documentNo }),
    })
    if (answer === null) return
    refresh('fund_allocation', 'fund_source', 'fund_release')
    notifyDone('已分配', answer.booked ? '收款单位就是本单位，已经一起入账' : '在途，等收款单位入账')
    onClose()
  }
  return (
    <MoneyDialog
      title="分配资金"
      hint="从一笔来源拨给一个项目、一个村或到户。由别的单位支配的，对方入账以前在途。"
      action="分配"
      ready={ready}
      running={running}
      error={error}
      onDo={() => {
        void allocate()
      }}
      onClose={onClose}
    >
      {[...FIELDS, ...ENTRY].map((field) => (
        <Field key={field.key} {...values.props(field)} />
      ))}
    </MoneyDialog>
  )
}
