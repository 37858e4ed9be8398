/** Who is logged in to which office, and the year the screens look at. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Role, SessionStatus, SessionUser } from '#core/features/session/contract.ts'
import { useApi } from '../bridge/client.tsx'
import { setSealKey } from '../preferences/sealedStorage.ts'
import { forgetKeptState } from '../preferences/useKeptState.ts'
import { isNumber, keepLastLogin, usePreference } from '../preferences/usePreference.ts'

export interface Session {
  readonly unit: { readonly code: string; readonly name: string }
  readonly user: SessionUser
  readonly demo: boolean
  readonly version: string
  readonly idleMinutes: number
  readonly notice: string | null
  /** Year chosen in the top bar. */
  readonly year: number
  readonly setYear: (year: number) => void
  /** Asked before another year is looked at; null: nobody has anything against it. */
  readonly guardYear: (guard: YearGuard | null) => void
  /** May change records at all. */
  readonly mayWrite: boolean
  /** May approve and correct what others entered. */
  readonly mayReview: boolean
  readonly mayAdminister: boolean
}

/** Answers whether another year may be looked at now. */
export type YearGuard = (year: number) => Promise<boolean>

const SessionContext = createContext<Session | null>(null)

export const roleLabels: Readonly<Record<Role, string>> = { administrator: '管理员', entry: '录入', review: '审核', reader: '只读' }

/** State of the session as the core tells it; asked once and after every change of the session. */
export function useSessionStatus(): { readonly status: SessionStatus | undefined; readonly error: unknown; readonly retry: () => void } {
  const query = useQuery(useApi().session.status.queryOptions())
  return {
    status: query.data,
    error: query.error,
    retry: () => {
      void query.refetch()
    },
  }
}

/** Puts the answer of a login, lock or logout into the cache, so that the right screen appears at once. */
export function useSetSessionStatus(): (status: SessionStatus) => void {
  const api = useApi()
  const queryClient = useQueryClient()
  return useCallback(
    (status) => {
      queryClient.setQueryData(api.session.status.queryKey(), status)
      // What one user saw in full, the next may only see masked. A locked window keeps what it shows, hidden, for the same user.
      if (status.state === 'ready' || status.state === 'locked') return
      queryClient.removeQueries({ predicate: (query) => !isSessionKey(query.queryKey) })
      forgetKeptState()
    },
    [api, queryClient],
  )
}

function isSessionKey(queryKey: readonly unknown[]): boolean {
  return Array.isArray(queryKey[0]) && queryKey[0][0] === 'session'
}

/** Around the screens of someone logged in. */
export function SessionProvider({
  status,
  children,
}: {
  readonly status: SessionStatus & { readonly user: SessionUser; readonly unit: { readonly code: string; readonly name: string } }
  readonly children: ReactNode
}): ReactNode {
  // Before the children are drawn: their drafts are opened with it.
  setSealKey(status.draftKey ?? null)
  useLayoutEffect(() => keepLastLogin(status.user.login), [status.user.login])
  // As it was when the user came in: an import offers its year, and nothing changes under the eyes.
  const [first] = useState(status.newestYear ?? status.year)
  const [year, keepYear] = usePreference(`year.${status.unit.code}`, first, isNumber)
  const guard = useRef<YearGuard | null>(null)
  const setYear = useCallback(
    (chosen: number): void => {
      if (guard.current === null) return keepYear(chosen)
      void guard.current(chosen).then((agreed) => {
        if (agreed) keepYear(chosen)
      })
    },
    [keepYear],
  )
  const guardYear = useCallback((next: YearGuard | null): void => {
    guard.current = next
  }, [])
  const session = useMemo<Session>(
    () => ({
      unit: status.unit,
      user: status.user,
      demo: status.demo,
      version: status.version,
      idleMinutes: status.idleMinutes,
      notice: status.notice,
      year,
      setYear,
      guardYear,
      mayWrite: status.user.role !== 'reader',
      mayReview: status.user.role === 'administrator' || status.user.role === 'review',
      mayAdminister: status.user.role === 'administrator',
    }),
    [status, year, setYear, guardYear],
  )
  return <SessionContext value={session}>{children}</SessionContext>
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('SessionProvider is missing around this screen.')
  return session
}

/** Asks before another year is chosen on top, while `wanted`. */
export function useYearGuard(ask: YearGuard, wanted: boolean): void {
  const { guardYear } = useSession()
  const latest = useRef(ask)
  useEffect(() => {
    latest.current = ask
  })
  useEffect(() => {
    if (!wanted) return undefined
    guardYear((year) => latest.current(year))
    return () => guardYear(null)
  }, [guardYear, wanted])
}
