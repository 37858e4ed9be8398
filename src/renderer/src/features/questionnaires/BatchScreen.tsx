/** Many records, one questionnaire: a row a record, a column a question; the digit or the name of an answer is typed, Enter goes on. */
import { Button, Group, Loader, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { Published } from '#core/features/questionnaires/contract.ts'
import { answerInWords, readAnswer } from '#core/questionnaires/answers.ts'
import { optionsOf, questionsOf } from '#core/questionnaires/tree.ts'
import type { Question } from '#core/questionnaires/types.ts'
import { localDay } from '#core/rules/dates.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { notifyDone } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { whereOf } from '../../components/FilterBar/clauses.ts'
import type { FilterCondition } from '../../components/FilterBar/conditions.ts'
import { FilterBar } from '../../components/FilterBar/FilterBar.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useEnterToNext } from '../../keyboard/enterToNext.ts'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useGo, useLeaveGuard, useRouteParameter } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import table from '../../components/PlainTable.module.css'
import { useRefresh } from '../records/useRefresh.ts'
import classes from './questionnaires.module.css'
import { countingAnswers } from './SheetForm.tsx'

/** Records that the grid holds at once. */
const MOST_ROWS = 60

export function BatchScreen(): ReactNode {
  const id = useRouteParameter('id')
  const query = useQuery(useApi().questionnaires.show.queryOptions({ input: { id } }))
  if (query.error !== null) return <ErrorPanel error={query.error} />
  if (query.data === undefined) return <Loader m="md" size="sm" role="status" aria-label="正在读取" />
  return <Batch asked={query.data} />
}

interface Subject {
  readonly id: string
  readonly title: string
}

/** What is typed, by record and question. */
type Typed = Readonly<Record<string, Readonly<Record<string, string>>>>

function Batch({ asked }: { readonly asked: Published }): ReactNode {
  const { user, year } = useSession()
  const [register, setRegister] = useState(asked.about[0] ?? '')
  const [text, setText] = useState('')
  const [conditions, setConditions] = useState<readonly FilterCondition[]>([])
  const [askedOn, setAskedOn] = useState(() => localDay(new Date()))
  const [askedBy, setAskedBy] = useState(user.displayName)
  const [typed, setTyped] = useState<Typed>({})
  const [refused, setRefused] = useState<Readonly<Record<string, Readonly<Record<string, string>>>>>({})
  const client = useClient()
  const refresh = useRefresh()
  const go = useGo()
  const saving = useCommand(client.questionnaires.saveSheets, { inline: true })
  const where = isRegisterName(register) ? whereOf(registerOf(register), conditions, year) : undefined
  const query = useQuery({
    ...useApi().records.query.queryOptions({
      input: { register, limit: MOST_ROWS, ...(text === '' ? {} : { text }), ...(where === undefined ? {} : { where }) },
    }),
    enabled: isRegisterName(register),
  })
  const questions = questionsOf(asked.tree)
  const begun = Object.entries(typed).filter(([, answers]) => Object.values(answers).some((answer) => answer.trim() !== ''))
  useLeaveGuard(begun.length > 0)
  const problems = problemsIn(questions, typed)
  const save = async (): Promise<void> => {
    if (begun.length === 0 || askedOn === '' || problems > 0) return
    const rows = begun.map(([id, answers]) => ({ id, answers: countingAnswers(asked, readRow(questions, answers)) }))
    const done = await saving.run({
      questionnaire: asked.id,
      sheets: rows.map(({ id, answers }) => ({
        subject: { register, id },
        askedOn,
        askedBy: askedBy.trim() === '' ? null : askedBy.trim(),
        answeredBy: null,
        remark: null,
        answers,
      })),
    })
    if (done === null) return
    const wrong = new Map(
      done.refused.map(({ index, issues }) => [rows[index]?.id ?? '', Object.fromEntries(issues.map(({ path, message }) => [path, message]))]),
    )
    setRefused(Object.fromEntries(wrong))
    setTyped(Object.fromEntries(begun.filter(([id]) => wrong.has(id))))
    refresh('answered_sheet', 'answer')
    notifyDone('已保存答卷', `${done.saved.length} 份${wrong.size === 0 ? '' : `，${wrong.size} 份没有保存`}`)
  }
  const submit = (): void => {
    void save()
  }
  useShortcut('save', submit)
  const enter = useEnterToNext(submit)
  const definition = isRegisterName(register) ? registerOf(register) : null
  return (
    <Page
      header={
        <PageHeader
          title={`成批答：${asked.name}`}
          detail={begun.length === 0 ? undefined : `填了 ${begun.length} 份${problems > 0 ? `，${problems} 处写得不对` : ''}`}
          actions={
            <Group gap="xs">
              <Button variant="default" onClick={() => go(`/questionnaires/${asked.id}`)}>
                全部答卷
              </Button>
              <Button title="Ctrl+S" loading={saving.running} disabled={begun.length === 0 || askedOn === '' || problems > 0} onClick={submit}>
                {`保存 ${begun.length} 份`}
              </Button>
            </Group>
          }
        />
      }
    >
      <Stack gap="sm" {...enter}>
        {saving.error !== null && <ErrorPanel error={saving.error} />}
        <Group align="flex-end">
          <TextInput label="日期" type="date" required value={askedOn} onChange={(event) => setAskedOn(event.currentTarget.value)} />
          <TextInput label="调查人" maxLength={100} value={askedBy} onChange={(event) => setAskedBy(event.currentTarget.value)} />
          {asked.about.length > 1 && (
            <NativeSelect
              label="问"
              value={register}
              data={asked.about.map((name) => ({ value: name, label: registerOf(name).label }))}
              onChange={(event) => {
                setRegister(event.currentTarget.value)
                setConditions([])
                setTyped({})
              }}
            />
          )}
        </Group>
        {definition !== null && (
          <FilterBar register={definition} text={text} onTextChange={setText} conditions={conditions} onConditionsChange={setConditions} />
        )}
        {query.error !== null && <ErrorPanel error={query.error} />}
        {query.data?.total === 0 && <EmptyState title="没有这样的记录" hint="请换筛选条件。" />}
        {query.data !== undefined && query.data.total > MOST_ROWS && (
          <Text size="sm">{`共 ${query.data.total} 条，列出前 ${MOST_ROWS} 条；用上面的条件缩小范围。`}</Text>
        )}
        {query.data !== undefined && query.data.total > 0 && (
          <Grid
            questions={questions}
            subjects={query.data.rows.map((row) => ({ id: String(row['id']), title: String(row[definition?.title ?? 'id'] ?? '') }))}
            typed={typed}
            refused={refused}
            onType={(id, code, value) => setTyped({ ...typed, [id]: { ...typed[id], [code]: value } })}
          />
        )}
      </Stack>
    </Page>
  )
}

function readRow(questions: readonly Question[], typed: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    questions.flatMap((question) => {
      const read = readAnswer(question, typed[question.code] ?? '')
      return 'value' in read && read.value !== '' ? [[question.code, read.value]] : []
    }),
  )
}

