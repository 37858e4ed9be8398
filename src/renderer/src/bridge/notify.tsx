/** Short messages at the corner: what was done, and failures that have no place of their own on the screen. */
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { isCancelled, payloadOf } from './errors.ts'

/** `notifyDone('已保存', '张三户')`. */
export function notifyDone(title: string, message: ReactNode = ''): void {
  notifications.show({ title, message, color: 'green', icon: <IconCheck size={16} aria-hidden />, autoClose: 4000, closeButtonProps: { 'aria-label': '关闭' } })
}

/** Something to know that is neither success nor failure. */
export function notifyInfo(title: string, message: ReactNode = ''): void {
  notifications.show({
    title,
    message,
    color: 'ink',
    icon: <IconInfoCircle size={16} aria-hidden />,
    autoClose: 6000,
    closeButtonProps: { 'aria-label': '关闭' },
  })
}

/** Messages of one change come from its answer and from the core; the later one takes the place of the other. */
const PROPOSED = 'proposed'

/** Says that something is not done before the office in charge accepts it. `charge` says who is in charge of what: `张三户由别的单位负责`. */
export function notifyProposed(charge: string): void {
  const told = {
    id: PROPOSED,
    title: '已记为修改建议',
    message: `${charge}；下次发送时带过去，对方采纳以后才改。`,
    color: 'ink',
    icon: <IconInfoCircle size={16} aria-hidden />,
    autoClose: 8000,
    closeButtonProps: { 'aria-label': '关闭' },
  }
  notifications.show(told)
  notifications.update(told)
}

/** A failure with what to do about it; stays until closed. Says nothing of what the user cancelled. */
export function notifyError(error: unknown): void {
  if (isCancelled(error)) return
  const payload = payloadOf(error)
  notifications.show({
    title: payload.message,
    message: payload.action,
    color: 'red',
    icon: <IconAlertTriangle size={16} aria-hidden />,
    autoClose: false,
    role: 'alert',
    closeButtonProps: { 'aria-label': '关闭' },
  })
}
