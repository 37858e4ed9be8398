import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ModalProps } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ErrorPayload } from '#core/errors.ts'
import { useEnterToNext } from '../keyboard/enterToNext.ts'
import { useShortcut } from '../keyboard/useShortcut.ts'
import { ErrorPanel } from './ErrorPanel.tsx'

interface DialogProps extends Pick<ModalProps, 'size' | 'fullScreen' | 'yOffset' | 'onKeyDown'> {
  readonly title: string
  readonly onClose: () => void
  /** While false it stays: neither Escape nor the cross closes it. */
  readonly mayClose?: boolean
  /** What the cross is called. */
  readonly closeLabel?: string
  readonly children: ReactNode
}

/** A window above the page. A click beside it does not close it, so that nothing typed is lost by a slip of the mouse. */
export function Dialog({ mayClose = true, closeLabel = '关闭', children, ...rest }: DialogProps): ReactNode {
  return (
    <Modal opened {...rest} closeOnClickOutside={false} closeOnEscape={mayClose} withCloseButton={mayClose} closeButtonProps={{ 'aria-label': closeLabel }}>
      {children}
    </Modal>
  )
}

interface DialogFormProps {
  /** The button that does it. */
  readonly label: string
  /** Everything needed is there. */
  readonly ready?: boolean
  readonly running?: boolean
  /** Why it could not be done. */
  readonly error?: ErrorPayload | null
  readonly danger?: boolean
  /** Enter in the last field, Ctrl+S and the button; only when `ready` and not `running`. */
  readonly onDo: () => unknown
  /** null where it cannot be called off; 'not now' while it cannot be for a moment. */
  readonly onCancel: (() => void) | 'not now' | null
  readonly cancelLabel?: string
  /** Further buttons, before the one that does it. */
  readonly others?: ReactNode
  /** At the left of the buttons. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** What stands in a dialog that does one thing: its fields, what went wrong, and the buttons. Enter moves on, Ctrl+S does it. */
export function DialogForm(props: DialogFormProps): ReactNode {
  const { label, ready = true, running = false, error = null, danger = false, onDo, onCancel, cancelLabel = '取消', others, aside, children } = props
  const act = (): void => {
    if (ready && !running) onDo()
  }
  const enter = useEnterToNext(act)
  useShortcut('save', act)
  return (
    <Stack gap="sm" {...enter}>
      {children}
      {error !== null && <ErrorPanel error={error} />}
      <Group justify={aside === undefined ? 'flex-end' : 'space-between'} gap="xs">
        {aside}
        <Group gap="xs">
          {onCancel !== null && (
            <Button variant="default" {...(onCancel === 'not now' ? { disabled: true } : { onClick: onCancel })}>
              {cancelLabel}
            </Button>
          )}
          {others}
          <Button {...(danger ? { color: 'red' } : {})} disabled={!ready} loading={running} title="Ctrl+S" onClick={act}>
            {label}
          </Button>
        </Group>
      </Group>
    </Stack>
  )
}
