import { Button, Popover } from '@mantine/core'
import { IconFilterPlus, IconX } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { RegisterDefinition } from '#core/catalogue/types.ts'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { SearchInput } from '../SearchInput.tsx'
import { ConditionEditor } from './ConditionEditor.tsx'
import { ownAskable } from './askable.ts'
import type { Askable, AskableRights } from './askable.ts'
import { describeAsked } from './conditions.ts'
import type { FilterCondition } from './conditions.ts'
import classes from './FilterBar.module.css'
import { useDivisionName } from './useDivisionName.ts'

export interface FilterBarProps {
  readonly register: RegisterDefinition
  /** What conditions may be about; the fields of the register without it. */
  readonly fields?: readonly Askable[]
  /** For conditions about records of other registers. */
  readonly rights?: AskableRights
  /** Quick search text; Ctrl+F leads here. Without `onTextChange` there is no quick search: what is chosen is told by conditions alone. */
  readonly text?: string
  readonly onTextChange?: (text: string) => void
  readonly searchPlaceholder?: string
  readonly conditions: readonly FilterCondition[]
  readonly onConditionsChange: (conditions: readonly FilterCondition[]) => void
  /** A filter the way here brought along (see `useRegisterFilter`), shown before the conditions. */
  readonly preset?: { readonly label: string } | null
  readonly onPresetDrop?: () => void
  /** At the right end: the menu of saved views, counts. */
  readonly children?: ReactNode
  /** Before the conditions: a division picker, a switch. */
  readonly before?: ReactNode
}

/** Quick search and conditions on any field of a register, one line high while they fit. */
export function FilterBar(props: FilterBarProps): ReactNode {
  const { register, conditions, onConditionsChange } = props
  const search = useRef<HTMLInputElement>(null)
  const nameOf = useDivisionName()
  const own = useMemo(() => ownAskable(register), [register])
  const fields = props.fields ?? own
  const [editing, setEditing] = useState<number | 'new' | null>(null)
  useShortcut('search', () => {
    search.current?.focus()
    search.current?.select()
  })

  const change = (index: number | 'new', condition: FilterCondition): void => {
    setEditing(null)
    onConditionsChange(index === 'new' ? [...conditions, condition] : conditions.map((now, position) => (position === index ? condition : now)))
  }
  const remove = (index: number): void => onConditionsChange(conditions.filter((_, position) => position !== index))

  return (
    <search className={classes['bar']} aria-label={`筛选${register.label}`}>
      {props.onTextChange !== undefined && (
        <SearchInput
          inputRef={search}
          label={`查找${register.label}`}
          placeholder={props.searchPlaceholder ?? '姓名、首字母、证号或电话'}
          value={props.text ?? ''}
          onChange={props.onTextChange}
          width="15.5rem"
        />
      )}
      {props.before}
      {props.preset !== undefined && props.preset !== null && (
        <span className={classes['chip']}>
          <span className={classes['preset']}>{props.preset.label}</span>
          <button type="button" className={classes['remove']} aria-label={`去掉条件：${props.preset.label}`} onClick={props.onPresetDrop}>
            <IconX size={12} aria-hidden />
          </button>
        </span>
      )}
      {conditions.map((condition, index) => {
        const asked = fields.find(({ key }) => key === condition.field)
        if (asked === undefined) return null
        const sentence = describeAsked(asked, condition, nameOf)
        return (
          <Popover
            key={`${condition.field} ${condition.operator} ${String(condition.value)} ${sentence}`}
            opened={editing === index}
            onChange={(opened) => setEditing(opened ? index : null)}
            position="bottom-start"
            withinPortal
            trapFocus
            returnFocus
          >
            <span className={classes['chip']}>
              <Popover.Target>
                <button type="button" className={classes['open']} title="修改这个条件" onClick={() => setEditing(editing === index ? null : index)}>
                  {sentence}
                </button>
              </Popover.Target>
              <button type="button" className={classes['remove']} aria-label={`去掉条件：${sentence}`} onClick={() => remove(index)}>
                <IconX size={12} aria-hidden />
              </button>
            </span>
            <Popover.Dropdown p="sm" aria-label="修改条件">
              <ConditionEditor fields={fields} rights={props.rights} condition={condition} onApply={(next) => change(index, next)} />
            </Popover.Dropdown>
          </Popover>
        )
      })}
      <Popover opened={editing === 'new'} onChange={(opened) => setEditing(opened ? 'new' : null)} position="bottom-start" withinPortal trapFocus returnFocus>
        <Popover.Target>
          <Button
            variant="subtle"
            size="compact-md"
            leftSection={<IconFilterPlus size={15} aria-hidden />}
            onClick={() => setEditing(editing === 'new' ? null : 'new')}
          >
            条件
          </Button>
        </Popover.Target>
        <Popover.Dropdown p="sm" aria-label="添加条件">
          <ConditionEditor fields={fields} rights={props.rights} condition={null} onApply={(next) => change('new', next)} />
        </Popover.Dropdown>
      </Popover>
      {(conditions.length > 0 || (props.text ?? '') !== '' || (props.preset ?? null) !== null) && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          onClick={() => {
            props.onTextChange?.('')
            props.onPresetDrop?.()
            onConditionsChange([])
          }}
        >
          清除
        </Button>
      )}
      <div className={classes['end']}>{props.children}</div>
    </search>
  )
}
