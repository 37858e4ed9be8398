import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconDownload } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { registerOf } from '#core/catalogue/index.ts'
import { useClient } from '../../bridge/client.tsx'
import { useSession } from '../../session/useSession.tsx'
import { useRunJob } from '../../components/jobs/useJobs.ts'
import type { RecordQuestion } from '../../components/DataTable/useRecordPages.ts'

type Format = 'xlsx' | 'csv' | 'csv-gb18030'

/** Writes what the list shows, all pages of it, with the columns on screen. */
export function ExportMenu({
  question,
  columns,
  disabled,
}: {
  readonly question: RecordQuestion
  readonly columns: readonly string[]
  readonly disabled: boolean
}): ReactNode {
  const client = useClient()
  const { year } = useSession()
  const run = useRunJob({ saveFile: true })
  const sensitive = registerOf(question.register).fields.some((field) => field.sensitive !== undefined)
  const start = (format: Format, options: { readonly unmasked?: boolean; readonly all?: boolean } = {}): void => {
    const { register, text, where, sort } = question
    void run(
      client.exports.start({
        register,
        format,
        ...(text === undefined ? {} : { text }),
        ...(where === undefined ? {} : { where }),
        ...(sort === undefined ? {} : { sort }),
        ...(options.all === true ? {} : { columns: [...columns], year }),
        ...(options.unmasked === true ? { unmasked: true } : {}),
      }),
    )
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          disabled={disabled}
          leftSection={<IconDownload size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          导出
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => start('xlsx')}>Excel，按当前显示的列</Menu.Item>
        <Menu.Item onClick={() => start('xlsx', { all: true })}>Excel，全部列</Menu.Item>
        {sensitive && <Menu.Item onClick={() => start('xlsx', { all: true, unmasked: true })}>Excel，全部列，证号电话完整</Menu.Item>}
        <Menu.Divider />
        <Menu.Item onClick={() => start('csv-gb18030')}>CSV（WPS、Excel 可直接打开）</Menu.Item>
        <Menu.Item onClick={() => start('csv')}>CSV（UTF-8）</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
