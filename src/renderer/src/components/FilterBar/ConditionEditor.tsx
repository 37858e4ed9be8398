import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { FieldDefinition, FieldValue, RegisterDefinition } from '#core/catalogue/types.ts'
import { FieldInput } from '../../fields/FieldInput.tsx'
import { findOptions, rankOf } from '../../fields/pinyin.ts'
import { SuggestInput } from '../../fields/SuggestInput.tsx'
import { useEnterToNext } from '../../keyboard/enterToNext.ts'
import { needsValue, operatorLabel, operatorsOf } from './conditions.ts'
import type { FilterCondition, Operator } from './conditions.ts'

/** The field as the input of a condition: several codes may be meant, and no limit of entry applies. */
function inputField(field: FieldDefinition): FieldDefinition {
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

/** Field, operator and value of one condition; Enter goes on and at last applies. */
export function ConditionEditor({
  register,
  condition,
  onApply,
}: {
  readonly register: RegisterDefinition
  readonly condition: FilterCondition | null
  readonly onApply: (condition: FilterCondition) => void
}): ReactNode {
  const [field, setField] = useState<FieldDefinition | null>(() => register.fields.find((candidate) => candidate.key === condition?.field) ?? null)
  const [operator, setOperator] = useState<Operator>(condition?.operator ?? 'contains')
  const [value, setValue] = useState<FieldValue>(condition?.value ?? null)
  const [title, setTitle] = useState(condition?.title)
  const [problem, setProblem] = useState<string | null>(null)
  const complete = field !== null && problem === null && (!needsValue(operator) || (value !== null && value !== ''))
  const apply = (): void => {
    if (field === null || !complete) return
    onApply({ field: field.key, operator, value: needsValue(operator) ? value : null, ...(title === undefined ? {} : { title }) })
  }
  const enter = useEnterToNext(apply)
  const choose = (next: FieldDefinition | null): void => {
    setField(next)
    setValue(null)
    setTitle(undefined)
    setProblem(null)
    if (next !== null) setOperator(operatorsOf(next)[0] ?? 'eq')
  }
  return (
    <Stack gap="xs" w={300} {...enter}>
      <FieldChooser register={register} field={field} onChoose={choose} autoFocus={condition === null} />
      {field !== null && (
        <>
          <NativeSelect
            aria-label="比较方式"
            value={operator}
            onChange={(event) => setOperator(event.currentTarget.value as Operator)}
            data={operatorsOf(field).map((candidate) => ({ value: candidate, label: operatorLabel(field, candidate) }))}
          />
          {needsValue(operator) && (
            <FieldInput
              key={`${field.key} ${operator}`}
              field={inputField(field)}
              value={value}
              valueTitle={title}
              ariaLabel={`${field.label}的值`}
              autoFocus={condition !== null}
              messages={problem === null ? undefined : { error: problem }}
              onChange={(next, chosen) => {
                setValue(next)
                setTitle(chosen)
              }}
              onProblem={setProblem}
            />
          )}
        </>
      )}
      {problem !== null && (
        <Text size="xs" c="red.7" role="alert">
          {problem}
        </Text>
      )}
      <Group justify="flex-end">
        <Button size="compact-md" disabled={!complete} onClick={apply}>
          {condition === null ? '添加条件' : '更改条件'}
        </Button>
      </Group>
    </Stack>
  )
}

function FieldChooser({
  register,
  field,
  onChoose,
  autoFocus,
}: {
  readonly register: RegisterDefinition
  readonly field: FieldDefinition | null
  readonly onChoose: (field: FieldDefinition | null) => void
  readonly autoFocus: boolean
}): ReactNode {
  const [query, setQuery] = useState('')
  const [problem, setProblem] = useState(false)
  const options = useMemo(() => findOptions(register.fields, query), [register, query])
  const sections = useMemo(() => new Map(register.sections.map((section) => [section.key, section.label])), [register])
  const resolve = (text: string): FieldDefinition | null => {
    const found = findOptions(register.fields, text)
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
            {sections.get(option.section ?? '') ?? ''}
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
