/** Questions before something that cannot be taken back lightly, asked as `await confirm({…})`. */
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { createContext, useCallback, useContext, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useShortcut } from '../keyboard/useShortcut.ts'

export interface ConfirmQuestion {
  readonly title: string
  readonly message: ReactNode
  /** What the button does: 删除 3 户, not 确定. */
  readonly confirmLabel: string
  readonly cancelLabel?: string
  /** Something is told and nothing asked: one button, to close it. */
  readonly notice?: boolean
  /** Red button, and the focus starts on 取消. */
  readonly danger?: boolean
  /** Asks for a reason, which goes into the journal. */
  readonly reason?: 'required' | 'optional'
  /** What is asked for instead of a reason, where it is kept with what is made. */
  readonly reasonLabel?: string
}

export type ConfirmAnswer = { readonly confirmed: false } | { readonly confirmed: true; readonly reason: string }

type Ask = (question: ConfirmQuestion) => Promise<ConfirmAnswer>

const ConfirmContext = createContext<Ask>(() => Promise.resolve({ confirmed: false }))
const WithdrawContext = createContext<() => void>(() => undefined)

/** Holds the dialog; stands around the door, and once more around what a lock hides. */
export function ConfirmProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [question, setQuestion] = useState<ConfirmQuestion | null>(null)
  const [opened, setOpened] = useState(false)
  const resolve = useRef<((answer: ConfirmAnswer) => void) | null>(null)
  const ask = useCallback<Ask>(
    (next) =>
      new Promise((settle) => {
        resolve.current?.({ confirmed: false })
        resolve.current = settle
        setQuestion(next)
        setOpened(true)
      }),
    [],
  )
  const answer = useCallback((value: ConfirmAnswer) => {
    setOpened(false)
    resolve.current?.(value)
    resolve.current = null
  }, [])
  const withdraw = useCallback(() => answer({ confirmed: false }), [answer])
  return (
    <ConfirmContext value={ask}>
      <WithdrawContext value={withdraw}>{children}</WithdrawContext>
      {question !== null && <ConfirmDialog key={question.title} question={question} opened={opened} onAnswer={answer} />}
    </ConfirmContext>
  )
}

/** The question itself; Enter in the reason field makes a new line, so a candidate of an input method never confirms. */
function ConfirmDialog({
  question,
  opened,
  onAnswer,
}: {
  readonly question: ConfirmQuestion
  readonly opened: boolean
  readonly onAnswer: (answer: ConfirmAnswer) => void
}): ReactNode {
  const [reason, setReason] = useState('')
  const missing = question.reason === 'required' && reason.trim() === ''
  const danger = question.danger === true
  // The form behind keeps still, and whoever presses the key twice has not answered yet: only a reason that was written counts.
  useShortcut(
    'save',
    () => {
      if (!danger && reason.trim() !== '') onAnswer({ confirmed: true, reason: reason.trim() })
    },
    opened,
  )
  return (
    <Modal
      opened={opened}
      onClose={() => onAnswer({ confirmed: false })}
      title={question.title}
      size={440}
      closeButtonProps={{ 'aria-label': '关闭' }}
      onExitTransitionEnd={() => setReason('')}
    >
      <Stack gap="md">
        <Text component="div" size="md">
          {question.message}
        </Text>
        {question.reason !== undefined && (
          <Textarea
            label={question.reasonLabel ?? (question.reason === 'required' ? '原因（记入操作记录，必填）' : '原因（记入操作记录）')}
            autosize
            minRows={2}
            maxRows={5}
            required={question.reason === 'required'}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
        )}
        <Group justify="flex-end" gap="xs">
          {question.notice !== true && (
            <Button
              variant="default"
              onClick={() => onAnswer({ confirmed: false })}
              {...(danger && question.reason === undefined ? { 'data-autofocus': true } : {})}
            >
              {question.cancelLabel ?? '取消'}
            </Button>
          )}
          <Button
            color={danger ? 'red' : 'ink'}
            disabled={missing}
            onClick={() => onAnswer({ confirmed: true, reason: reason.trim() })}
            {...(!danger && question.reason === undefined ? { 'data-autofocus': true } : {})}
          >
            {question.confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** `const answer = await confirm({ title: '删除这一户？', … })`. */
export function useConfirm(): Ask {
  return useContext(ConfirmContext)
}

/** Takes the open question back, as if it had been cancelled: what it asked about is no longer on the page. */
export function useWithdrawQuestion(): () => void {
  return useContext(WithdrawContext)
}
