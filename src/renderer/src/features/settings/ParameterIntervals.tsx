import { Badge, Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { registerOf } from '#core/catalogue/index.ts'
import { parameterIntervals } from '#core/rules/parameters.ts'
import { gapsOf, type ParameterInterval } from '#core/rules/parameterTerms.ts'
import type { Row } from '#core/shapes.ts'
import { useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { divisionPath } from '../../fields/DivisionInput.tsx'
import { FieldGrid } from '../../fields/FieldGrid.tsx'
import { useFieldSources } from '../../fields/sources.tsx'
import { useRecordForm } from '../../fields/useRecordForm.ts'
import table from '../../components/PlainTable.module.css'
import { useRefresh } from '../records/useRefresh.ts'
import { useSaving, withoutTitles, type Saved } from '../records/useSaveRecord.ts'
import type { ParameterSubject } from './ParameterDialog.tsx'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import type { ParameterRecord } from './parameterRows.ts'

const register = registerOf('parameter')

interface IntervalsProps {
  readonly declared: ParameterSubject['declared']
  /** All records; those of other keys are passed over. */
  readonly records: readonly ParameterRecord[]
  readonly mayChange: boolean
  readonly onClose: () => void
}

/** When and where a parameter holds which value: all its records in order, and what lies open between them. */
export function ParameterIntervals({ declared, records, mayChange, onClose }: IntervalsProps): ReactNode {
  const [editing, setEditing] = useState<Row | null>(null)
  const placeName = usePlaceName()
  const intervals = parameterIntervals(records)
  const gaps = gapsOf(intervals, declared.key)
  return (
    <Dialog onClose={onClose} title={`${declared.label}：各时段`} size={860}>
      {editing === null ? (
        <Stack gap="sm">
          <table className={table['table']} aria-label={`${declared.label}的各时段`}>
            <thead>
              <tr>
                {['适用区划', '从', '到', `值（${declared.unit}）`, '文号', '状态', ...(mayChange ? ['操作'] : [])].map((label) => (
                  <th key={label} scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(intervals.get(declared.key) ?? []).flatMap(({ division, intervals: own }) =>
                own.map((one) => (
                  <IntervalRow key={String(one.row.row['id'])} interval={one} place={placeName(division)} {...(mayChange ? { onChange: setEditing } : {})} />
                )),
              )}
            </tbody>
          </table>
          {gaps.map(({ division, from, until }) => (
            <Text key={`${division ?? ''} ${from}`} size="sm" c="amber.9">
              {placeName(division)}从 {from} 到 {until} 没有值。
            </Text>
          ))}
          {mayChange && (
            <Group justify="flex-end">
              <Button
                data-autofocus
                leftSection={<IconPlus size={16} aria-hidden />}
                onClick={() => setEditing({ key: declared.key, label: declared.label, unit: declared.unit, unverified: true })}
              >
                增加一个时段
              </Button>
            </Group>
          )}
        </Stack>
      ) : (
        <IntervalForm row={editing} onDone={() => setEditing(null)} />
      )}
    </Dialog>
  )
}

/** How the place is called in which a value holds. */
function usePlaceName(): (division: string | null) => string {
  const { divisions } = useFieldSources()
  const byCode = new Map(divisions.map((division) => [division.code, division]))
  return (division) => (division === null ? '全部' : divisionPath(byCode, division) || division)
}

function IntervalRow({
  interval: { row, from, until },
  place,
  onChange,
}: {
  readonly interval: ParameterInterval<ParameterRecord>
  readonly place: string
  readonly onChange?: (row: Row) => void
}): ReactNode {
  return (
    <tr>
      <td>{place}</td>
      <td>{from}</td>
      <td>{until ?? '以后'}</td>
      <td data-number>
        <b>{row.value ?? '—'}</b>
      </td>
      <td>{String(row.row['document_no'] ?? '')}</td>
      <td>{row.row['unverified'] === true ? <Badge color="amber">待核</Badge> : <Badge color="green">已核</Badge>}</td>
      {onChange !== undefined && (
        <td>
          <Button size="compact-sm" variant="default" aria-label={`修改 ${place} ${from} 起的值`} onClick={() => onChange(row.row)}>
            修改
          </Button>
        </td>
      )}
    </tr>
  )
}

/** One record of the parameter; what would overlap is refused by the core, in words under the field. */
function IntervalForm({ row, onDone }: { readonly row: Row; readonly onDone: () => void }): ReactNode {
  const client = useClient()
  const refresh = useRefresh()
  const form = useRecordForm(register, row)
  const [reason, setReason] = useState('')
  const { saving, run } = useSaving()
  const id = typeof row['id'] === 'string' ? row['id'] : null
  const save = async (): Promise<void> => {
    if (form.localIssues.length > 0) {
      form.showIssues(form.localIssues)
      return
    }
    if (reason.trim() === '') return
    const values = withoutTitles(id === null ? form.values : form.changed)
    const saved = await run<Saved>({
      send: () =>
        client.records.save({ register: 'parameter', values, reason: reason.trim(), ...(id === null ? {} : { id, revision: Number(row['revision']) }) }),
      onIssues: form.showIssues,
      onReload: onDone,
    })
    if (saved === null) return
    refresh('parameter')
    notifyDone('参数已保存', String(row['label'] ?? ''))
    onDone()
  }
  return (
    <DialogForm label="保存时段" ready={reason.trim() !== ''} running={saving} onDo={save} onCancel={onDone} cancelLabel="返回">
      <FieldGrid
        register={register}
        values={form.values}
        onChange={form.set}
        onProblem={form.setProblem}
        messages={form.messages}
        idPrefix="parameter"
        without={['key', 'label', 'unit', ...(typeof row['year'] === 'number' ? [] : ['year'])]}
        columns={2}
        labelPosition="above"
        hideHeadings
        autoFocusKey={id === null ? 'valid_from' : 'value'}
      />
      <Textarea label="原因（记入操作记录，必填）" required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </DialogForm>
  )
}
