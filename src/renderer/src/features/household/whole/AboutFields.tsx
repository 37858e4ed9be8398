import { Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import { Field } from '../../../fields/Field.tsx'
import { todayText } from '../useFindings.ts'

const onDate = fieldOf('household_event', 'on_date')
const reasonField = { ...fieldOf('household_event', 'reason'), required: true }

/** When, why, by which paper: what every such act is asked for. */
export interface About {
  readonly on: FieldValue
  readonly reason: FieldValue
  readonly documentNo: string
  readonly remark: string
  readonly problem: string | null
}

export function useAbout(): readonly [About, (part: Partial<About>) => void] {
  const [about, setAbout] = useState<About>({ on: todayText(), reason: null, documentNo: '', remark: '', problem: null })
  return [about, (part) => setAbout((now) => ({ ...now, ...part }))]
}

/** What the core is asked with; null while something is missing. */
export function readyAbout({ on, reason, documentNo, remark, problem }: About): { on: string; reason: string; documentNo?: string; remark?: string } | null {
  if (typeof on !== 'string' || typeof reason !== 'string' || problem !== null) return null
  return { on, reason, ...(documentNo.trim() === '' ? {} : { documentNo }), ...(remark.trim() === '' ? {} : { remark }) }
}

export function AboutFields({ about, onChange }: { readonly about: About; readonly onChange: (part: Partial<About>) => void }): ReactNode {
  return (
    <>
      <Group grow align="flex-start" gap="xs">
        <Field
          field={onDate}
          value={about.on}
          onChange={(on) => onChange({ on })}
          onProblem={(problem) => onChange({ problem })}
          labelPosition="above"
          autoFocus
        />
        <Field field={reasonField} value={about.reason} onChange={(reason) => onChange({ reason })} labelPosition="above" />
      </Group>
      <Group grow gap="xs">
        <TextInput label="文号或证明编号" maxLength={60} value={about.documentNo} onChange={(event) => onChange({ documentNo: event.currentTarget.value })} />
        <TextInput label="说明（记入历史）" maxLength={200} value={about.remark} onChange={(event) => onChange({ remark: event.currentTarget.value })} />
      </Group>
    </>
  )
}
