/** The questions of a version to be answered, or as they were: what the answers leave out is not shown, and the score stands below while one answers. */
import { Group, Stack, TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { FieldIssue } from '#core/errors.ts'
import type { Entered, Published } from '#core/features/questionnaires/contract.ts'
import { pointsText } from '#core/questionnaires/points.ts'
import { scoreOf } from '#core/questionnaires/score.ts'
import { questionsOf, walk } from '#core/questionnaires/tree.ts'
import { useEnterToNext } from '../../keyboard/enterToNext.ts'
import { QuestionInput } from './QuestionInput.tsx'
import classes from './questionnaires.module.css'

/** What is said with the answers. */
export type Said = Pick<Entered, 'askedOn' | 'askedBy' | 'answeredBy' | 'remark' | 'answers'>

export interface SheetFormProps {
  readonly asked: Published
  readonly said: Said
  readonly onChange: (said: Said) => void
  readonly issues: readonly FieldIssue[]
  readonly onSave: () => void
  readonly onProblems: (problems: ReadonlyMap<string, string>) => void
  readonly readOnly?: boolean
}

export function SheetForm({ asked, said, onChange, issues, onSave, onProblems, readOnly = false }: SheetFormProps): ReactNode {
  const enter = useEnterToNext(onSave)
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map())
  const score = scoreOf(asked.tree, new Map(Object.entries(said.answers)))
  const numbers = new Map(questionsOf(asked.tree).map(({ code }, index) => [code, index + 1]))
  const text = (key: 'askedBy' | 'answeredBy' | 'remark') => ({
    value: said[key] ?? '',
    readOnly,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...said, [key]: event.currentTarget.value === '' ? null : event.currentTarget.value }),
  })
  const tell = (code: string, message: string | null): void => {
    const next = new Map(problems)
    if (message === null) next.delete(code)
    else next.set(code, message)
    setProblems(next)
    onProblems(next)
  }
  return (
    <div className={classes['form']} {...enter}>
      <Group grow align="flex-start">
        <TextInput
          label="日期"
          type="date"
          required
          readOnly={readOnly}
          value={said.askedOn}
          onChange={(event) => onChange({ ...said, askedOn: event.currentTarget.value })}
        />
        <TextInput label="调查人" description="两个人的用顿号隔开" maxLength={100} {...text('askedBy')} />
        <TextInput label="回答人" description="不记名的不填" maxLength={40} {...text('answeredBy')} />
      </Group>
      {asked.tree.preface !== undefined && <p className={classes['hint']}>{asked.tree.preface}</p>}
      {walk(asked.tree.items).map(({ item, above }) => {
        if (item.type === 'section')
          return questionsIn(item).some((code) => score.shown.has(code)) ? (
            <h2 key={item.code} className={classes['section']} style={{ marginLeft: `${above.length}rem` }}>
              {item.label}
            </h2>
          ) : null
        if (!score.shown.has(item.code)) return null
        return (
          <QuestionInput
            key={item.code}
            question={item}
            number={numbers.get(item.code) ?? 0}
            value={said.answers[item.code] ?? ''}
            onChange={(value) => onChange({ ...said, answers: { ...said.answers, [item.code]: value } })}
            onProblem={(message) => tell(item.code, message)}
            error={issues.find(({ path }) => path === item.code)?.message}
            readOnly={readOnly}
          />
        )
      })}
      <Stack gap={0}>
        <Textarea label="备注" autosize minRows={1} maxLength={1000} {...text('remark')} />
      </Stack>
      <div className={classes['score']} aria-live="polite">
        {score.most > 0 && `得分 ${pointsText(score.points)} / ${pointsText(score.most)}`}
        {score.grade !== null && `　${score.grade}`}
        {score.vetoes.length > 0 &&
          `　命中否决项：${score.vetoes.map((code) => questionsOf(asked.tree).find((question) => question.code === code)?.label ?? code).join('、')}`}
        {score.open.length > 0 && `　还有 ${score.open.length} 道必答题没有答`}
      </div>
    </div>
  )
}

function questionsIn(item: Parameters<typeof walk>[0][number]): string[] {
  return walk([item]).flatMap(({ item: inner }) => (inner.type === 'section' ? [] : [inner.code]))
}

/** The answers that count: without those of questions that are not shown. */
export function countingAnswers({ tree }: Published, answers: Readonly<Record<string, string>>): Record<string, string> {
  const { shown } = scoreOf(tree, new Map(Object.entries(answers)))
  return Object.fromEntries(Object.entries(answers).filter(([code, value]) => value !== '' && shown.has(code)))
}
