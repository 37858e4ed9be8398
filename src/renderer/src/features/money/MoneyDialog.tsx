/** The frame of the dialogs in which money is moved: fields in the unit chosen for the work place, what went wrong, and one button. */
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ErrorPayload } from '#core/errors.ts'
import { Dialog, DialogForm } from '../../components/Dialog.tsx'
import { MoneyUnitScope, MoneyUnitSwitch, useMoneyUnitOf } from '../../fields/moneyUnit.tsx'

interface MoneyDialogProps {
  readonly title: string
  readonly hint: string
  readonly action: string
  readonly ready: boolean
  readonly running: boolean
  readonly error: ErrorPayload | null
  readonly onDo: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

export function MoneyDialog({ title, hint, action, ready, running, error, onDo, onClose, children }: MoneyDialogProps): ReactNode {
  const unit = useMoneyUnitOf('fund_allocation')
  return (
    <Dialog onClose={onClose} title={title} size={640}>
      <MoneyUnitScope of={unit}>
        <DialogForm label={action} ready={ready} running={running} error={error} onDo={onDo} onCancel={onClose} cancelLabel="关闭" aside={<MoneyUnitSwitch />}>
          <Text size="sm" c="gray.7">
            {hint}
          </Text>
          {children}
        </DialogForm>
      </MoneyUnitScope>
    </Dialog>
  )
}
