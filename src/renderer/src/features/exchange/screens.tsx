import { IconArrowsExchange, IconCopy, IconDeviceDesktop, IconDownload, IconGitMerge, IconHistoryToggle, IconMessage2, IconUpload } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { MenuPlace, ScreenDefinition } from '../../router/screens.ts'
import { ConflictsScreen } from './conflicts/ConflictsScreen.tsx'
import { DuplicatesScreen } from './duplicates/DuplicatesScreen.tsx'
import { FormerScreen } from './former/FormerScreen.tsx'
import { OverviewScreen } from './overview/OverviewScreen.tsx'
import { ProposalsScreen } from './proposals/ProposalsScreen.tsx'
import { ReceiveScreen } from './receive/ReceiveScreen.tsx'
import { SendScreen } from './send/SendScreen.tsx'
import { SitesScreen } from './sites/SitesScreen.tsx'

const line = (order: number, icon: Icon): MenuPlace => ({ place: '数据交换', order, icon })
/** A desk, reached from the overview. */
const desk = (order: number, icon: Icon): MenuPlace => ({ ...line(order, icon), within: true })

export const screens: readonly ScreenDefinition[] = [
  { path: '/exchange', title: '数据交换', component: OverviewScreen, menu: { ...line(20, IconArrowsExchange), label: '交换概览' } },
  { path: '/exchange/send', title: '发送', component: SendScreen, menu: line(30, IconUpload) },
  { path: '/exchange/receive', title: '接收', component: ReceiveScreen, menu: line(40, IconDownload) },
  { path: '/exchange/conflicts', title: '冲突台', component: ConflictsScreen, menu: desk(50, IconGitMerge) },
  { path: '/exchange/duplicates', title: '重复记录', component: DuplicatesScreen, menu: desk(60, IconCopy) },
  { path: '/exchange/proposals', title: '修改建议', component: ProposalsScreen, menu: desk(70, IconMessage2) },
  { path: '/exchange/former', title: '以前的修改', component: FormerScreen, menu: desk(80, IconHistoryToggle) },
  { path: '/exchange/sites', title: '站点', component: SitesScreen, menu: { ...desk(110, IconDeviceDesktop), administrators: true } },
]
