import { IconArrowsExchange, IconCopy, IconDeviceDesktop, IconDownload, IconGitMerge, IconHistoryToggle, IconMessage2, IconUpload } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { MenuPlace, ScreenDefinition } from '../../router/screens.ts'

const line = (order: number, icon: Icon): MenuPlace => ({ place: '数据交换', order, icon })
/** A desk, reached from the overview. */
const desk = (order: number, icon: Icon): MenuPlace => ({ ...line(order, icon), within: true })

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/exchange',
    title: '数据交换',
    component: lazyRouteComponent(() => import('./overview/OverviewScreen.tsx'), 'OverviewScreen'),
    menu: { ...line(20, IconArrowsExchange), label: '交换概览' },
  },
  { path: '/exchange/send', title: '发送', component: lazyRouteComponent(() => import('./send/SendScreen.tsx'), 'SendScreen'), menu: line(30, IconUpload) },
  {
    path: '/exchange/receive',
    title: '接收',
    component: lazyRouteComponent(() => import('./receive/ReceiveScreen.tsx'), 'ReceiveScreen'),
    menu: line(40, IconDownload),
  },
  {
    path: '/exchange/conflicts',
    title: '冲突台',
    component: lazyRouteComponent(() => import('./conflicts/ConflictsScreen.tsx'), 'ConflictsScreen'),
    menu: desk(50, IconGitMerge),
  },
  {
    path: '/exchange/duplicates',
    title: '重复记录',
    component: lazyRouteComponent(() => import('./duplicates/DuplicatesScreen.tsx'), 'DuplicatesScreen'),
    menu: desk(60, IconCopy),
  },
  {
    path: '/exchange/proposals',
    title: '修改建议',
    component: lazyRouteComponent(() => import('./proposals/ProposalsScreen.tsx'), 'ProposalsScreen'),
    menu: desk(70, IconMessage2),
  },
  {
    path: '/exchange/former',
    title: '以前的修改',
    component: lazyRouteComponent(() => import('./former/FormerScreen.tsx'), 'FormerScreen'),
    menu: desk(80, IconHistoryToggle),
  },
  {
    path: '/exchange/sites',
    title: '站点',
    component: lazyRouteComponent(() => import('./sites/SitesScreen.tsx'), 'SitesScreen'),
    menu: { ...desk(110, IconDeviceDesktop), administrators: true },
  },
]
