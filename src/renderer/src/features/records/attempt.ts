/** Calls whose refusal the screen itself answers: by messages under fields, a question, a reload. */
import { payloadOf } from '../../bridge/errors.ts'
import type { ErrorPayload } from '#core/errors.ts'

export type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorPayload }

/** Waits for a call; a failure becomes a value. */
export async function attempt<T>(call: Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await call }
  } catch (error) {
    return { ok: false, error: payloadOf(error) }
  }
}

/** Whether a refused save only waits for a reason: nothing must be mended, some things are doubtful. */
export function asksForReason(error: ErrorPayload): boolean {
  const issues = error.issues ?? []
  return issues.length > 0 && issues.every((issue) => issue.severity === 'warning')
}
