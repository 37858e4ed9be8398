/** The menu at the left: data, so that quick find and tests read the same. */
import {
  IconArchive,
  IconArrowBackUp,
  IconArrowsExchange,
  IconBuildingCommunity,
  IconChartDots3,
  IconCopy,
  IconDeviceDesktop,
  IconDownload,
  IconFileImport,
  IconGitMerge,
  IconHeartHandshake,
  IconHistory,
  IconHistoryToggle,
  IconHome,
  IconHomeHeart,
  IconMapPin,
  IconMessage2,
  IconPrinter,
  IconSettings,
  IconTruckDelivery,
  IconUpload,
  IconUser,
  IconUserShield,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'

export interface MenuEntry {
  readonly path: string
  readonly label: string
  readonly icon: Icon
  /** Only shown to administrators. */
  readonly administrators?: boolean
  /** Reached from the page it lies within and by quick find; not a line of the menu. */
  readonly within?: boolean
}

export interface MenuGroup {
  readonly label: string
  readonly entries: readonly MenuEntry[]
}

export const menu: readonly MenuGroup[] = [
  { label: '', entries: [{ path: '/', label: '首页', icon: IconHome }] },
  {
    label: '户与人',
    entries: [
      { path: '/households', label: '贫困户', icon: IconHomeHeart },
      { path: '/people', label: '人员', icon: IconUser },
    ],
  },
  {
    label: '村与区划',
    entries: [
      { path: '/villages', label: '区划与村', icon: IconMapPin },
      { path: '/groups', label: '社', icon: IconChartDots3 },
    ],
  },
  {
    label: '帮扶',
    entries: [
      { path: '/organizations', label: '帮扶单位', icon: IconBuildingCommunity },
      { path: '/helpers', label: '帮扶责任人', icon: IconUsersGroup },
      { path: '/pairings', label: '结对', icon: IconHeartHandshake },
    ],
  },
  {
    label: '数据',
    entries: [
      { path: '/imports', label: '导入', icon: IconFileImport },
      { path: '/forms', label: '表单与导出', icon: IconPrinter },
    ],
  },
  {
    label: '数据交换',
    entries: [
      { path: '/exchange', label: '交换概览', icon: IconArrowsExchange },
      { path: '/exchange/send', label: '发送', icon: IconUpload },
      { path: '/exchange/receive', label: '接收', icon: IconDownload },
      { path: '/exchange/conflicts', label: '冲突台', icon: IconGitMerge, within: true },
      { path: '/exchange/duplicates', label: '重复记录', icon: IconCopy, within: true },
      { path: '/exchange/proposals', label: '修改建议', icon: IconMessage2, within: true },
      { path: '/exchange/former', label: '以前的修改', icon: IconHistoryToggle, within: true },
      { path: '/exchange/transfers', label: '户迁移', icon: IconTruckDelivery, within: true },
      { path: '/exchange/returns', label: '审核退回', icon: IconArrowBackUp, within: true },
      { path: '/exchange/sites', label: '站点', icon: IconDeviceDesktop, administrators: true, within: true },
    ],
  },
  {
    label: '系统',
    entries: [
      { path: '/users', label: '用户', icon: IconUserShield, administrators: true },
      { path: '/changes', label: '操作记录', icon: IconHistory },
      { path: '/backups', label: '备份与检查', icon: IconArchive },
      { path: '/settings', label: '设置', icon: IconSettings },
    ],
  },
]

/** Symbol of a register in quick find. */
export const registerIcons: Readonly<Record<string, Icon>> = { household: IconHomeHeart, person: IconUsers, village: IconMapPin, helper: IconUsersGroup }
