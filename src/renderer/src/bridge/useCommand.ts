/** A call that changes something: its progress, and its failure shown in the corner unless the screen shows it itself. */
import { useMutation } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { ErrorPayload } from '#core/errors.ts'
import { payloadOf } from './errors.ts'
import { notifyError } from './notify.tsx'

export interface Command<I, O> {
  /** Resolves with the answer, or with null after a failure (which was shown, or is in `error`). */
  readonly run: (input: I) => Promise<O | null>
  readonly running: boolean
  readonly error: ErrorPayload | null
  readonly clearError: () => void
}

/**
 * @param call e.g. `client.records.save`
 * @param options.inline the screen shows `error` itself, so no message appears in the corner
 */
export function useCommand<I, O>(call: (input: I) => Promise<O>, options: { readonly inline?: boolean } = {}): Command<I, O> {
  const mutation = useMutation({ mutationFn: call })
  const { mutateAsync, reset } = mutation
  const inline = options.inline === true
  const run = useCallback(
    async (input: I): Promise<O | null> => {
      try {
        return await mutateAsync(input)
      } catch (error) {
        if (!inline) notifyError(error)
        return null
      }
    },
    [mutateAsync, inline],
  )
  return { run, running: mutation.isPending, error: mutation.error === null ? null : payloadOf(mutation.error), clearError: reset }
}
