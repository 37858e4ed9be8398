import { Button, Group, Modal, Select, Stack, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'

export interface NewMeasureProps {
  readonly onClose: () => void
  /** With the id of the measure. */
  readonly onAdded: (id: string) => void
}

/** Says what targets are set for: a name, and the column of a table that tells what was reached. */
export function NewMeasure({ onClose, onAdded }: NewMeasureProps): ReactNode {
  return (
    <Modal opened onClose={onClose} title="新增目标指标" closeButtonProps={{ 'aria-label': '关闭' }}>
      <MeasureForm onClose={onClose} onAdded={onAdded} />
    </Modal>
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
  useShortcut('save', () => {
    void submit()
  })
  const chosen = tables.data?.find((one) => one.statistic === statistic)
  return (
    <Stack gap="sm">
      {saving.error !== null && <ErrorPanel error={saving.error} />}
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
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          取消
        </Button>
        <Button
          disabled={!ready}
          loading={saving.running}
          onClick={() => {
            void submit()
          }}
        >
          新增指标
        </Button>
      </Group>
    </Stack>
  )
}
