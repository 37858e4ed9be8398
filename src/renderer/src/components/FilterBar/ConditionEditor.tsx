import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { IconX } from '@tabler/icons-react'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import { FieldInput } from '../../fields/FieldInput.tsx'
import { findOptions, rankOf } from '../../fields/pinyin.ts'
import { SuggestInput } from '../../fields/SuggestInput.tsx'
import { useEnterToNext } from '../../keyboard/enterToNext.ts'
import { innerRegister, ownAskable } from './askable.ts'
import type { Askable, AskableRights } from './askable.ts'
import { asksInner, describeAsked, needsValue, operatorLabel, operatorsFor } from './conditions.ts'
import type { FilterCondition, Operator } from './conditions.ts'
import classes from './FilterBar.module.css'
import { useDivisionName } from './useDivisionName.ts'

/** The field as the input of a condition: several codes may be meant, and no limit of entry applies. */
export function inputField(field: FieldDefinition): FieldDefinition {
  const { derived: _derived, required: _required, maximumItems: _maximum, hint: _hint, ...open } = field
  if (field.type === 'code') return { ...open, type: 'codes' }
  // A division condition means “this division and all below it”, at any level.
  if (field.type === 'division') {
    const { level: _level, ...anyLevel } = open
    return anyLevel
  }
  // Fragments are searched, so a whole number of the right length is not asked for.
  if (field.type === 'idNumber' || field.type === 'phone' || field.type === 'bankAccount' || field.type === 'longText') return { ...open, type: 'text' }
  if (field.type === 'codes') return { ...open, type: 'code' }
  return open
}

/** Field, operator and value of one condition; Enter goes on and at last applies. Of other records it asks conditions of their own. */
export function ConditionEditor({
  fields,
  condition,
  onApply,
  rights,
  label,
}: {
  readonly fields: readonly Askable[]
  readonly condition: FilterCondition | null
  readonly onApply: (condition: FilterCondition) => void
  readonly rights?: AskableRights | undefined
  /** Of the button, where it is not 添加条件 or 更改条件. */
  readonly label?: string
}): ReactNode {
  const known = fields.find((candidate) => candidate.key === condition?.field) ?? null
  const [asked, setAsked] = useState<Askable | null>(known)
  const [operator, setOperator] = useState<Operator>(() => startingOperator(known, condition))
  const [value, setValue] = useState<FieldValue>(condition?.value ?? null)
  const [title, setTitle] = useState(condition?.title)
  const [inner, setInner] = useState<readonly FilterCondition[]>(condition?.inner ?? [])
  const [problem, setProblem] = useState<string | null>(null)
  const complete = asked !== null && problem === null && (!needsValue(operator) || (value !== null && value !== ''))
  const target = asked === null || !asksInner(operator) ? null : innerRegister(asked)
  const apply = (): void => {
    if (asked === null || !complete) return
    onApply({
      field: asked.key,
      operator,
      value: needsValue(operator) ? value : null,
      ...(title === undefined || !needsValue(operator) ? {} : { title }),
      ...(target === null ? {} : { inner }),
    })
  }
  // The Enter that takes what is asked about does not end a condition that could stand as it is: more may be asked of it.
  const justChosen = useRef(false)
  const enter = useEnterToNext(() => {
    if (!justChosen.current) apply()
    justChosen.current = false
  })
  const choose = (next: Askable | null): void => {
    justChosen.current = next !== null && !needsValue(operatorsFor(next)[0] ?? 'eq')
    setAsked(next)
    setValue(null)
    setTitle(undefined)
    setInner([])
    setProblem(null)
    if (next !== null) setOperator(operatorsFor(next)[0] ?? 'eq')
  }
  return (
    <Stack gap="xs" w={300} {...enter}>
      <FieldChooser fields={fields} field={asked} onChoose={choose} autoFocus={condition === null} />
      {asked !== null && (
        <>
          <NativeSelect
            aria-label="比较方式"
            value={operator}
            onChange={(event) => setOperator(event.currentTarget.value as Operator)}
            data={operatorsFor(asked).map((candidate) => ({ value: candidate, label: operatorLabel(asked.field, candidate) }))}
          />
          {needsValue(operator) && (
            <FieldInput
              key={`${asked.key} ${operator}`}
              field={inputField(asked.field)}
              value={value}
              valueTitle={title}
              ariaLabel={`${asked.label}的值`}
              autoFocus={condition !== null}
              messages={problem === null ? undefined : { error: problem }}
              onChange={(next, chosen) => {
                setValue(next)
                setTitle(chosen)
              }}
              onProblem={setProblem}
            />
          )}
          {target !== null && <InnerConditions fields={ownAskable(target, rights)} conditions={inner} onChange={setInner} of={target.label} />}
        </>
      )}
      {problem !== null && (
        <Text size="xs" c="red.7" role="alert">
          {problem}
        </Text>
      )}
      <Group justify="flex-end">
        <Button size="compact-md" disabled={!complete} onClick={apply}>
          {label ?? (condition === null ? '添加条件' : '更改条件')}
        </Button>
      </Group>
    </Stack>
  )
}

