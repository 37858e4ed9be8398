import { Link, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ExchangeOverview } from '#core/features/exchange/contract.ts'
import tabs from '../../../components/SectionTabs.module.css'
import { whole } from '../../../components/whole.ts'
import { useMayManageSites, useOverview } from './standing.ts'

const pages: readonly {
  readonly path: string
  readonly label: string
  readonly waits?: keyof ExchangeOverview['waiting']
  readonly administrators?: boolean
  readonly rare?: boolean
}[] = [
  { path: '/exchange', label: '概览' },
  { path: '/exchange/returns', label: '审核退回', waits: 'returned' },
  { path: '/exchange/conflicts', label: '冲突台', waits: 'conflicts' },
  { path: '/exchange/duplicates', label: '重复记录', waits: 'duplicates' },
  { path: '/exchange/proposals', label: '修改建议', waits: 'proposals' },
  { path: '/exchange/former', label: '以前的修改', waits: 'former', rare: true },
  { path: '/exchange/transfers', label: '迁移', waits: 'transfers' },
  { path: '/exchange/sites', label: '站点', administrators: true },
]

/** The pages of exchange under the head of each, with what waits there. */
export function ExchangeTabs(): ReactNode {
  const { pathname } = useLocation()
  const mayManage = useMayManageSites()
  const waiting = useOverview()?.waiting
  return (
    <nav className={tabs['tabs']} aria-label="数据交换的页面">
      {pages
        .filter((page) => page.administrators !== true || mayManage)
        .map(({ path, label, waits, rare }) => {
          const count = waits === undefined ? 0 : (waiting?.[waits] ?? 0)
          // What hardly ever happens takes no place until it does.
          if (rare === true && count === 0 && path !== pathname) return null
          return (
            <Link key={path} to={path} activeOptions={{ exact: true }} className={tabs['tab']} aria-current={path === pathname ? 'page' : undefined}>
              {label}
              {count > 0 && (
                <span className={tabs['detail']} data-waits>
                  {whole.format(count)}
                </span>
              )}
            </Link>
          )
        })}
    </nav>
  )
}
