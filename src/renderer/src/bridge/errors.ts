/** Errors as the screens show them: every failure of a call becomes a payload with a sentence and what to do about it. */
import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import type { ErrorCode, ErrorPayload } from '#core/errors.ts'
import { issueShape } from '#core/shapes.ts'

const payloadShape = z.object({
  code: z.string(),
  message: z.string(),
  action: z.string(),
  issues: z.array(issueShape).optional(),
})

const CONNECTION: ErrorPayload = {
  code: 'CORE_RESTARTED',
  message: '数据服务没有回应。',
  action: '请稍等几秒再试；仍然不行，请关闭程序后重新打开，已保存的数据不会丢失。',
}
const UNREADABLE: ErrorPayload = {
  code: 'VALIDATION',
  message: '填写的内容程序读不懂，没有保存。',
  action: '请检查有红色提示的项目后重试。',
}
const UNKNOWN: ErrorPayload = {
  code: 'INTERNAL',
  message: '程序内部出错，本次操作没有完成。',
  action: '请重试；如果仍然出错，请在“备份与检查”里导出日志交给技术人员。',
}

function fromData(data: unknown): ErrorPayload | null {
  const parsed = payloadShape.safeParse(data)
  if (!parsed.success) return null
  const { issues, code, message, action } = parsed.data
  const readable = issues?.map(({ rule, ...issue }) => (rule === undefined ? issue : { ...issue, rule }))
  return { code: code as ErrorCode, message, action, ...(readable === undefined ? {} : { issues: readable }) }
}

/** The payload of anything a call threw; transport failures and unknown errors get a sentence of their own. Never a stack. */
export function payloadOf(error: unknown): ErrorPayload {
  if (error instanceof ORPCError) {
    const fromCore = fromData(error.data)
    if (fromCore !== null) return fromCore
    return error.code === 'BAD_REQUEST' ? UNREADABLE : UNKNOWN
  }
  const direct = fromData(error)
  if (direct !== null) return direct
  // fetch rejects with TypeError when the loopback server is gone.
  return error instanceof TypeError ? CONNECTION : UNKNOWN
}

/** Whether the error only says that the user cancelled, which needs no message. */
export function isCancelled(error: unknown): boolean {
  return (error instanceof DOMException && error.name === 'AbortError') || payloadOf(error).code === 'CANCELLED'
}
