/** Saved views of a register: filter, order and columns under a name, one's own or shared by the office. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SavedView } from '#core/features/records/contract.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { useCommand } from '../../bridge/useCommand.ts'

export interface SavedViews {
  readonly views: readonly SavedView[]
  /** Saves under a name; an `id` replaces that view. */
  readonly save: (view: Omit<SavedView, 'id' | 'register'> & { readonly id?: string }) => Promise<boolean>
  readonly remove: (id: string) => Promise<boolean>
}

export function useSavedViews(register: string): SavedViews {
  const api = useApi()
  const client = useClient()
  const queryClient = useQueryClient()
  const query = useQuery(api.records.views.queryOptions({ input: { register } }))
  const saving = useCommand(client.records.saveView)
  const removing = useCommand(client.records.removeView)
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: api.records.views.key({ input: { register } }) })
  return {
    views: query.data ?? [],
    save: async ({ id, ...view }) => {
      const saved = await saving.run({ ...view, register, ...(id === undefined ? {} : { id }) })
      if (saved !== null) await refresh()
      return saved !== null
    },
    remove: async (id) => {
      const removed = await removing.run({ id })
      if (removed !== null) await refresh()
      return removed !== null
    },
  }
}
