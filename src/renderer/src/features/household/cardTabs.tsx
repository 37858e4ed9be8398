/** The tabs of the card: its own by section, and those of whatever else belongs to a household, as the catalogue says. */
import type { HouseholdDetail } from '#core/features/household/contract.ts'
import type { SectionTab } from '../../components/SectionTabs.tsx'
import { questionnaireTabs, relatedTabs } from '../records/recordTabs.tsx'
import { isBlank, staying } from './draft.ts'
import type { CardTab, Draft } from './draft.ts'

/** The tabs that are typed, in the order in which Enter goes through them. */
export const TYPED: readonly CardTab[] = ['basic', 'members', 'income', 'living', 'cause', 'relocation']

/** What the card shows in its own way. */
const SHOWN = ['household_year', 'membership', 'pairing']

/** Tabs of further registers that belong or refer to a household, and of what was asked about it. */
export const furtherTabs = [...relatedTabs('household', SHOWN), ...questionnaireTabs('household')]

export function cardTabs(draft: Draft, detail: HouseholdDetail | null, mayRead: (register: string) => boolean): readonly SectionTab[] {
  const people = staying(draft).filter((member) => !isBlank(member)).length
  const typed: readonly (SectionTab & { readonly key: CardTab })[] = [
    { key: 'basic', label: '基本情况' },
    { key: 'members', label: '家庭成员', detail: String(people) },
    { key: 'income', label: '收入情况' },
    { key: 'living', label: '生产生活条件' },
    { key: 'cause', label: '致贫原因' },
    { key: 'relocation', label: '易地搬迁' },
  ]
  if (detail === null) return typed
  const helpers = { key: 'helpers', label: '帮扶责任人', ...(detail.helpers.length === 0 ? {} : { detail: String(detail.helpers.length) }) }
  return [
    ...typed.slice(0, -1),
    helpers,
    ...typed.slice(-1),
    { key: 'exit', label: '退出' },
    ...furtherTabs.filter(({ register }) => register === undefined || mayRead(register)),
    { key: 'moments', label: '经历' },
    { key: 'attachments', label: '照片与附件' },
    { key: 'history', label: '历史' },
    { key: 'forms', label: '表单' },
  ]
}
