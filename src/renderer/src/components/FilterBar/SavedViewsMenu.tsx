import { Button, Checkbox, Group, Menu, Stack, Text, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { ReadyView, SavedView } from '#core/features/records/contract.ts'
import type { Sort } from '#core/shapes.ts'
import { useApi } from '../../bridge/client.tsx'
import { onEnter } from '../../keyboard/ime.ts'
import { useConfirm } from '../ConfirmDialog.tsx'
import type { RecordQuestion } from '../DataTable/useRecordPages.ts'
import { listFigure } from '../figure.tsx'
import { registerOf } from '#core/catalogue/index.ts'
import { EVERY_YEAR, whereOf } from './clauses.ts'
import type { FilterCondition } from './conditions.ts'
import { Dialog } from '../Dialog.tsx'
import { useSavedViews } from './useSavedViews.ts'

export interface SavedViewsMenuProps {
  readonly register: string
  readonly conditions: readonly FilterCondition[]
  readonly sort: Sort | null
  readonly onApply: (view: SavedView) => void
  /** Those that come with the program, as they are for the year chosen. */
  readonly ready?: readonly ReadyView[]
  readonly onReady?: (view: ReadyView) => void
  /** What the list asks once the view is chosen: its place, its other conditions. */
  readonly questionOf?: (view: ReadyView) => RecordQuestion
}

/** 常用筛选: applies, saves and removes saved views. */
export function SavedViewsMenu({ register, conditions, sort, onApply, ready = [], onReady, questionOf }: SavedViewsMenuProps): ReactNode {
  const saved = useSavedViews(register)
  const confirm = useConfirm()
  const [naming, setNaming] = useState(false)
  const remove = async (view: SavedView): Promise<void> => {
    const answer = await confirm({ title: `删除常用筛选“${view.name}”？`, message: '只删除这个筛选，不影响任何数据。', confirmLabel: '删除', danger: true })
    if (answer.confirmed) await saved.remove(view.id)
  }
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="subtle" color="gray" size="compact-md" leftSection={<IconBookmark size={15} aria-hidden />}>
            常用筛选
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ready.map((view) => (
            <Menu.Item
              key={view.key}
              onClick={() => onReady?.(view)}
              rightSection={<ViewCount question={questionOf?.(view) ?? { register, where: view.where }} />}
            >
              {view.name}
            </Menu.Item>
          ))}
          {ready.length > 0 && <Menu.Divider />}
          {saved.views.map((view) => (
            <Group key={view.id} gap={0} wrap="nowrap">
              <Menu.Item onClick={() => onApply(view)}>
                {view.name}
                {view.shared ? '（共用）' : ''}
              </Menu.Item>
              <Menu.Item
                w="auto"
                px={6}
                aria-label={`删除常用筛选 ${view.name}`}
                onClick={() => {
                  void remove(view)
                }}
              >
                <IconTrash size={14} aria-hidden />
              </Menu.Item>
            </Group>
          ))}
          {saved.views.length > 0 && <Menu.Divider />}
          <Menu.Item disabled={conditions.length === 0 && sort === null} onClick={() => setNaming(true)}>
            保存当前筛选…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {naming && (
        <Dialog onClose={() => setNaming(false)} title="保存当前筛选" size={380}>
          <NameForm
            onSave={async (name, shared) => {
              if (await saved.save({ name, shared, where: whereOf(registerOf(register), conditions, EVERY_YEAR) ?? null, sort, columns: null }))
                setNaming(false)
            }}
          />
        </Dialog>
      )}
    </>
  )
}

/** How many records the list will hold behind a ready view; asked when the menu is open. */
function ViewCount({ question }: { readonly question: RecordQuestion }): ReactNode {
  const { register, text, where } = question
  const asked = { register, ...(text === undefined ? {} : { text }), ...(where === undefined ? {} : { where }) }
  const { data } = useQuery(useApi().records.query.queryOptions({ input: { ...asked, limit: 0 } }))
  return data === undefined ? null : (
    <Text component="span" size="xs" c="gray.7" {...listFigure(asked)}>
      {data.total.toLocaleString('zh-CN')}
    </Text>
  )
}

function NameForm({ onSave }: { readonly onSave: (name: string, shared: boolean) => Promise<void> }): ReactNode {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const ready = name.trim() !== ''
  const save = (): void => {
    if (ready) void onSave(name.trim(), shared)
  }
  return (
    <Stack gap="sm">
      <TextInput label="名称" value={name} maxLength={40} onChange={(event) => setName(event.currentTarget.value)} onKeyDown={onEnter(save)} data-autofocus />
      <Checkbox label="本单位其他人也能用" checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
      <Group justify="flex-end">
        <Button disabled={!ready} onClick={save}>
          保存
        </Button>
      </Group>
    </Stack>
  )
}
