import { IconChevronRight } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { isEnter } from '../keyboard/ime.ts'
import classes from './CodeInput.module.css'
import { findOptions, rankOf } from './pinyin.ts'
import { useFieldSources } from './sources.tsx'
import type { DivisionChoice } from './sources.tsx'
import { SuggestInput } from './SuggestInput.tsx'
import type { FieldInputProps } from './types.ts'

const MOST_SHOWN = 60

interface DivisionIndex {
  readonly byCode: ReadonlyMap<string, DivisionChoice>
  readonly childrenOf: (parent: string | null) => readonly DivisionChoice[]
  readonly all: ReadonlyArray<DivisionChoice & { readonly label: string }>
}

function indexOf(divisions: readonly DivisionChoice[]): DivisionIndex {
  const byCode = new Map(divisions.map((division) => [division.code, division]))
  const children = new Map<string | null, DivisionChoice[]>()
  for (const division of divisions) {
    const parent = division.parent !== null && byCode.has(division.parent) ? division.parent : null
    const siblings = children.get(parent)
    if (siblings === undefined) children.set(parent, [division])
    else siblings.push(division)
  }
  return { byCode, childrenOf: (parent) => children.get(parent) ?? [], all: divisions.map((division) => ({ ...division, label: division.name })) }
}

/** Names from the level below the top down to a division: `三岔镇 / 小林村`. */
export function divisionPath(divisions: ReadonlyMap<string, DivisionChoice>, code: string): string {
  const names: string[] = []
  for (let at = divisions.get(code); at !== undefined; at = at.parent === null ? undefined : divisions.get(at.parent)) names.unshift(at.name)
  return (names.length > 1 ? names.slice(1) : names).join(' / ')
}

/**
 * A division of the office: typed by name, 拼音 or code (the township beside it tells apart villages of one name),
 * or walked down from the top with → and ←. Fields with a `level` take divisions of that level only.
 */
export function DivisionInput(props: FieldInputProps): ReactNode {
  const { field, onProblem } = props
  const { divisions } = useFieldSources()
  const index = useMemo(() => indexOf(divisions), [divisions])
  const [query, setQuery] = useState('')
  const value = typeof props.value === 'string' ? props.value : ''
  const home = index.byCode.get(value)?.parent ?? onlyTop(index)
  const [walked, setWalked] = useState<string | null | undefined>(undefined)
  const parent = walked === undefined ? home : walked
  const fits = (division: DivisionChoice): boolean => field.level === undefined || division.level === field.level

  const candidates = useMemo(
    () => (field.level === undefined ? index.all : index.all.filter((division) => division.level === field.level)),
    [index, field.level],
  )
  const options: readonly DivisionChoice[] = query.trim() === '' ? index.childrenOf(parent) : findOptions(candidates, query).slice(0, MOST_SHOWN)

  const pick = (division: DivisionChoice | null): void => {
    setWalked(undefined)
    onProblem?.(null)
    if ((division?.code ?? null) !== (props.value ?? null))
      props.onChange(division?.code ?? null, division === null ? undefined : divisionPath(index.byCode, division.code))
  }
  const enter = (division: DivisionChoice): boolean => {
    if (index.childrenOf(division.code).length === 0) return false
    setWalked(division.code)
    return true
  }
  const onListKey = (event: KeyboardEvent, division: DivisionChoice | undefined, typed: string | null): boolean => {
    if (typed !== null && typed !== '') return false
    if (event.key === 'ArrowLeft' && parent !== null && parent !== onlyTop(index)) {
      setWalked(index.byCode.get(parent)?.parent ?? null)
      return true
    }
    if (division === undefined) return false
    if (event.key === 'ArrowRight') return enter(division)
    return isEnter(event) && !fits(division) && enter(division)
  }
  const resolve = (text: string): DivisionChoice | null => {
    const found = findOptions(candidates, text)
    const best = found.filter((division) => rankOf(division, text) === 0)
    if (best.length === 1) return best[0] ?? null
    return found.length === 1 ? (found[0] ?? null) : null
  }
  const onUnresolved = (text: string): void => {
    const same = findOptions(candidates, text)
    onProblem?.(
      same.length > 1
        ? `“${text}”有 ${same.length} 处，请从列表中选定是哪一个（列表右侧写有所属乡镇）。`
        : `没有找到“${text}”，请核对名称，或在“区划与村”里先增加。`,
      text,
    )
  }
  const parentPath = parent === null ? '' : (index.byCode.get(parent)?.name ?? '')
  const header = query.trim() === '' && parent !== null && (
    <div className={classes['crumbs']}>
      {parent !== onlyTop(index) && (
        <button type="button" tabIndex={-1} className={classes['up']} onClick={() => setWalked(index.byCode.get(parent)?.parent ?? null)}>
          ← 上一级
        </button>
      )}
      <span>{parentPath}</span>
    </div>
  )
  return (
    <SuggestInput
      id={props.id}
      ariaLabel={props.ariaLabel}
      describedBy={props.describedBy}
      text={index.byCode.has(value) ? divisionPath(index.byCode, value) : (props.valueTitle ?? value)}
      options={options}
      keyOf={(division) => division.code}
      isChosen={(division) => division.code === value}
      header={header}
      renderOption={(division) => (
        <>
          <span>{division.name}</span>
          {query.trim() !== '' && <span className={classes['path']}>{divisionPath(index.byCode, division.parent ?? '')}</span>}
          {query.trim() === '' && index.childrenOf(division.code).length > 0 && (
            <span className={classes['deeper']}>
              <IconChevronRight size={13} aria-label="有下级" />
            </span>
          )}
        </>
      )}
      onQuery={setQuery}
      onPick={pick}
      onListKey={onListKey}
      onOptionClick={(division) => !fits(division) && enter(division)}
      resolve={resolve}
      onUnresolved={onUnresolved}
      onRestore={() => onProblem?.(null)}
      draft={props.draft}
      emptyText="没有找到；可输名称、首字母或区划代码"
      placeholder={props.inCell === true ? undefined : '名称、首字母或代码'}
      invalid={props.messages?.error !== undefined}
      disabled={props.disabled === true}
      readOnly={props.readOnly === true}
      autoFocus={props.autoFocus === true}
      inCell={props.inCell === true}
    />
  )
}

/** The single division at the top (the county), inside which walking starts; null when there are several. */
function onlyTop(index: DivisionIndex): string | null {
  const top = index.childrenOf(null)
  return top.length === 1 ? (top[0]?.code ?? null) : null
}
