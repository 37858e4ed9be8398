/** Moving between screens. Paths are plain text, since each feature brings its own. */
import { useBlocker, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useConfirm } from '../components/ConfirmDialog.tsx'

/** `go('/households/123', { tab: 'income' })`; `replace` leaves no way back to the present screen. */
export function useGo(): (path: string, search?: Readonly<Record<string, string>>, replace?: boolean) => void {
  const navigate = useNavigate()
  return useCallback(
    (path, search, replace = false) => {
      void navigate({ to: path, replace, ...(search === undefined ? {} : { search }) })
    },
    [navigate],
  )
}

/** A parameter of the path; '' when the path has none of that name. */
export function useRouteParameter(name: string): string {
  const parameters: Readonly<Record<string, unknown>> = useParams({ strict: false })
  const value = parameters[name]
  return typeof value === 'string' ? value : ''
}

/** A value behind `?` of the path, as text. */
export function useSearchParameter(name: string): string | undefined {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false })
  const value = search[name]
  return value === undefined || value === null ? undefined : String(value)
}

/** Asks before the screen is left while something typed is not saved (also when the window is closed). */
export function useLeaveGuard(dirty: boolean): void {
  const confirm = useConfirm()
  useBlocker({
    shouldBlockFn: async () => {
      if (!dirty) return false
      const answer = await confirm({
        title: '还没有保存',
        message: '离开后，刚才填写的内容会丢失。',
        confirmLabel: '不保存，离开',
        cancelLabel: '留在这里',
        danger: true,
      })
      return !answer.confirmed
    },
    enableBeforeUnload: () => dirty,
    disabled: !dirty,
  })
}
