import { Button } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { registerOf } from '#core/catalogue/index.ts'
import { useSession } from '../../session/useSession.tsx'
import { StepDialog } from './StepDialog.tsx'

/** Takes the chosen records through a step together; absent where their register has no procedure. */
export function BatchStep({ register, ids, onDone }: { readonly register: string; readonly ids: readonly string[]; readonly onDone: () => void }): ReactNode {
  const [open, setOpen] = useState(false)
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
  }))
  return (
    <>
      <Button size="compact-sm" variant="light" onClick={() => setOpen(true)}>
        一起办理
      </Button>
      {open && (
        <StepDialog
          register={register}
          ids={ids}
          steps={steps}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            onDone()
          }}
        />
      )}
    </>
  )
}
