import type { ScreenDefinition } from '../../router/screens.ts'
import { ConflictsScreen } from './conflicts/ConflictsScreen.tsx'
import { DuplicatesScreen } from './duplicates/DuplicatesScreen.tsx'
import { FormerScreen } from './former/FormerScreen.tsx'
import { OverviewScreen } from './overview/OverviewScreen.tsx'
import { ProposalsScreen } from './proposals/ProposalsScreen.tsx'
import { ReceiveScreen } from './receive/ReceiveScreen.tsx'
import { ReturnsScreen } from './returns/ReturnsScreen.tsx'
import { SendScreen } from './send/SendScreen.tsx'
import { SitesScreen } from './sites/SitesScreen.tsx'
import { TransfersScreen } from './transfers/TransfersScreen.tsx'

export const screens: readonly ScreenDefinition[] = [
  { path: '/exchange', title: '数据交换', component: OverviewScreen },
  { path: '/exchange/send', title: '发送', component: SendScreen },
  { path: '/exchange/receive', title: '接收', component: ReceiveScreen },
  { path: '/exchange/conflicts', title: '冲突台', component: ConflictsScreen },
  { path: '/exchange/duplicates', title: '重复记录', component: DuplicatesScreen },
  { path: '/exchange/proposals', title: '修改建议', component: ProposalsScreen },
  { path: '/exchange/former', title: '以前的修改', component: FormerScreen },
  { path: '/exchange/transfers', title: '户迁移', component: TransfersScreen },
  { path: '/exchange/returns', title: '审核退回', component: ReturnsScreen },
  { path: '/exchange/sites', title: '站点', component: SitesScreen },
]
