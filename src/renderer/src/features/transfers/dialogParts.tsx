import { Textarea } from '@mantine/core'
import type { ReactNode } from 'react'

/** Why somebody moves; it goes into the journal. */
export function ReasonInput({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }): ReactNode {
  return (
    <Textarea
      label="迁移原因（记入操作记录，必填）"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autosize
      minRows={2}
      maxRows={4}
      maxLength={200}
      required
    />
  )
}
