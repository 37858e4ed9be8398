/** Whatever went wrong, as the one error that is printed and the exit code it means. */
import { AppError, errorKind, toErrorPayload, type ErrorPayload } from '#core/errors.ts'
import type { ExitCode } from './command.ts'

export interface Failure {
  readonly payload: ErrorPayload
  readonly exit: ExitCode
}

/** Errors of our own keep their code; refusals by the contract's shape become VALIDATION; the rest is INTERNAL. */
export function failureOf(error: unknown): Failure {
  const known = asAppError(error)
  const payload = toErrorPayload(known)
  return { payload, exit: errorKind(payload.code) === 'input' ? 2 : 1 }
}

function asAppError(error: unknown): unknown {
  if (error instanceof AppError) return error
  const issues = shapeIssues(error)
  if (issues === null) return error
  return new AppError('VALIDATION', `输入的内容不合要求：${issues.slice(0, 3).join('；')}。`, '请按该命令的 --help 改正后重试。')
}

/** What oRPC says when input does not fit the contract; recognised by its form, so that no command need load oRPC for it. */
function shapeIssues(error: unknown): string[] | null {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'BAD_REQUEST') return null
  const data: unknown = 'data' in error ? error.data : null
  const issues: unknown = typeof data === 'object' && data !== null && 'issues' in data ? data.issues : null
  if (!Array.isArray(issues)) return ['格式不对']
  return issues.map(
    (issue: { path?: readonly unknown[]; message?: string }) => `${(issue.path ?? []).map(String).join('.') || '输入'}：${issue.message ?? '格式不对'}`,
  )
}
