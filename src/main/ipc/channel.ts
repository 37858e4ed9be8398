/** The only place that listens to pages: checks who sends, how much and in which shape, and answers errors as data. */
import { ipcMain, type BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron'
import type { z } from 'zod'
import { AppError, toErrorPayload, type ErrorPayload } from '#core/errors.ts'
import { isOwnAddress } from '../security/origin.ts'
import { isTrustedSender } from '../security/sender.ts'

/** What a page gets back; the page side throws the error again as an AppError. */
type Reply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorPayload }

export interface ChannelPorts {
  /** The window of ours with this id of its contents, if it is one. */
  windowOf(contentsId: number): BrowserWindow | undefined
  onUnforeseen(error: unknown): void
}

function strangerError(): AppError {
  return new AppError('FORBIDDEN', '拒绝不明来源的请求。', '请关闭程序后重新打开。')
}

function shapeError(): AppError {
  return new AppError('VALIDATION', '程序没有读懂这个请求。', '请重试；如果仍然出错，请把日志交给技术人员。')
}

function trustedWindow(ports: ChannelPorts, event: IpcMainEvent | IpcMainInvokeEvent): BrowserWindow | null {
  if (!isTrustedSender(event, (id) => ports.windowOf(id) !== undefined, isOwnAddress)) return null
  return ports.windowOf(event.sender.id) ?? null
}

/** Answers a channel. `shape` is checked at run time; whatever is thrown becomes an error without a stack. */
export function answerChannel<T>(ports: ChannelPorts, channel: string, shape: z.ZodType<T>, run: (window: BrowserWindow, input: T) => Promise<unknown>): void {
  ipcMain.handle(channel, async (event, input: unknown): Promise<Reply> => {
    try {
      const window = trustedWindow(ports, event)
      if (window === null) throw strangerError()
      const parsed = shape.safeParse(input)
      if (!parsed.success) throw shapeError()
      return { ok: true, value: await run(window, parsed.data) }
    } catch (error) {
      if (!(error instanceof AppError)) ports.onUnforeseen(error)
      return { ok: false, error: toErrorPayload(error) }
    }
  })
}

/** Listens to a message without an answer; strangers are not heard. */
export function listenChannel(ports: ChannelPorts, channel: string, run: (window: BrowserWindow) => void): void {
  ipcMain.on(channel, (event) => {
    const window = trustedWindow(ports, event)
    if (window !== null) run(window)
  })
}
