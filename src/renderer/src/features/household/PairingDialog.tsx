import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { HouseholdDetail } from '#core/features/household/contract.ts'
import type { Row } from '#core/shapes.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyInfo } from '../../bridge/notify.tsx'
import { FieldGrid } from '../../fields/FieldGrid.tsx'
import { useRecordForm } from '../../fields/useRecordForm.ts'
import { useGo } from '../../router/navigation.ts'
import { useRefresh } from '../records/useRefresh.ts'
import { tellDone } from '../records/tellDone.ts'
import { useSaving, withoutTitles } from '../records/useSaveRecord.ts'
import type { Saved } from '../records/useSaveRecord.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { todayText } from './useFindings.ts'

const register = registerOf('pairing')

/** A new helper of the household; those who helped until now may end on the same day. */
export function PairingDialog({
  household,
  helpers,
  onClose,
}: {
  readonly household: string
  readonly helpers: readonly HouseholdDetail['helpers'][number][]
  readonly onClose: () => void
}): ReactNode {
  const client = useClient()
  const refresh = useRefresh()
  const go = useGo()
  const running = helpers.filter(({ pairing }) => (pairing['end_date'] ?? null) === null)
  const [ending, setEnding] = useState<ReadonlySet<string>>(
    () => new Set(running.filter(({ pairing }) => pairing['is_main'] === true).map(({ pairing }) => String(pairing['id']))),
  )
  const [begun] = useState<Row>(() => ({ household_id: household, start_date: todayText(), is_main: true }))
  const form = useRecordForm(register, begun)
  const { saving, run } = useSaving()

  const save = async (): Promise<void> => {
    if (form.localIssues.length > 0) {
      form.showIssues(form.localIssues)
      return
    }
    // The new one first: where that is refused nobody has ended. What is doubtful asks for a reason, as in every form.
    const begunNow = await run<Saved>({
      send: (reason) => client.records.save({ register: 'pairing', values: withoutTitles(form.values), ...(reason === undefined ? {} : { reason }) }),
      onIssues: form.showIssues,
      onReload: onClose,
    })
    const done = begunNow !== null && (await endOthers())
    refresh('pairing', 'household')
    if (begunNow === null) return
    if (done) tellDone('已结对', String(form.values['helper_id$title'] ?? ''), begunNow)
    onClose()
  }
  const endOthers = async (): Promise<boolean> => {
    for (const { pairing } of running) {
      const id = String(pairing['id'])
      if (!ending.has(id)) continue
      const values = { end_date: form.values['start_date'] ?? null }
      const ended = await run<Saved>({
        send: (reason) => client.records.save({ register: 'pairing', id, values, ...(reason === undefined ? {} : { reason }) }),
        onIssues: (issues) => notifyInfo('原来的结对没有结束', issues.map(({ message }) => message).join(' ')),
        onReload: onClose,
      })
      if (ended === null) return false
    }
    return true
  }
  return (
    <Dialog onClose={onClose} title="增加或更换帮扶责任人" size={520}>
      <DialogForm
        label="保存"
        running={saving}
        onDo={save}
        onCancel={onClose}
        aside={
          <Button variant="subtle" onClick={() => go(recordPath('helper', 'new'))}>
            名单里没有这个人？先新增
          </Button>
        }
      >
        <FieldGrid
          register={register}
          values={form.values}
          onChange={form.set}
          onProblem={form.setProblem}
          messages={form.messages}
          idPrefix="pairing"
          without={['household_id', 'village', 'end_date']}
          columns={1}
          labelPosition="above"
          hideHeadings
          autoFocusKey="helper_id"
          onLast={() => {
            void save()
          }}
        />
        {running.map(({ pairing, helper }) => {
          const id = String(pairing['id'])
          return (
            <Checkbox
              key={id}
              label={`${String(helper['name'] ?? '')} 到这一天结束帮扶`}
              checked={ending.has(id)}
              onChange={(event) => {
                const next = new Set(ending)
                if (event.currentTarget.checked) next.add(id)
                else next.delete(id)
                setEnding(next)
              }}
            />
          )
        })}
      </DialogForm>
    </Dialog>
  )
}
