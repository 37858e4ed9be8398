/** What is said of one section or question. */
import { Button, Checkbox, Group, NativeSelect, Stack, Table, Textarea, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { codeLists, registerNames, registerOf } from '#core/catalogue/index.ts'
import { optionsOf, questionsOf } from '#core/questionnaires/tree.ts'
import { ANSWER_TYPES, decimalShape, type AnswerType, type Item, type Option, type Question, type Tree } from '#core/questionnaires/types.ts'
import { typed, withScoring, withTexts } from './editing.ts'

interface ItemEditorProps {
  readonly item: Item
  readonly tree: Tree
  readonly onChange: (item: Item) => void
}

export function ItemEditor({ item, tree, onChange }: ItemEditorProps): ReactNode {
  return (
    <Stack gap="sm">
      <Group grow align="flex-start" preventGrowOverflow={false}>
        <TextInput label="编号" w="7rem" flex="none" value={item.code} onChange={(event) => onChange({ ...item, code: event.currentTarget.value.trim() })} />
        <TextInput
          label={item.type === 'section' ? '名称' : '题目'}
          value={item.label}
          onChange={(event) => onChange({ ...item, label: event.currentTarget.value })}
        />
      </Group>
      {item.type !== 'section' && <QuestionFields question={item} onChange={onChange} />}
      {item.type === 'section' && (
        <Decimals
          item={item}
          keys={[
            ['base', '起始分'],
            ['least', '最低分'],
            ['most', '最高分'],
            ['weight', '权重'],
          ]}
          onChange={onChange}
        />
      )}
      <ConditionFields item={item} tree={tree} onChange={onChange} />
      <Textarea
        label="填写说明"
        autosize
        minRows={1}
        maxLength={500}
        value={item.hint ?? ''}
        onChange={(event) => onChange(withTexts(item, { hint: event.currentTarget.value }))}
      />
    </Stack>
  )
}

function QuestionFields({ question, onChange }: { readonly question: Question; readonly onChange: (item: Item) => void }): ReactNode {
  return (
    <>
      <Group align="flex-end">
        <NativeSelect
          label="题型"
          value={question.type}
          data={Object.entries(ANSWER_TYPES).map(([value, label]) => ({ value, label }))}
          onChange={(event) => {
            const type = event.currentTarget.value as AnswerType
            onChange(typed({ ...question, ...('options' in question ? { options: question.options } : {}) }, type))
          }}
        />
        <Checkbox
          label="必答"
          checked={question.required === true}
          onChange={(event) => {
            const { required: _, ...rest } = question
            onChange(event.currentTarget.checked ? { ...rest, required: true } : rest)
          }}
        />
      </Group>
      {(question.type === 'one' || question.type === 'several') && <Options question={question} onChange={onChange} />}
      {question.type === 'boolean' && <YesNo question={question} onChange={onChange} />}
      {(question.type === 'integer' || question.type === 'decimal') && (
        <>
          <Group grow>
            <TextInput
              label="单位"
              maxLength={20}
              value={question.unit ?? ''}
              onChange={(event) => onChange(withTexts(question, { unit: event.currentTarget.value }))}
            />
            {question.type === 'decimal' && (
              <NativeSelect
                label="小数位数"
                value={String(question.scale)}
                data={['1', '2', '3', '4']}
                onChange={(event) => onChange({ ...question, scale: Number(event.currentTarget.value) })}
              />
            )}
          </Group>
          <Decimals
            item={question}
            keys={[
              ['minimum', '最小值'],
              ['maximum', '最大值'],
              ['weight', '权重'],
            ]}
            onChange={onChange}
          />
          <Group grow>
            {(
              [
                ['each', '每单位几分'],
                ['least', '最低分'],
                ['most', '最高分'],
              ] as const
            ).map(([key, label]) => (
              <DecimalInput key={key} label={label} value={question.scoring?.[key] ?? ''} onChange={(text) => onChange(withScoring(question, key, text))} />
            ))}
          </Group>
        </>
      )}
      {question.type === 'score' && (
        <Decimals
          item={question}
          keys={[
            ['maximum', '满分'],
            ['weight', '权重'],
          ]}
          onChange={onChange}
        />
      )}
      {question.type === 'code' && (
        <NativeSelect
          label="代码表"
          value={question.codeList}
          data={codeLists.map(({ id, label }) => ({ value: id, label }))}
          onChange={(event) => onChange({ ...question, codeList: event.currentTarget.value })}
        />
      )}
      {question.type === 'reference' && (
        <NativeSelect
          label="台账"
          value={question.register}
          data={registerNames.filter((name) => registerOf(name).internal !== true).map((name) => ({ value: name, label: registerOf(name).label }))}
          onChange={(event) => onChange({ ...question, register: event.currentTarget.value })}
        />
      )}
    </>
  )
}

function DecimalInput({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (text: string) => void }): ReactNode {
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      value={value}
      error={value !== '' && !decimalShape.safeParse(value).success ? '请填数，最多四位小数' : null}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  )
}

function Decimals<I extends Item>({
  item,
  keys,
  onChange,
}: {
  readonly item: I
  readonly keys: readonly (readonly [string, string])[]
  readonly onChange: (item: I) => void
}): ReactNode {
  const values = item as unknown as Readonly<Record<string, string | undefined>>
  return (
    <Group grow>
      {keys.map(([key, label]) => (
        <DecimalInput key={key} label={label} value={values[key] ?? ''} onChange={(text) => onChange(withTexts(item, { [key]: text }))} />
      ))}
    </Group>
  )
}

