/** The drop-down of a column's heading, as in WPS: order, a range, and the values to choose among with how often each stands there. */
import { Button, Checkbox, Group, Loader, ScrollArea, Text, TextInput } from '@mantine/core'
import { IconSortAscending, IconSortDescending } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { FieldDefinition, FieldValue } from '#core/catalogue/types.ts'
import { useApi } from '../../bridge/client.tsx'
import { displayValue, isNumeric } from '../../fields/display.ts'
import { FieldInput } from '../../fields/FieldInput.tsx'
import { matchesText } from '../../fields/pinyin.ts'
import { onEnter } from '../../keyboard/ime.ts'
import type { SortState } from '../DataTable/types.ts'
import type { RecordQuestion } from '../DataTable/useRecordPages.ts'
import type { Askable } from './askable.ts'
import { inputField } from './ConditionEditor.tsx'
import type { FilterCondition } from './conditions.ts'
import classes from './FilterBar.module.css'

export interface ColumnFilterProps {
  readonly asked: Askable
  /** What is asked beside this column. */
  readonly question: RecordQuestion
  readonly year: number
  /** Conditions on this column. */
  readonly conditions: readonly FilterCondition[]
  /** In their stead. */
  readonly onChange: (conditions: readonly FilterCondition[]) => void
  readonly sort: SortState | null
  /** Without it the column gives no order. */
  readonly onSort?: ((sort: SortState | null) => void) | undefined
  readonly onClose: () => void
}

const RANGED: ReadonlySet<FieldDefinition['type']> = new Set(['date', 'month', 'partialDate', 'period', 'year'])

/** A value among those of the list; null where nothing stands. */
interface Choice {
  readonly value: FieldValue
  readonly title: string
  readonly count: number
}

const nameOf = (value: FieldValue): string => JSON.stringify(value)

export function ColumnFilter(props: ColumnFilterProps): ReactNode {
  const { asked, conditions, onChange, onClose } = props
  const [text, setText] = useState('')
  const [range, setRange] = useState(() => ({ from: boundIn(conditions, 'gte'), to: boundIn(conditions, 'lte') }))
  const [unreadable, setUnreadable] = useState(false)
  // Null: all of them, whatever they are.
  const [chosen, setChosen] = useState<ReadonlyMap<string, Choice> | null>(() => chosenIn(conditions))
  const found = useChoices(props, text)
  const shown = found.choices
  const isChosen = (choice: Choice): boolean => chosen === null || chosen.has(nameOf(choice.value))
  const setAll = (on: boolean): void => {
    if (on && text === '') return setChosen(null)
    const others = [...(chosen ?? new Map())].filter(([name]) => !shown.some(({ value }) => nameOf(value) === name))
    setChosen(new Map([...(text === '' ? [] : others), ...(on ? shown.map((choice) => [nameOf(choice.value), choice] as const) : [])]))
  }
  const toggle = (choice: Choice): void => {
    const next = new Map(chosen ?? shown.map((one) => [nameOf(one.value), one] as const))
    if (!next.delete(nameOf(choice.value))) next.set(nameOf(choice.value), choice)
    setChosen(next)
  }
  const apply = (): void => {
    if (unreadable) return
    // What was searched for and is ticked is what is wanted, as in spreadsheets.
    const wanted =
      text !== '' && chosen === null
        ? shown
        : chosen === null
          ? null
          : [...chosen.values()].filter((choice) => text === '' || shown.some(({ value }) => value === choice.value))
    onChange([...rangeConditions(asked, range), ...(wanted === null ? [] : [amongCondition(asked, wanted)])])
    onClose()
  }
  const all = shown.every(isChosen)
  const isRanged = isNumeric(asked.field) || RANGED.has(asked.field.type)
  return (
    <div className={classes['columnFilter']}>
      {props.onSort !== undefined && <Order {...props} onSort={props.onSort} />}
      {isRanged && <Range field={asked.field} label={asked.label} range={range} onChange={setRange} onProblem={setUnreadable} />}
      <TextInput
        aria-label={`在${asked.label}的值中查找`}
        placeholder="查找值"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onEnter(apply)}
        data-autofocus
      />
      <Checkbox
        size="xs"
        label={text === '' ? '全选' : '选中查到的'}
        checked={all && shown.length > 0}
        indeterminate={!all && shown.some(isChosen)}
        onChange={(event) => setAll(event.currentTarget.checked)}
      />
      <ScrollArea.Autosize mah={240} type="auto" viewportProps={{ tabIndex: 0 }}>
        {found.waiting ? (
          <Loader size="xs" role="status" aria-label="正在读取" />
        ) : (
          <ul aria-label={`${asked.label}的值`}>
            {shown.map((choice) => (
              <li key={nameOf(choice.value)} className={classes['columnValue']}>
                <Checkbox size="xs" label={choice.title} checked={isChosen(choice)} onChange={() => toggle(choice)} />
                <small>{choice.count.toLocaleString('zh-CN')}</small>
              </li>
            ))}
          </ul>
        )}
        {shown.length === 0 && !found.waiting && (
          <Text size="xs" c="gray.7">
            没有这样的值
          </Text>
        )}
        {found.more > 0 && (
          <Text size="xs" c="gray.7">
            还有 {found.more} 个值，请在上面查找
          </Text>
        )}
      </ScrollArea.Autosize>
      <Group justify="space-between">
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          disabled={conditions.length === 0}
          onClick={() => {
            onChange([])
            onClose()
          }}
        >
          清除筛选
        </Button>
        <Button size="compact-sm" disabled={unreadable || (chosen !== null && chosen.size === 0)} onClick={apply}>
          筛选
        </Button>
      </Group>
    </div>
  )
}

