import { Select, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'

export interface NewMeasureProps {
  readonly onClose: () => void
  /** With the id of the measure. */
  readonly onAdded: (id: string) => void
}

/** Says what targets are set for: a name, and the column of a table that tells what was reached. */
export function NewMeasure({ onClose, onAdded }: NewMeasureProps): ReactNode {
  return (
    <Dialog onClose={onClose} title="新增目标指标">
      <MeasureForm onClose={onClose} onAdded={onAdded} />
    </Dialog>
  )
}

function MeasureForm({ onClose, onAdded }: NewMeasureProps): ReactNode {
  const client = useClient()
  const tables = useQuery(useApi().targets.columns.queryOptions())
  const [name, setName] = useState('')
  const [statistic, setStatistic] = useState<string | null>(null)
  const [measure, setMeasure] = useState<string | null>(null)
  const [reported, setReported] = useState(false)
  const [unit, setUnit] = useState('')
  const saving = useCommand(client.records.save, { inline: true })
  const ready = name.trim() !== '' && (reported || (statistic !== null && measure !== null))
  const submit = async (): Promise<void> => {
    if (!ready) return
    const saved = await saving.run({
      register: 'target_measure',
      values: { name: name.trim(), ...(reported ? { unit: unit.trim() || null } : { statistic, measure }) },
    })
    if (saved === null) return
    notifyDone('已新增指标', name.trim())
    onAdded(saved.id)
  }
  const chosen = tables.data?.find((one) => one.statistic === statistic)
  return (
    <DialogForm label="新增指标" ready={ready} running={saving.running} error={saving.error} onDo={submit} onCancel={onClose}>
      <TextInput label="指标名称" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={60} required data-autofocus />
      <Switch label="没有统计表可取，完成数由各地填报" checked={reported} onChange={(event) => setReported(event.currentTarget.checked)} />
      {reported && <TextInput label="单位" placeholder="例如：公里" value={unit} maxLength={20} onChange={(event) => setUnit(event.currentTarget.value)} />}
      {!reported && (
        <Select
          label="完成数取自统计表"
          searchable
          required
          comboboxProps={{ withinPortal: false }}
          value={statistic}
          data={(tables.data ?? []).map((one) => ({ value: one.statistic, label: `${one.statistic} ${one.title}` }))}
          onChange={(value) => {
            setStatistic(value)
            setMeasure(null)
          }}
        />
      )}
      {!reported && (
        <Select
          label="的哪一列"
          searchable
          required
          comboboxProps={{ withinPortal: false }}
          value={measure}
          data={(chosen?.columns ?? []).map(({ key, label }) => ({ value: key, label }))}
          onChange={setMeasure}
        />
      )}
    </DialogForm>
  )
}
