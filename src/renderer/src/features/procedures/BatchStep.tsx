import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { registerOf } from '#core/catalogue/index.ts'
import { useSession } from '../../session/useSession.tsx'
import { StepDialog } from './StepDialog.tsx'

/** Steps of a procedure that have a button of their own. */
const MOST_BUTTONS = 4

/** Takes the chosen records through a step together; absent where their register has no procedure. */
export function BatchStep({ register, ids, onDone }: { readonly register: string; readonly ids: readonly string[]; readonly onDone: () => void }): ReactNode {
  /** Keys of the steps to choose from; null while nothing is asked. */
  const [open, setOpen] = useState<readonly string[] | null>(null)
  const { user } = useSession()
  const { procedure } = registerOf(register)
  if (procedure === undefined || user.role === 'reader') return null
  const steps = procedure.steps.map(({ key, label, hint, act, needs }) => ({
    key,
    label,
    hint: hint ?? null,
    act: act ?? null,
    vote: needs?.vote !== undefined,
    signatures: needs?.signatures ?? null,
    remark: needs?.remark ?? null,
  }))
  const keys = steps.map(({ key }) => key)
  // Few steps have a button each; of many one is chosen in the dialog.
  const choices = steps.length <= MOST_BUTTONS ? steps.map(({ key, label }) => ({ label, keys: [key] })) : [{ label: '一起办理', keys }]
  return (
    <>
      {choices.map(({ label, keys }) => (
        <Button key={label} size="compact-sm" variant="light" onClick={() => setOpen(keys)}>
          {label}
        </Button>
      ))}
      {open !== null && (
        <StepDialog
          register={register}
          ids={ids}
          steps={steps.filter(({ key }) => open.includes(key))}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null)
            onDone()
          }}
        />
      )}
    </>
  )
}
