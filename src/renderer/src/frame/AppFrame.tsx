import { Outlet, useLocation, useMatches, useRouter, useRouterState } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useAnnounce } from '../components/LiveMessage.tsx'
import { JobTray } from '../components/jobs/JobTray.tsx'
import { useScan } from '../keyboard/scan.ts'
import { useShortcut } from '../keyboard/useShortcut.ts'
import { useIdleLock } from '../session/useIdleLock.ts'
import { useSession, useSessionStatus } from '../session/useSession.tsx'
import classes from './AppFrame.module.css'
import { HelpProvider } from './HelpDialog.tsx'
import { Navigation } from './Navigation.tsx'
import { QuickFind } from './QuickFind.tsx'
import { TopBar } from './TopBar.tsx'
import { useNothingTypedWhileLeaving } from './useNothingTypedWhileLeaving.ts'

/** The frame around every screen: top bar, menu, the screen, the status line with the job tray. */
export function AppFrame(): ReactNode {
  const { unit, version, notice, idleMinutes, year } = useSession()
  const { status } = useSessionStatus()
  const queryClient = useQueryClient()
  const router = useRouter()
  const [finding, setFinding] = useState(false)
  const [scanned, setScanned] = useState('')
  const main = useRef<HTMLElement>(null)
  useIdleLock(idleMinutes)
  useShortcut('find', () => setFinding(true))
  useScan((text) => {
    setScanned(text)
    setFinding(true)
  })
  useShortcut('back', () => router.history.back())
  useShortcut('reload', () => {
    void queryClient.invalidateQueries()
  })
  useScreenTitle(unit.name, main)
  const close = useCallback(() => {
    setFinding(false)
    setScanned('')
  }, [])
  /** The screen that stands, where the address may be on its way to the next already. */
  const screen = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  useNothingTypedWhileLeaving(main)
  return (
    <HelpProvider>
      <div className={classes['frame']}>
        <a
          className={classes['skip']}
          href="#main"
          onClick={(event) => {
            event.preventDefault()
            main.current?.focus()
          }}
        >
          跳到页面内容
        </a>
        <TopBar officeYear={status?.year ?? year} onFind={() => setFinding(true)} />
        <div className={classes['middle']}>
          <Navigation />
          <main ref={main} id="main" tabIndex={-1} className={classes['main']} data-screen={screen}>
            <Outlet />
          </main>
        </div>
        <footer className={classes['foot']}>
          {notice !== null && (
            <span className={classes['notice']} role="alert">
              {notice}
            </span>
          )}
          <span className={classes['end']} />
          <JobTray />
          <span className={classes['version']}>按 F1 看快捷键　版本 {version}</span>
        </footer>
      </div>
      <QuickFind opened={finding} scanned={scanned} onClose={close} />
    </HelpProvider>
  )
}

/** Names the window after the screen; a new screen is read out and takes the focus unless one of its fields did. */
function useScreenTitle(unitName: string, main: { readonly current: HTMLElement | null }): void {
  const matches = useMatches()
  const { pathname } = useLocation()
  const announce = useAnnounce()
  const staticData: unknown = matches.at(-1)?.staticData
  const title = typeof staticData === 'object' && staticData !== null && 'title' in staticData && typeof staticData.title === 'string' ? staticData.title : ''
  useEffect(() => {
    document.title = title === '' ? `${unitName} · 精准帮扶工作台` : `${title} · ${unitName}`
    if (title !== '') announce(title)
    const timer = setTimeout(() => {
      const page = main.current
      // Behind a lock the page leaves the focus to the password.
      if (page === null || page.contains(document.activeElement) || page.closest('[inert]') !== null) return
      if (document.querySelector('[role=dialog]') === null) page.focus({ preventScroll: true })
    }, 60)
    return () => clearTimeout(timer)
  }, [title, pathname, unitName, announce, main])
}
