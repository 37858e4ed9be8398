/** The menu at the left: data, so that quick find and tests read the same. */
import {
  IconArchive, IconBuildingCommunity, IconChartDots3, IconFileImport, IconHeartHandshake, IconHistory, IconHome, IconHomeHeart, IconMapPin, IconPrinter, IconSettings, IconUser, IconUserShield, IconUsers, IconUsersGroup,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'

export interface MenuEntry {
  readonly path: string
  readonly label: string
  readonly icon: Icon
  /** Only shown to administrators. */
  readonly administrators?: boolean
}

export interface MenuGroup {
  readonly label: string
  readonly entries: readonly MenuEntry[]
}

export const menu: readonly MenuGroup[] = [
  { label: '', entries: [{ path: '/', label: '首页', icon: IconHome }] },
  { label: '户与人', entries: [{ path: '/households', label: '贫困户', icon: IconHomeHeart }, { path: '/people', label: '人员', icon: IconUser }] },
  { label: '村与区划', entries: [{ path: '/villages', label: '区划与村', icon: IconMapPin }, { path: '/groups', label: '社', icon: IconChartDots3 }] },
  {
    label: '帮扶', entries: [
      { path: '/organizations', label: '帮扶单位', icon: IconBuildingCommunity }, { path: '/helpers', label: '帮扶责任人', icon: IconUsersGroup }, { path: '/pairings', label: '结对', icon: IconHeartHandshake },
    ],
  },
  { label: '数据', entries: [{ path: '/imports', label: '导入', icon: IconFileImport }, { path: '/forms', label: '表单与导出', icon: IconPrinter }] },
  {
    label: '系统', entries: [
      { path: '/users', label: '用户', icon: IconUserShield, administrators: true }, { path: '/changes', label: '操作记录', icon: IconHistory }, { path: '/backups', label: '备份与检查', icon: IconArchive }, { path: '/settings', label: '设置', icon: IconSettings },
    ],
  },
]

/** Symbol of a register in quick find. */
export const registerIcons: Readonly<Record<string, Icon>> = { household: IconHomeHeart, person: IconUsers, village: IconMapPin, helper: IconUsersGroup }
