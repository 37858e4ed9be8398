import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconPrinter } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useClient } from '../../bridge/client.tsx'
import type { RecordQuestion } from '../../components/DataTable/useRecordPages.ts'
import { useRunJob } from '../../components/jobs/useJobs.ts'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { useFormsOf } from './paperForms.ts'

/** Forms filled with what the list shows, all pages of it; nothing where the register has none. */
export function ListPrintMenu({ question, disabled }: { readonly question: RecordQuestion; readonly disabled: boolean }): ReactNode {
  const client = useClient()
  const run = useRunJob({ saveFile: true })
  const { year } = useSession()
  const lists = useFormsOf(question.register, 'list')
  const cards = useFormsOf(question.register, 'record')
  if (lists.length + cards.length === 0) return null
  const start = (code: string, format: 'pdf' | 'xlsx'): void => {
    const { text, where, sort } = question
    const chosen = { ...(text === undefined ? {} : { text }), ...(where === undefined ? {} : { where }), ...(sort === undefined ? {} : { sort: [...sort] }) }
    void run(client.paper.make({ code, year, format, chosen, files: 'together' }))
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          disabled={disabled}
          leftSection={<IconPrinter size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          打印
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>按当前筛选，{year} 年度，证号电话遮住中间几位</Menu.Label>
        {[...lists, ...cards].flatMap((form) =>
          (['pdf', 'xlsx'] as const).map((format) => (
            <Menu.Item key={`${form.code} ${format}`} onClick={() => start(form.code, format)}>
              {form.title}
              {form.kind === 'record' && '，每条一份'}（{format === 'pdf' ? 'PDF' : 'Excel'}）
            </Menu.Item>
          )),
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Leads to the forms of one record, with preview; nothing where its register has none. */
export function RecordPrintButton({ register, id }: { readonly register: string; readonly id: string }): ReactNode {
  const go = useGo()
  const forms = useFormsOf(register, 'record')
  if (forms.length === 0) return null
  return (
    <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => go('/forms', { register, for: id })}>
      打印
    </Button>
  )
}