type Choosing = Extract<Question, { readonly options: readonly Option[] }>

function Options({ question, onChange }: { readonly question: Choosing; readonly onChange: (item: Item) => void }): ReactNode {
  const { options } = question
  const change = (index: number, option: Option): void => onChange({ ...question, options: options.map((one, at) => (at === index ? option : one)) })
  const add = (): void => {
    let number = options.length + 1
    while (options.some(({ code }) => code === String(number))) number += 1
    onChange({ ...question, options: [...options, { code: String(number), label: '新的选项' }] })
  }
  return (
    <Stack gap={4}>
      <Table withRowBorders={false} verticalSpacing={2} horizontalSpacing={4} aria-label="选项">
        <Table.Thead>
          <Table.Tr>
            {['代码', '选项', '分值', '否决', ''].map((label) => (
              <Table.Th key={label}>{label}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {options.map((option, index) => (
            <Table.Tr key={index}>
              <Table.Td w="4rem">
                <TextInput
                  aria-label={`第 ${index + 1} 个选项的代码`}
                  value={option.code}
                  onChange={(event) => change(index, { ...option, code: event.currentTarget.value.trim() })}
                />
              </Table.Td>
              <Table.Td>
                <TextInput
                  aria-label={`第 ${index + 1} 个选项`}
                  value={option.label}
                  onChange={(event) => change(index, { ...option, label: event.currentTarget.value })}
                />
              </Table.Td>
              <Table.Td w="5rem">
                <TextInput
                  aria-label={`第 ${index + 1} 个选项的分值`}
                  value={option.points ?? ''}
                  onChange={(event) => {
                    const { points: _, ...rest } = option
                    const text = event.currentTarget.value.trim()
                    change(index, text === '' ? rest : { ...rest, points: text })
                  }}
                />
              </Table.Td>
              <Table.Td w="3rem">
                <Checkbox
                  aria-label={`选第 ${index + 1} 个即否决`}
                  checked={option.veto === true}
                  onChange={(event) => {
                    const { veto: _, ...rest } = option
                    change(index, event.currentTarget.checked ? { ...rest, veto: true } : rest)
                  }}
                />
              </Table.Td>
              <Table.Td w="2.5rem">
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-sm"
                  aria-label={`去掉第 ${index + 1} 个选项`}
                  onClick={() => onChange({ ...question, options: options.toSpliced(index, 1) })}
                >
                  <IconX size={14} aria-hidden />
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group>
        <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
          加选项
        </Button>
      </Group>
    </Stack>
  )
}

type Deciding = Extract<Question, { readonly type: 'boolean' }>

function YesNo({ question, onChange }: { readonly question: Deciding; readonly onChange: (item: Item) => void }): ReactNode {
  return (
    <Group grow align="flex-end">
      <DecimalInput label="“是”得几分" value={question.yes ?? ''} onChange={(text) => onChange(withTexts(question, { yes: text }))} />
      <DecimalInput label="“否”得几分" value={question.no ?? ''} onChange={(text) => onChange(withTexts(question, { no: text }))} />
      <NativeSelect
        label="否决"
        value={question.vetoIf ?? ''}
        data={[
          { value: '', label: '不否决' },
          { value: 'yes', label: '答“是”即否决' },
          { value: 'no', label: '答“否”即否决' },
        ]}
        onChange={(event) => onChange(withTexts(question, { vetoIf: event.currentTarget.value }))}
      />
    </Group>
  )
}

/** Shown only where an earlier question was answered so: one question on screen, others in the workbook. */
function ConditionFields({ item, tree, onChange }: ItemEditorProps): ReactNode {
  const questions = questionsOf(tree)
  const at = questions.findIndex(({ code }) => code === item.code)
  const earlier = (at < 0 ? questions : questions.slice(0, at)).filter((question) => optionsOf(question).length > 0)
  const [condition, ...more] = item.shownIf ?? []
  const asked = earlier.find(({ code }) => code === condition?.question)
  const choose = (question: string, is: string[]): void => {
    const { shownIf: _, ...rest } = item
    onChange(question === '' ? rest : { ...rest, shownIf: [{ question, is }, ...more] })
  }
  return (
    <Stack gap={4}>
      <NativeSelect
        label="出现条件"
        value={condition?.question ?? ''}
        data={[{ value: '', label: '总是出现' }, ...earlier.map(({ code, label }) => ({ value: code, label: `看“${label}”的回答` }))]}
        onChange={(event) => {
          const question = event.currentTarget.value
          const first = earlier.find(({ code }) => code === question)
          choose(question, first === undefined ? [] : [optionsOf(first)[0]?.code ?? ''])
        }}
      />
      {asked !== undefined && condition !== undefined && (
        <Checkbox.Group label="回答这些时才出现" value={condition.is} onChange={(is) => (is.length > 0 ? choose(condition.question, is) : undefined)}>
          <Group gap="md" pt={2}>
            {optionsOf(asked).map(({ code, label }) => (
              <Checkbox key={code} value={code} label={label} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
    </Stack>
  )
}