function Order({ asked, sort, onSort, onClose }: ColumnFilterProps & { readonly onSort: (sort: SortState | null) => void }): ReactNode {
  const now = sort?.field === asked.key ? sort : null
  const set = (descending: boolean): void => {
    onSort(now?.descending === descending ? null : { field: asked.key, descending })
    onClose()
  }
  return (
    <Group gap={4} grow>
      <Button
        variant={now?.descending === false ? 'light' : 'default'}
        size="compact-sm"
        leftSection={<IconSortAscending size={14} aria-hidden />}
        aria-pressed={now?.descending === false}
        onClick={() => set(false)}
      >
        升序
      </Button>
      <Button
        variant={now?.descending === true ? 'light' : 'default'}
        size="compact-sm"
        leftSection={<IconSortDescending size={14} aria-hidden />}
        aria-pressed={now?.descending === true}
        onClick={() => set(true)}
      >
        降序
      </Button>
    </Group>
  )
}

interface Bounds {
  readonly from: FieldValue
  readonly to: FieldValue
}

/** From and to, both meant with. */
function Range({
  field,
  label,
  range,
  onChange,
  onProblem,
}: {
  readonly field: FieldDefinition
  readonly label: string
  readonly range: Bounds
  readonly onChange: (range: Bounds) => void
  readonly onProblem: (unreadable: boolean) => void
}): ReactNode {
  const open = inputField(field)
  const { minimum: _minimum, maximum: _maximum, ...unlimited } = open
  const input = (end: keyof Bounds, name: string): ReactNode => (
    <FieldInput
      field={unlimited}
      value={range[end]}
      ariaLabel={`${label} ${name}`}
      onChange={(value) => {
        onChange({ ...range, [end]: value })
        onProblem(false)
      }}
      onProblem={(problem) => onProblem(problem !== null)}
    />
  )
  return (
    <div className={classes['range']}>
      <span>从</span>
      {input('from', '从')}
      <span>到</span>
      {input('to', '到')}
    </div>
  )
}

/** The values that the list holds in the column; few are searched here, by 拼音 too, more by the core. */
function useChoices(
  { asked, question, year }: ColumnFilterProps,
  text: string,
): { readonly choices: readonly Choice[]; readonly more: number; readonly waiting: boolean } {
  const { sort: _sort, more: _columns, ...listed } = question
  const values = useApi().records.values
  const input = { ...listed, column: asked.key, year }
  const whole = useQuery({ ...values.queryOptions({ input }), staleTime: 0 })
  const searched = useQuery({
    ...values.queryOptions({ input: { ...input, holding: text } }),
    enabled: text !== '' && (whole.data?.more ?? 0) > 0,
    placeholderData: keepPreviousData,
  })
  const data = text !== '' && searched.data !== undefined ? searched.data : whole.data
  if (data === undefined) return { choices: [], more: 0, waiting: true }
  const choices = data.values.map((one) => ({ ...one, title: titleOf(asked.field, one.value, one.title) }))
  const blank = data.blank > 0 ? [{ value: null, title: '（空白）', count: data.blank }] : []
  return {
    choices: [...blank, ...choices.filter(({ title }) => data === searched.data || matchesText(title, text))].filter(
      ({ value }) => value !== null || text === '',
    ),
    more: data.more,
    waiting: false,
  }
}

function titleOf(field: FieldDefinition, value: FieldValue, title: string): string {
  return isNumeric(field) ? displayValue(field, value) : title
}

function boundIn(conditions: readonly FilterCondition[], operator: 'gte' | 'lte'): FieldValue {
  return conditions.find((condition) => condition.operator === operator)?.value ?? null
}

/** Only from and to; a condition of another kind on the column stays as it is said in the line above. */
function rangeConditions({ key }: Askable, { from, to }: Bounds): readonly FilterCondition[] {
  const bound = (operator: 'gte' | 'lte', value: FieldValue): readonly FilterCondition[] => (value === null ? [] : [{ field: key, operator, value }])
  return [...bound('gte', from), ...bound('lte', to)]
}

function chosenIn(conditions: readonly FilterCondition[]): ReadonlyMap<string, Choice> | null {
  const among = conditions.find(({ operator }) => operator === 'among')
  if (among !== undefined) return new Map((among.values ?? []).map((value, index) => [nameOf(value), { value, title: among.titles?.[index] ?? '', count: 0 }]))
  const listed = conditions.find(({ operator }) => operator === 'in')
  if (listed !== undefined)
    return new Map(
      String(listed.value ?? '')
        .split(',')
        .map((value) => [nameOf(value), { value, title: '', count: 0 }]),
    )
  if (conditions.some(({ operator }) => operator === 'empty')) return new Map([[nameOf(null), { value: null, title: '', count: 0 }]])
  return null
}

function amongCondition({ key, field, kind }: Askable, choices: readonly Choice[]): FilterCondition {
  const values = choices.map(({ value }) => value)
  if (values.length === 1 && values[0] === null) return { field: key, operator: 'empty', value: null }
  if (field.type === 'code' && kind !== 'gathered' && !values.includes(null)) return { field: key, operator: 'in', value: values.join(',') }
  return { field: key, operator: 'among', value: null, values, titles: choices.map(({ title }) => title) }
}