function problemsIn(questions: readonly Question[], typed: Typed): number {
  return Object.values(typed).reduce(
    (sum, answers) => sum + questions.filter((question) => 'problem' in readAnswer(question, answers[question.code] ?? '')).length,
    0,
  )
}

function Grid({
  questions,
  subjects,
  typed,
  refused,
  onType,
}: {
  readonly questions: readonly Question[]
  readonly subjects: readonly Subject[]
  readonly typed: Typed
  readonly refused: Typed
  readonly onType: (id: string, code: string, value: string) => void
}): ReactNode {
  return (
    <div className={classes['grid']}>
      <table className={table['table']} aria-label="成批答">
        <thead>
          <tr>
            <th scope="col">对象</th>
            {questions.map((question) => (
              <th key={question.code} scope="col">
                {question.label}
                <div className={classes['hint']}>
                  {optionsOf(question)
                    .map(({ code, label }, index) => `${question.type === 'boolean' ? index + 1 : code} ${label}`)
                    .join('、')}
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {subjects.map(({ id, title }) => (
            <tr key={id}>
              <th scope="row">{title}</th>
              {questions.map((question) => (
                <td key={question.code}>
                  <Cell
                    label={`${title}：${question.label}`}
                    question={question}
                    text={typed[id]?.[question.code] ?? ''}
                    refused={refused[id]?.[question.code]}
                    onType={(value) => onType(id, question.code, value)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({
  label,
  question,
  text,
  refused,
  onType,
}: {
  readonly label: string
  readonly question: Question
  readonly text: string
  readonly refused: string | undefined
  readonly onType: (value: string) => void
}): ReactNode {
  const read = readAnswer(question, text)
  const problem = 'problem' in read ? read.problem : refused
  return (
    <input
      className={classes['cellInput']}
      aria-label={label}
      aria-invalid={problem !== undefined}
      title={problem}
      value={text}
      onChange={(event) => onType(event.currentTarget.value)}
      // What was meant by a digit is seen once the cell is left.
      onBlur={() => {
        if ('value' in read && read.value !== '') onType(answerInWords(question, read.value))
      }}
    />
  )
}
