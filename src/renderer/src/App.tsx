import { Center, Loader } from '@mantine/core'
import { RouterProvider } from '@tanstack/react-router'
import type { AnyRouter } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { SessionStatus, SessionUser } from '#core/features/session/contract.ts'
import classes from './App.module.css'
import { useCoreChanges } from './bridge/changes.ts'
import { useApi, useClient } from './bridge/client.tsx'
import { ConfirmProvider } from './components/ConfirmDialog.tsx'
import { ErrorPanel } from './components/ErrorPanel.tsx'
import { PortalHome } from './components/PortalHome.tsx'
import { areaOf } from './fields/readText.ts'
import { FieldSourcesContext } from './fields/sources.tsx'
import type { FieldSources } from './fields/sources.tsx'
import { useProgramRouter } from './router/useProgramRouter.ts'
import { KeepCodePage } from './session/KeepCodePage.tsx'
import { LoginScreen, UnlockScreen } from './session/LoginScreen.tsx'
import { SetUpScreen } from './session/SetUpScreen.tsx'
import { SessionProvider, useSession, useSessionStatus } from './session/useSession.tsx'

/** The program: set-up, login or the screens, as the session stands. */
export function App(): ReactNode {
  const { status, error, retry } = useSessionStatus()
  if (status === undefined) {
    if (error !== null && error !== undefined)
      return (
        <div style={{ padding: '2rem' }}>
          <ErrorPanel error={error} onRetry={retry} />
        </div>
      )
    return <Opening />
  }
  return <Door status={status} />
}

function Opening(): ReactNode {
  return (
    <Center h="100%">
      <Loader size="sm" role="status" aria-label="正在打开" />
    </Center>
  )
}

type ReadyStatus = SessionStatus & { readonly user: SessionUser; readonly unit: { readonly code: string; readonly name: string } }

function readyOf(status: SessionStatus): ReadyStatus | null {
  return status.state === 'ready' && status.user !== null && status.unit !== null ? { ...status, user: status.user, unit: status.unit } : null
}

/**
 * A locked window keeps the screens behind the lock, out of sight and reach, so that what was being typed is still there
 * when the same user unlocks it. While they are drawn for the first time, the page that led to them stays.
 */
function Door({ status }: { readonly status: SessionStatus }): ReactNode {
  const [lastReady, setLastReady] = useState<SessionStatus | null>(null)
  const [lastClosed, setLastClosed] = useState<SessionStatus | null>(null)
  const [putOff, setPutOff] = useState(false)
  if (status.state === 'ready' && status !== lastReady) setLastReady(status)
  if (status.state === 'closed' && status !== lastClosed) setLastClosed(status)
  const last = useMemo(() => (lastReady === null ? null : readyOf(lastReady)), [lastReady])
  const locked = status.state === 'locked'
  // Someone logs in who may be the first to see that a code is lost.
  if (status.state === 'closed' && putOff) setPutOff(false)
  const keeping = status.state === 'ready' && (status.recovery === 'shown' || (status.recovery === 'lost' && !putOff))
  const shown = status.state === 'ready' || (locked && (status.user === null || status.user.id === last?.user.id)) ? last : null
  const router = useProgramRouter(shown?.user.id ?? null)
  if (status.state === 'empty') return <SetUpScreen status={status} />
  return (
    <>
      {shown !== null && router !== null && (
        <div className={classes['program']} hidden={locked || keeping} inert={locked || keeping}>
          <SessionProvider key={shown.user.id} status={shown}>
            <PortalHome>
              <ConfirmProvider>
                <Program router={router} />
              </ConfirmProvider>
            </PortalHome>
          </SessionProvider>
        </div>
      )}
      {locked && (
        <div className={classes['lock']} data-locked>
          <UnlockScreen status={status} />
        </div>
      )}
      {keeping && (
        <div className={classes['lock']} data-locked>
          <KeepCodePage status={status} onLater={() => setPutOff(true)} />
        </div>
      )}
      {!locked &&
        !keeping &&
        router === null &&
        (status.state === 'ready' && lastClosed === null ? <Opening /> : <LoginScreen status={lastClosed ?? status} />)}
    </>
  )
}

function Program({ router }: { readonly router: AnyRouter }): ReactNode {
  useCoreChanges()
  return (
    <OfficeSources>
      <RouterProvider router={router} />
    </OfficeSources>
  )
}

/** Gives the inputs the office's divisions and the search for records. */
function OfficeSources({ children }: { readonly children: ReactNode }): ReactNode {
  const api = useApi()
  const client = useClient()
  const { year, unit } = useSession()
  const divisions = useQuery(api.divisions.tree.queryOptions({ input: { year } })).data
  const sources = useMemo<FieldSources>(
    () => ({
      year,
      area: areaOf(unit.code),
      divisions: divisions ?? [],
      searchReference: (register, text, where, signal) => client.records.choices({ register, text, ...(where === undefined ? {} : { where }) }, { signal }),
    }),
    [year, unit, divisions, client],
  )
  return <FieldSourcesContext value={sources}>{children}</FieldSourcesContext>
}
