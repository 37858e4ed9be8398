import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'

/** Refetches everything on screen: what exchange does may touch any record. */
export function useRefreshAll(): () => void {
  const queryClient = useQueryClient()
  return useCallback(() => {
    void queryClient.invalidateQueries()
  }, [queryClient])
}
