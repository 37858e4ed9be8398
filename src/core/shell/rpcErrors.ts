/** How errors leave the core by any shell: a code, a sentence, an action; never a stack. */
import { ORPCError } from '@orpc/server'
import { AppError, toErrorPayload } from '../errors.ts'

/** Told of errors that nobody foresaw, so that they reach the log; what it is given never reaches the page. */
export type OnUnforeseen = (error: unknown) => void

/** Turns anything thrown by a procedure into the error that crosses. Errors already made to cross stay as they are. */
export function toCrossingError(error: unknown, onUnforeseen: OnUnforeseen): Error {
  if (error instanceof ORPCError) return error
  if (!(error instanceof AppError) && !isAbort(error)) onUnforeseen(error)
  const payload = toErrorPayload(error)
  return new ORPCError(payload.code, { message: payload.message, data: payload })
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError'
}

/** An interceptor for the handlers of oRPC (`clientInterceptors`). */
export function crossingErrors(onUnforeseen: OnUnforeseen): <T>(options: { next(): T | Promise<T> }) => Promise<T> {
  return async (options) => {
    try {
      return await options.next()
    } catch (error) {
      throw toCrossingError(error, onUnforeseen)
    }
  }
}
