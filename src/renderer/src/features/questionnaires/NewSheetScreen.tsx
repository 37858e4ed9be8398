/** Answering a questionnaire about one record: which one, then question by question; after saving the next one. */
import { Button, Group, Loader, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { fieldOf } from '#core/catalogue/index.ts'
import { referredBy } from '#core/catalogue/derive/subject.ts'
import type { Published } from '#core/features/questionnaires/contract.ts'
import { localDay } from '#core/rules/dates.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { Field } from '../../fields/Field.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useGo, useLeaveGuard, useRouteParameter, useSearchParameter } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { useRefresh } from '../records/useRefresh.ts'
import { countingAnswers, SheetForm, type Said } from './SheetForm.tsx'

export function NewSheetScreen(): ReactNode {
  const id = useRouteParameter('id')
  const query = useQuery(useApi().questionnaires.show.queryOptions({ input: { id } }))
  const subject = useSearchParameter('subject') ?? ''
  const title = useSearchParameter('title') ?? ''
  if (query.error !== null) return <ErrorPanel error={query.error} />
  if (query.data === undefined) return <Loader m="md" size="sm" role="status" aria-label="正在读取" />
  return <Answering asked={query.data} first={{ value: subject, title }} />
}

const SUBJECT = fieldOf('answered_sheet', 'subject')

function Answering({ asked, first }: { readonly asked: Published; readonly first: { readonly value: string; readonly title: string } }): ReactNode {
  const { user } = useSession()
  const fresh = (): Said => ({ askedOn: localDay(new Date()), askedBy: user.displayName, answeredBy: null, remark: null, answers: {} })
  const [subject, setSubject] = useState(first)
  const [said, setSaid] = useState<Said>(fresh)
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map())
  const [count, setCount] = useState(0)
  const client = useClient()
  const refresh = useRefresh()
  const go = useGo()
  const saving = useCommand(client.questionnaires.saveSheet, { inline: true })
  const about = referredBy(SUBJECT, subject.value)
  const dirty = Object.values(said.answers).some((value) => value !== '')
  useLeaveGuard(dirty)
  const save = async (): Promise<void> => {
    if (about === undefined || said.askedOn === '' || problems.size > 0) return
    const saved = await saving.run({ questionnaire: asked.id, sheet: { ...said, subject: about, answers: countingAnswers(asked, said.answers) } })
    if (saved === null) return
    refresh('answered_sheet', 'answer')
    notifyDone('已保存答卷', subject.title)
    setSaid({ ...fresh(), askedOn: said.askedOn, askedBy: said.askedBy })
    setSubject({ value: '', title: '' })
    setCount(count + 1)
    document.getElementById('questionnaire-subject')?.focus()
  }
  const submit = (): void => {
    void save()
  }
  useShortcut('save', submit)
  return (
    <Page
      header={
        <PageHeader
          title={asked.name}
          detail={count === 0 ? `第 ${asked.version} 版` : `已答 ${count} 份`}
          actions={
            <Group gap="xs">
              <Button variant="default" onClick={() => go(`/questionnaires/${asked.id}`)}>
                全部答卷
              </Button>
              <Button title="Ctrl+S" loading={saving.running} disabled={about === undefined || said.askedOn === '' || problems.size > 0} onClick={submit}>
                保存，答下一份
              </Button>
            </Group>
          }
        />
      }
    >
      <Stack gap="sm">
        {saving.error !== null && <ErrorPanel error={saving.error} />}
        <div className="narrow" style={{ maxWidth: '30rem' }}>
          <Field
            id="questionnaire-subject"
            field={{ ...SUBJECT, label: '对象', registers: asked.about }}
            labelPosition="above"
            value={subject.value === '' ? null : subject.value}
            valueTitle={subject.title}
            onChange={(value, title) => setSubject({ value: typeof value === 'string' ? value : '', title: title ?? '' })}
            autoFocus
          />
        </div>
        <SheetForm key={count} asked={asked} said={said} onChange={setSaid} issues={saving.error?.issues ?? []} onSave={submit} onProblems={setProblems} />
      </Stack>
    </Page>
  )
}
