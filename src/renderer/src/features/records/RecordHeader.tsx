import { Badge, Button } from '@mantine/core'
import { IconDeviceFloppy, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { isReferredOnly } from '#core/catalogue/derive/referred.ts'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import { referredBy, targetsOf } from '#core/catalogue/derive/subject.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { Row } from '#core/shapes.ts'
import { PageHeader } from '../../components/PageHeader.tsx'
import { SectionTabs } from '../../components/SectionTabs.tsx'
import type { SectionTab } from '../../components/SectionTabs.tsx'
import { MoneyUnitSwitch } from '../../fields/moneyUnit.tsx'
import { shortcutKeys } from '../../keyboard/shortcuts.ts'
import { useGo } from '../../router/navigation.ts'
import { RecordPrintButton } from '../paper/PrintMenu.tsx'
import { BackButton } from './BackButton.tsx'
import { useMayWrite } from './useMayWrite.ts'
import type { RecordEditing } from './useRecordEditing.ts'

export interface RecordHeaderProps {
  readonly register: string
  readonly title: string
  /** As on file. */
  readonly row: Row
  readonly isNew: boolean
  readonly editing: RecordEditing
  readonly tabs: readonly SectionTab[]
  readonly tab: string
  readonly onTab: (tab: string) => void
  readonly actions: ReactNode
  readonly onSave: () => void
  readonly onRemove: () => void
}

/** What the record is, what can be done with it, and its tabs. */
export function RecordHeader(props: RecordHeaderProps): ReactNode {
  const { register, row, isNew, tabs } = props
  const { dirty, mayWrite, saving } = props.editing
  const { label, appendOnly } = registerOf(register)
  const mayRemove = useMayWrite(register, 'remove') && row['deleted'] !== true
  return (
    <PageHeader
      title={props.title}
      back={<BackButton register={register} />}
      detail={
        <>
          <span>{label}</span>
          {dirty && !isNew && <Badge color="amber">未保存</Badge>}
          {isReferredOnly(row) ? <Badge color="gray">资料在别的单位</Badge> : row['deleted'] === true && <Badge color="red">已删除</Badge>}
        </>
      }
      actions={
        <>
          <MoneyUnitSwitch />
          {props.actions}
          {!isNew && <RecordPrintButton register={register} id={String(row['id'])} />}
          {!isNew && <OwnerButton register={register} row={row} />}
          {!isNew && mayRemove && (
            <Button variant="subtle" color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={props.onRemove}>
              {appendOnly === undefined ? '删除' : '冲正'}
            </Button>
          )}
          {mayWrite && (
            <Button
              leftSection={<IconDeviceFloppy size={16} aria-hidden />}
              loading={saving}
              disabled={!isNew && !dirty}
              title={shortcutKeys('save')}
              onClick={props.onSave}
            >
              保存
            </Button>
          )}
        </>
      }
    >
      {tabs.length > 1 && <SectionTabs label={`${label}的各部分`} tabs={tabs} value={props.tab} onChange={props.onTab} />}
    </PageHeader>
  )
}

/** Leads to the record that this one is part of, or is found in. */
function OwnerButton({ register, row }: { readonly register: string; readonly row: Row }): ReactNode {
  const go = useGo()
  const { fields, partOf } = registerOf(register)
  const field =
    fields.find((one) => targetsOf(one).length > 0 && one.key === partOf?.by) ??
    fields.find(({ type, derived }) => type === 'reference' && derived !== undefined)
  const owner = referredBy(field, row[field?.key ?? ''])
  if (field === undefined || owner === undefined) return null
  const path = recordPath(owner.register, owner.id)
  return (
    <Button variant="default" onClick={() => go(path)}>
      打开{field.label}
    </Button>
  )
}
