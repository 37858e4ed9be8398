/** How errors leave the core by any shell: a code, a sentence, an action; never a stack. */
import { ORPCError } from '@orpc/server'
import { isForTheLog, toErrorPayload, type OnUnforeseen } from '../errors.ts'

/** Turns anything thrown by a procedure into the error that crosses. Errors already made to cross stay as they are. */
export function toCrossingError(error: unknown, onUnforeseen: OnUnforeseen): Error {
  if (error instanceof ORPCError) return error
  if (isForTheLog(error)) onUnforeseen(error)
  const payload = toErrorPayload(error)
  return new ORPCError(payload.code, { message: payload.message, data: payload })
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
