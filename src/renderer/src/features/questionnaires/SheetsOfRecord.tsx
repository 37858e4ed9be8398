/** On the page of a record: what was answered about it, and what else may be asked. */
import { Button, Group, Loader, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { referenceTo } from '#core/catalogue/derive/subject.ts'
import { fieldOf, isRegisterName } from '#core/catalogue/index.ts'
import { useApi } from '../../bridge/client.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { useGo } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { Sheets } from './QuestionnaireScreen.tsx'

export function SheetsOfRecord({ register, id, title }: { readonly register: string; readonly id: string; readonly title: string }): ReactNode {
  const api = useApi()
  const sheets = useQuery(api.questionnaires.sheets.queryOptions({ input: { subject: { register, id } } }))
  const list = useQuery(api.questionnaires.list.queryOptions())
  const go = useGo()
  const { mayWrite } = useSession()
  const error = sheets.error ?? list.error
  if (error !== null) return <ErrorPanel error={error} />
  if (sheets.data === undefined || list.data === undefined) return <Loader size="sm" role="status" aria-label="正在读取" />
  const names = new Map(
    list.data.map((one) => [one.id, `${one.name}（第 ${one.version} 版${one.twice ? `，${one.publishedOn} ${one.publishedBy ?? ''}` : ''}）`]),
  )
  const open = list.data.filter(({ newest, about }) => newest && about.includes(register))
  const subject = isRegisterName(register) ? referenceTo(fieldOf('answered_sheet', 'subject'), { register, id }) : ''
  return (
    <Stack gap="sm" py="sm">
      {mayWrite && (
        <Group gap="xs">
          {open.map((one) => (
            <Button key={one.id} variant="default" size="compact-sm" onClick={() => go(`/questionnaires/${one.id}/answer`, { subject, title })}>
              {`答${one.name}`}
            </Button>
          ))}
        </Group>
      )}
      {sheets.data.total === 0 ? (
        <EmptyState title="还没有答卷" hint={open.length === 0 ? '没有问这种记录的问卷；可以在“问卷”里发布一份。' : '点上面的按钮答一份。'} />
      ) : (
        <Sheets sheets={sheets.data.sheets} names={names} />
      )}
    </Stack>
  )
}
