/** One sheet as it was answered, to be corrected, printed or taken off the file. */
import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Published, SheetShown } from '#core/features/questionnaires/contract.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useGo, useLeaveGuard, useRouteParameter } from '../../router/navigation.ts'
import { RecordLink } from '../../router/RecordLink.tsx'
import { useSession } from '../../session/useSession.tsx'
import { useRefresh } from '../records/useRefresh.ts'
import { countingAnswers, SheetForm, type Said } from './SheetForm.tsx'

export function SheetScreen(): ReactNode {
  const id = useRouteParameter('id')
  const api = useApi()
  const sheet = useQuery(api.questionnaires.sheet.queryOptions({ input: { id } }))
  const asked = useQuery({
    ...api.questionnaires.show.queryOptions({ input: { id: sheet.data?.questionnaire ?? '' } }),
    enabled: sheet.data !== undefined,
  })
  const error = sheet.error ?? asked.error
  if (error !== null) return <ErrorPanel error={error} />
  if (sheet.data === undefined || asked.data === undefined) return <Loader m="md" size="sm" role="status" aria-label="正在读取" />
  return <Sheet key={id} asked={asked.data} sheet={sheet.data} />
}

function Sheet({ asked, sheet }: { readonly asked: Published; readonly sheet: SheetShown }): ReactNode {
  const { askedOn, askedBy, answeredBy, remark, answers } = sheet
  const [said, setSaid] = useState<Said>({ askedOn, askedBy, answeredBy, remark, answers })
  const [dirty, setDirty] = useState(false)
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map())
  const { mayWrite } = useSession()
  const client = useClient()
  const go = useGo()
  const confirm = useConfirm()
  const refresh = useRefresh()
  const saving = useCommand(client.questionnaires.saveSheet, { inline: true })
  const removing = useCommand(client.questionnaires.removeSheet)
  useLeaveGuard(dirty)
  const save = async (): Promise<void> => {
    if (!dirty || problems.size > 0) return
    const { register, id } = sheet.subject
    const saved = await saving.run({
      questionnaire: asked.id,
      sheet: { ...said, id: sheet.id, subject: { register, id }, answers: countingAnswers(asked, said.answers) },
    })
    if (saved === null) return
    setDirty(false)
    refresh('answered_sheet', 'answer')
    notifyDone('已保存答卷', sheet.subject.title)
  }
  const submit = (): void => {
    void save()
  }
  useShortcut('save', submit, mayWrite)
  const remove = async (): Promise<void> => {
    const answer = await confirm({
      title: `删除答卷 ${sheet.number ?? ''}`,
      message: '连同它的答案一起删除，可以在操作记录里撤销。',
      confirmLabel: '删除',
      danger: true,
      reason: 'required',
    })
    if (!answer.confirmed) return
    if ((await removing.run({ id: sheet.id, reason: answer.reason })) === null) return
    setDirty(false)
    refresh('answered_sheet', 'answer')
    go(`/questionnaires/${asked.id}`, undefined, true)
  }
  return (
    <Page
      header={
        <PageHeader
          title={`${asked.name}：${sheet.subject.title}`}
          detail={sheet.number ?? undefined}
          actions={
            <Group gap="xs">
              <Button variant="default" onClick={() => go(`/questionnaires/${asked.id}`)}>
                全部答卷
              </Button>
              <Button
                variant="default"
                leftSection={<IconPrinter size={16} aria-hidden />}
                disabled={dirty}
                title={dirty ? '先保存，再打印' : undefined}
                onClick={() => go('/forms', { of: 'questionnaire', for: sheet.id })}
              >
                打印
              </Button>
              {mayWrite && (
                <>
                  <Button
                    variant="default"
                    color="red"
                    onClick={() => {
                      void remove()
                    }}
                  >
                    删除
                  </Button>
                  <Button title="Ctrl+S" loading={saving.running} disabled={!dirty || problems.size > 0} onClick={submit}>
                    保存
                  </Button>
                </>
              )}
            </Group>
          }
        />
      }
    >
      <Stack gap="sm">
        {saving.error !== null && <ErrorPanel error={saving.error} />}
        <Text size="sm">
          {sheet.subject.title !== '' && (
            <RecordLink register={sheet.subject.register} id={sheet.subject.id}>
              {sheet.subject.title}
            </RecordLink>
          )}
          {`　${sheet.place}　第 ${asked.version} 版`}
        </Text>
        <SheetForm
          asked={asked}
          said={said}
          onChange={(next) => {
            setSaid(next)
            setDirty(true)
          }}
          issues={saving.error?.issues ?? []}
          onSave={submit}
          onProblems={setProblems}
          readOnly={!mayWrite}
        />
      </Stack>
    </Page>
  )
}
