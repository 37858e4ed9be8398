import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { isTouched } from '../../bridge/changes.ts'

/** Refetches what shows records of these registers, at once after one's own change; the changes of others come by events. */
export function useRefresh(): (...registers: readonly string[]) => void {
  const queryClient = useQueryClient()
  return useCallback(
    (...registers) => {
      const touched = new Set(registers)
      void queryClient.invalidateQueries({ predicate: (query) => isTouched(query.queryKey, touched) })
    },
    [queryClient],
  )
}
