import { Button, Group, NativeSelect } from '@mantine/core'
import { IconChartPie } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Related } from '#core/catalogue/derive/related.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { Row } from '#core/shapes.ts'
import { useAnnounce } from '../../components/LiveMessage.tsx'
import { Field } from '../../fields/Field.tsx'
import { shareable, sharedOut } from './shareOut.ts'

export interface ShareOutProps {
  readonly related: Related
  readonly rows: readonly Row[]
  /** What a column must come to, where the catalogue or the record says so. */
  readonly wholes: Readonly<Record<string, number>>
  /** The parts by line. */
  readonly onShared: (key: string, parts: readonly number[]) => void
}

const ALIKE = ''

/** Splits an amount over the lines of a grid by largest remainder, so that the lines come to it to the last unit. */
export function ShareOut({ related, rows, wholes, onShared }: ShareOutProps): ReactNode {
  const fields = shareable(related)
  const [open, setOpen] = useState(false)
  const [key, setKey] = useState(Object.keys(wholes)[0] ?? fields[0]?.key ?? '')
  const [by, setBy] = useState(ALIKE)
  const [typed, setTyped] = useState<FieldValue | undefined>(undefined)
  const [problem, setProblem] = useState<string | null>(null)
  const announce = useAnnounce()
  const field = fields.find((one) => one.key === key)
  if (field === undefined || rows.length < 2) return null
  if (!open) {
    return (
      <Button variant="subtle" size="compact-sm" leftSection={<IconChartPie size={14} aria-hidden />} onClick={() => setOpen(true)}>
        按比例分配
      </Button>
    )
  }
  const whole = typed === undefined ? (wholes[key] ?? null) : typed
  const share = (): void => {
    if (typeof whole !== 'number') return setProblem('请先填要分的总数。')
    const parts = sharedOut(rows, whole, by === ALIKE ? null : by)
    if (parts === null) return setProblem('各行的比例都是 0，没法分；请换一列，或选“平均”。')
    setProblem(null)
    setOpen(false)
    onShared(key, parts)
    announce(`已把“${field.label}”分到 ${rows.length} 行`)
  }
  const { minimum: _minimum, maximum: _maximum, hint: _hint, ...plain } = field
  return (
    <Group gap="xs" role="group" aria-label="按比例分配" align="end">
      <NativeSelect
        label="分配"
        size="xs"
        value={key}
        data={fields.map((one) => ({ value: one.key, label: one.label }))}
        onChange={(event) => {
          setKey(event.currentTarget.value)
          setTyped(undefined)
        }}
      />
      <Field
        key={key}
        labelPosition="above"
        field={{ ...plain, label: '总数', required: false }}
        value={whole}
        onChange={(value) => {
          setTyped(value)
          setProblem(null)
        }}
        onProblem={(message) => setProblem(message)}
        {...(problem === null ? {} : { messages: { error: problem } })}
      />
      <NativeSelect
        label="按"
        size="xs"
        value={by}
        data={[{ value: ALIKE, label: '平均' }, ...fields.filter((one) => one.key !== key).map((one) => ({ value: one.key, label: one.label }))]}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      <Button size="xs" onClick={share}>
        分到 {rows.length} 行
      </Button>
      <Button size="xs" variant="default" onClick={() => setOpen(false)}>
        取消
      </Button>
    </Group>
  )
}
