/** The frame of the dialogs in which money is moved: fields in the unit chosen for the work place, what went wrong, and one button. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ErrorPayload } from '#core/errors.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { MoneyUnitScope, MoneyUnitSwitch, useMoneyUnitOf } from '../../fields/moneyUnit.tsx'
import { useEnterToNext } from '../../keyboard/enterToNext.ts'
import { useShortcut } from '../../keyboard/useShortcut.ts'

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
  const enter = useEnterToNext(() => undefined)
  useShortcut('save', () => {
    if (ready && !running) onDo()
  })
  return (
    <Modal opened onClose={onClose} title={title} size={640} closeOnClickOutside={false} closeButtonProps={{ 'aria-label': '关闭' }}>
      <MoneyUnitScope of={unit}>
        <Stack gap="sm" {...enter}>
          <Text size="sm" c="gray.7">
            {hint}
          </Text>
          {children}
          {error !== null && <ErrorPanel error={error} />}
          <Group justify="space-between" gap="xs">
            <MoneyUnitSwitch />
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                关闭
              </Button>
              <Button disabled={!ready} loading={running} title="Ctrl+S" onClick={onDo}>
                {action}
              </Button>
            </Group>
          </Group>
        </Stack>
      </MoneyUnitScope>
    </Modal>
  )
}
