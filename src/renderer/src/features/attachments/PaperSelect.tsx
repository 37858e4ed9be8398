import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'
import { registerOf } from '#core/catalogue/index.ts'

/** Which of the papers that a register asks for an attachment is; nothing where it asks for none. */
export function PaperSelect({
  register,
  value,
  onChange,
}: {
  readonly register: string
  readonly value: string | null
  readonly onChange: (kind: string | null) => void
}): ReactNode {
  const { papers = [] } = registerOf(register)
  if (papers.length === 0) return null
  return (
    <NativeSelect
      label="材料类别"
      value={value ?? ''}
      data={[{ value: '', label: '没有说明' }, ...papers.map(({ kind, label }) => ({ value: kind, label }))]}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  )
}