/** That of the condition, as far as the editor offers it: what was chosen in a heading is asked here in the usual way. */
function startingOperator(asked: Askable | null, condition: FilterCondition | null): Operator {
  const offered = asked === null ? [] : operatorsFor(asked)
  return condition !== null && (asked === null || offered.includes(condition.operator)) ? condition.operator : (offered[0] ?? 'contains')
}

/** What the other records must meet: none, or any number of conditions. */
function InnerConditions({
  fields,
  conditions,
  onChange,
  of,
}: {
  readonly fields: readonly Askable[]
  readonly conditions: readonly FilterCondition[]
  readonly onChange: (conditions: readonly FilterCondition[]) => void
  readonly of: string
}): ReactNode {
  const [adding, setAdding] = useState(false)
  const nameOf = useDivisionName()
  return (
    <div role="group" aria-label={`${of}要符合的条件`} className={classes['inner']}>
      {conditions.length === 0 && !adding && (
        <Text size="xs" c="gray.7">
          任何一条{of}都算；也可以再加条件。
        </Text>
      )}
      {conditions.map((condition, index) => {
        const asked = fields.find(({ key }) => key === condition.field)
        const sentence = asked === undefined ? condition.field : describeAsked(asked, condition, nameOf)
        return (
          <span key={sentence} className={classes['chip']}>
            <span className={classes['preset']}>{sentence}</span>
            <button
              type="button"
              className={classes['remove']}
              aria-label={`去掉条件：${sentence}`}
              onClick={() => onChange(conditions.filter((_, position) => position !== index))}
            >
              <IconX size={12} aria-hidden />
            </button>
          </span>
        )
      })}
      {adding ? (
        <ConditionEditor
          fields={fields.filter(({ field }) => field.type !== 'subject')}
          condition={null}
          label="加上"
          onApply={(condition) => {
            setAdding(false)
            onChange([...conditions, condition])
          }}
        />
      ) : (
        <Button variant="subtle" size="compact-sm" onClick={() => setAdding(true)}>
          再加条件
        </Button>
      )}
    </div>
  )
}

function FieldChooser({
  fields,
  field,
  onChoose,
  autoFocus,
}: {
  readonly fields: readonly Askable[]
  readonly field: Askable | null
  readonly onChoose: (field: Askable | null) => void
  readonly autoFocus: boolean
}): ReactNode {
  const [query, setQuery] = useState('')
  const [problem, setProblem] = useState(false)
  const options = useMemo(() => findOptions(fields, query), [fields, query])
  const resolve = (text: string): Askable | null => {
    const found = findOptions(fields, text)
    const best = found[0]
    return best !== undefined && (found.length === 1 || rankOf(best, text) === 0) ? best : null
  }
  return (
    <SuggestInput
      ariaLabel="要筛选的项目"
      placeholder="要筛选的项目（可用首字母）"
      text={field?.label ?? ''}
      options={options}
      keyOf={(option) => option.key}
      isChosen={(option) => option.key === field?.key}
      invalid={problem}
      renderOption={(option) => (
        <>
          <span>{option.label}</span>
          <Text component="span" size="xs" c="gray.7" ml="auto">
            {option.section}
          </Text>
        </>
      )}
      onQuery={setQuery}
      onPick={(option) => {
        setProblem(false)
        onChoose(option)
      }}
      resolve={resolve}
      onUnresolved={() => setProblem(true)}
      onRestore={() => setProblem(false)}
      emptyText="没有这个项目"
      autoFocus={autoFocus}
    />
  )
}
