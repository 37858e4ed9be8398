import { ActionIcon, Button, Checkbox, Group, Popover, ScrollArea, Text, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { matchesText } from '../../fields/pinyin.ts'
import classes from './DataTable.module.css'
import type { DataColumn } from './types.ts'
import type { TableLayout } from './useTableLayout.ts'

/** The list moved by one place; the first column stays wherever the user puts it. */
function moved(keys: readonly string[], key: string, by: -1 | 1): readonly string[] {
  const from = keys.indexOf(key)
  const to = from + by
  if (from < 0 || to < 0 || to >= keys.length) return keys
  const next = [...keys]
  next.splice(from, 1)
  next.splice(to, 0, key)
  return next
}

/** Which columns to show and in which order; found by Chinese or initials. */
export function ColumnChooser({ columns, layout }: { readonly columns: readonly DataColumn[]; readonly layout: TableLayout }): ReactNode {
  const [text, setText] = useState('')
  const shown = layout.visible.map((column) => column.key)
  const hidden = columns.filter((column) => !shown.includes(column.key) && matchesText(column.label, text))
  const chosen = layout.visible.filter((column) => matchesText(column.label, text))
  const show = (key: string): void => layout.setColumns([...shown, key])
  const hide = (key: string): void => layout.setColumns(shown.filter((candidate) => candidate !== key))
  return (
    <Popover position="top-end" withinPortal trapFocus width={300}>
      <Popover.Target>
        <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconColumns3 size={14} aria-hidden />}>
          显示列
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label="选择显示的列">
        <Group gap="xs" mb="xs" wrap="nowrap">
          <TextInput
            aria-label="查找列"
            placeholder="查找列（可用首字母）"
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            flex={1}
            data-autofocus
          />
          <Button variant="subtle" size="compact-sm" disabled={!layout.customised} onClick={() => layout.setColumns(null)}>
            恢复默认
          </Button>
        </Group>
        <ScrollArea.Autosize mah={360} type="auto" viewportProps={{ tabIndex: 0 }}>
          {chosen.map((column) => (
            <div key={column.key} className={classes['choice']}>
              <Checkbox size="xs" label={column.label} checked disabled={shown.length === 1} onChange={() => hide(column.key)} />
              <ActionIcon
                size={20}
                aria-label={`${column.label} 前移`}
                disabled={shown[0] === column.key}
                onClick={() => layout.setColumns(moved(shown, column.key, -1))}
              >
                <IconArrowUp size={13} aria-hidden />
              </ActionIcon>
              <ActionIcon
                size={20}
                aria-label={`${column.label} 后移`}
                disabled={shown.at(-1) === column.key}
                onClick={() => layout.setColumns(moved(shown, column.key, 1))}
              >
                <IconArrowDown size={13} aria-hidden />
              </ActionIcon>
            </div>
          ))}
          <HiddenColumns columns={hidden} onShow={show} />
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  )
}

function HiddenColumns({ columns, onShow }: { readonly columns: readonly DataColumn[]; readonly onShow: (key: string) => void }): ReactNode {
  const sections = [...new Set(columns.map((column) => column.section ?? ''))]
  return sections.map((section) => (
    <div key={section}>
      <Text size="xs" c="gray.7" mt={8} mb={2} fw={600}>
        {section === '' ? '未显示的列' : section}
      </Text>
      {columns
        .filter((column) => (column.section ?? '') === section)
        .map((column) => (
          <div key={column.key} className={classes['choice']}>
            <Checkbox size="xs" label={column.label} checked={false} onChange={() => onShow(column.key)} />
          </div>
        ))}
    </div>
  ))
}
