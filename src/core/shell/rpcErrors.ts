/** How errors leave the core by any shell: a code, a sentence, an action; never a stack. */
import { ORPCError } from '@orpc/server'
import { errorKind, isForTheLog, toErrorPayload, type ErrorCode, type OnUnforeseen } from '../errors.ts'

/** What a browser's console tells of them, where it is more than that something asked for is refused. */
const STATUS: Partial<Readonly<Record<ErrorCode, number>>> = {
  NOT_FOUND: 404,
  CONFLICT: 409,
  DUPLICATE: 409,
  FORBIDDEN: 403,
  LOCKED: 423,
  NOT_LOGGED_IN: 401,
  TOO_MANY_ATTEMPTS: 429,
  // Failures that are told as they come and are over soon: a second try, another stick, a program closed mend them.
  BUSY: 409,
  CANCELLED: 409,
  FILE_LOCKED: 423,
  DATABASE_IN_USE: 423,
  STICK_UNRELIABLE: 424,
  CORE_RESTARTED: 503,
  DISK_FULL: 507,
}
const REFUSED = 422
const FAILED = 500

/** The HTTP status of an error: refusals that are foreseen are of 400 to 499, and only what nobody foresaw, or what is broken, is of 500 and above. */
export function statusOf(code: ErrorCode): number {
  return STATUS[code] ?? (errorKind(code) === 'input' ? REFUSED : FAILED)
}

/** Turns anything thrown by a procedure into the error that crosses. Errors already made to cross stay as they are. */
export function toCrossingError(error: unknown, onUnforeseen: OnUnforeseen): Error {
  if (error instanceof ORPCError) return error
  if (isForTheLog(error)) onUnforeseen(error)
  const payload = toErrorPayload(error)
  return new ORPCError(payload.code, { status: statusOf(payload.code), message: payload.message, data: payload })
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
