import { ActionIcon, Badge, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDeviceFloppy, IconListCheck, IconPrinter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import type { HouseholdDetail } from '#core/features/household/contract.ts'
import { PageHeader } from '../../components/PageHeader.tsx'
import { SectionTabs } from '../../components/SectionTabs.tsx'
import type { SectionTab } from '../../components/SectionTabs.tsx'
import { displayValue } from '../../fields/display.ts'
import { shortcutKeys } from '../../keyboard/shortcuts.ts'
import { HouseholdMenu } from './exchange/HouseholdMenu.tsx'
import { TransferBadge } from './exchange/TransferBadge.tsx'
import { BackButton } from '../records/BackButton.tsx'
import { staying } from './draft.ts'
import type { CardTab, Draft } from './draft.ts'
import { exitColor } from './HouseholdList.tsx'

export interface HouseholdHeaderProps {
  readonly draft: Draft
  readonly detail: HouseholdDetail | null
  readonly dirty: boolean
  readonly saving: boolean
  readonly mayWrite: boolean
  readonly tabs: readonly SectionTab[]
  readonly tab: CardTab
  readonly onTab: (tab: CardTab) => void
  readonly onOpen: (id: string) => void
  readonly onSave: () => void
  readonly findingsShown: boolean
  readonly findings: number
  readonly onShowFindings: () => void
}

function headOf(draft: Draft): string {
  const name = staying(draft).find((member) => member.membership['relation'] === '01')?.person['name']
  return typeof name === 'string' ? name : ''
}

/** Who the household is, in which year one looks at it, and the way to its neighbours. */
export function HouseholdHeader(props: HouseholdHeaderProps): ReactNode {
  const { draft, detail, tabs } = props
  const { household } = draft
  const isNew = detail === null
  const name = headOf(draft)
  const relocated = household['relocated'] === true
  const count = staying(draft).filter((member) => (member.person['name'] ?? null) !== null).length
  return (
    <PageHeader
      title={isNew ? (name === '' ? '新增贫困户' : `新增贫困户：${name}`) : name === '' ? '（没有户主）' : name}
      back={<BackButton register="household" />}
      detail={
        <>
          {/* What matters most first: a narrow header sheds from the end. */}
          {props.dirty && <Badge color="amber">未保存</Badge>}
          {detail !== null && !detail.years.includes(draft.year) && (
            <Badge color="amber" title={detail.years.length === 0 ? '还没有任何年度的记录' : `有记录的年度：${detail.years.join('、')}`}>
              {draft.year} 年还没有记录
            </Badge>
          )}
          {household['valid'] === false && <Badge color="red">无效</Badge>}
          {detail !== null && <TransferBadge household={String(detail.household['id'])} />}
          {!isNew && (
            <Chip
              field="exit_status"
              value={household['exit_status']}
              color={exitColor(household['exit_status'])}
              more={typeof household['exit_year'] === 'number' ? ` ${household['exit_year']}` : ''}
            />
          )}
          <Chip field="attribute" value={household['attribute']} color="ink" year={draft.year} />
          {relocated && <Badge color="gray">搬迁户</Badge>}
          <span>{count} 人</span>
          {typeof household['village$title'] === 'string' && (
            <span title={household['village$title']}>{household['village$title'].replace(/^.*?[省]/, '').replace(/^.*?[市州](?=.)/, '')}</span>
          )}
          {typeof household['household_no'] === 'string' && <span className="numeric">{household['household_no']}</span>}
        </>
      }
      actions={
        <>
          {detail !== null && <Neighbours detail={detail} onOpen={props.onOpen} />}
          {!props.findingsShown && (
            <Button variant="default" leftSection={<IconListCheck size={16} aria-hidden />} onClick={props.onShowFindings}>
              核对 {props.findings}
            </Button>
          )}
          {!isNew && (
            <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} title={shortcutKeys('print')} onClick={() => props.onTab('forms')}>
              信息采集表
            </Button>
          )}
          {detail !== null && (
            <HouseholdMenu
              household={String(detail.household['id'])}
              headName={name}
              village={typeof household['village'] === 'string' ? household['village'] : null}
              members={detail.members}
              dirty={props.dirty}
              ended={household['valid'] === false}
            />
          )}
          {props.mayWrite && (
            <Button
              leftSection={<IconDeviceFloppy size={16} aria-hidden />}
              loading={props.saving}
              disabled={!props.dirty}
              title={shortcutKeys('save')}
              onClick={props.onSave}
            >
              保存
            </Button>
          )}
        </>
      }
    >
      <SectionTabs label="户的各部分" tabs={tabs} value={props.tab} onChange={(key) => props.onTab(key as CardTab)} />
    </PageHeader>
  )
}

function Chip({
  field,
  value,
  color,
  more = '',
  year,
}: {
  readonly field: string
  readonly value: string | number | boolean | null | undefined
  readonly color: string
  readonly more?: string
  readonly year?: number
}): ReactNode {
  const text = displayValue(fieldOf('household', field), value, year)
  return text === '' ? null : (
    <Badge color={color}>
      {text}
      {more}
    </Badge>
  )
}

function Neighbours({ detail, onOpen }: { readonly detail: HouseholdDetail; readonly onOpen: (id: string) => void }): ReactNode {
  const { previous, next } = detail
  return (
    <>
      <ActionIcon
        aria-label="上一户"
        title={`上一户（${shortcutKeys('previous')}）`}
        disabled={previous === null}
        onClick={() => {
          if (previous !== null) onOpen(previous)
        }}
      >
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        aria-label="下一户"
        title={`下一户（${shortcutKeys('next')}）`}
        disabled={next === null}
        onClick={() => {
          if (next !== null) onOpen(next)
        }}
      >
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
    </>
  )
}
