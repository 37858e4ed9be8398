import { Link, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '../session/useSession.tsx'
import classes from './Navigation.module.css'
import { menu } from './menu.ts'

/** Whether a menu entry stands for the screen at a path (its own, or one below it). */
export function isCurrent(entryPath: string, path: string): boolean {
  return entryPath === '/' ? path === '/' : path === entryPath || path.startsWith(`${entryPath}/`)
}

/** The entry a path belongs to: of several that fit, the nearest one. */
export function currentEntry(entryPaths: readonly string[], path: string): string | undefined {
  return entryPaths.filter((entryPath) => isCurrent(entryPath, path)).sort((one, other) => other.length - one.length)[0]
}

/** The menu: groups of links, the present one marked. */
export function Navigation(): ReactNode {
  const { pathname } = useLocation()
  const { mayAdminister } = useSession()
  const current = currentEntry(
    menu.flatMap((group) => group.entries.filter((entry) => entry.within !== true).map((entry) => entry.path)),
    pathname,
  )
  return (
    <nav className={classes['nav']} aria-label="主菜单">
      {menu.map((group) => (
        <div key={group.label} className={classes['group']}>
          {group.label !== '' && (
            <div className={classes['label']} id={`menu-${group.label}`}>
              {group.label}
            </div>
          )}
          <ul className={classes['list']} {...(group.label === '' ? {} : { 'aria-labelledby': `menu-${group.label}` })}>
            {group.entries
              .filter((entry) => entry.within !== true && (entry.administrators !== true || mayAdminister))
              .map((entry) => (
                <li key={entry.path}>
                  <Link to={entry.path} activeOptions={{ exact: true }} className={classes['link']} aria-current={entry.path === current ? 'page' : undefined}>
                    <entry.icon size={17} stroke={1.6} aria-hidden />
                    {entry.label}
                  </Link>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
