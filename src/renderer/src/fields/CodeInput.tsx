import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { isPickable, labelOf } from '#core/catalogue/derive/codes.ts'
import { codeListOf } from '#core/catalogue/index.ts'
import type { CodeItem, FieldDefinition } from '#core/catalogue/types.ts'
import classes from './CodeInput.module.css'
import { findOptions, rankOf } from './pinyin.ts'
import { useFieldSources } from './sources.tsx'
import { SuggestInput } from './SuggestInput.tsx'
import type { FieldInputProps } from './types.ts'

/** One item as the inputs show it: named as in the year at hand. */
interface CodeOption {
  readonly code: string
  readonly label: string
  readonly aliases: readonly string[]
  /** May no longer (or not yet) be chosen in the year at hand. */
  readonly outdated: boolean
}

const YES_NO: readonly CodeOption[] = [
  { code: '1', label: '是', aliases: ['y', 'true', '有'], outdated: false },
  { code: '0', label: '否', aliases: ['n', 'false', '无'], outdated: false },
]

function optionOf(item: CodeItem, year: number): CodeOption {
  const label = labelOf(item, year)
  return {
    code: item.code,
    label,
    aliases: label === item.label ? (item.aliases ?? []) : [item.label, ...(item.aliases ?? [])],
    outdated: !isPickable(item, year),
  }
}

/** The items of a list that may be chosen in a year, and those on file already. */
function codeOptions(listId: string, year: number, onFile: readonly string[]): readonly CodeOption[] {
  return codeListOf(listId)
    .items.map((item) => optionOf(item, year))
    .filter((option) => !option.outdated || onFile.includes(option.code))
}

/** What typed text plainly means: an exact code or label, or the only option that answers it. */
function meantOption(options: readonly CodeOption[], text: string): CodeOption | null {
  const found = findOptions(options, text)
  const best = found[0]
  if (best === undefined) return null
  return found.length === 1 || rankOf(best, text) === 0 ? best : null
}

/** Sentence for text that is no option, with the nearest ones. */
function unknownCode(field: FieldDefinition, text: string, options: readonly CodeOption[]): string {
  const near = findOptions(options, text)
    .slice(0, 3)
    .map((option) => `“${option.label}”`)
  return near.length > 0 ? `“${text}”不能确定是哪一项，可能是${near.join('、')}，请选定。` : `“${field.label}”没有“${text}”这一项，请按 ↓ 从选项中选。`
}

function OptionLine({ option }: { readonly option: CodeOption }): ReactNode {
  return (
    <>
      <span className={classes['code']}>{option.code}</span>
      <span>{option.label}</span>
      {option.outdated && <span className={classes['note']}>本年度不用</span>}
    </>
  )
}

/** One item of a code list: typed as number, first letters or text. In grids also 是/否. */
export function CodeInput(props: FieldInputProps): ReactNode {
  const { field, onProblem } = props
  const { year } = useFieldSources()
  const [query, setQuery] = useState('')
  const isBoolean = field.type === 'boolean'
  const code = isBoolean ? booleanCode(props.value) : props.value === null || props.value === undefined ? '' : String(props.value)
  const all = useMemo(() => (isBoolean ? YES_NO : codeOptions(field.codeList ?? '', year, [code])), [isBoolean, field.codeList, year, code])
  const options = useMemo(() => findOptions(all, query), [all, query])
  const current = all.find((option) => option.code === code)
  const pick = (option: CodeOption | null): void => {
    onProblem?.(null)
    const chosen = option === null ? null : isBoolean ? option.code === '1' : option.code
    if (chosen !== (props.value ?? null)) props.onChange(chosen)
  }
  return (
    <SuggestInput
      id={props.id}
      ariaLabel={props.ariaLabel}
      describedBy={props.describedBy}
      text={current?.label ?? code}
      options={options}
      keyOf={(option) => option.code}
      renderOption={(option) => <OptionLine option={option} />}
      isChosen={(option) => option.code === code}
      onQuery={setQuery}
      onPick={pick}
      resolve={(text) => meantOption(all, text)}
      onUnresolved={(text) => onProblem?.(unknownCode(field, text, all), text)}
      onRestore={() => onProblem?.(null)}
      draft={props.draft}
      emptyText="没有这一项；可输编码、首字母或文字"
      invalid={props.messages?.error !== undefined}
      disabled={props.disabled === true}
      readOnly={props.readOnly === true}
      autoFocus={props.autoFocus === true}
      inCell={props.inCell === true}
    />
  )
}

function booleanCode(value: FieldInputProps['value']): string {
  return typeof value === 'boolean' ? (value ? '1' : '0') : ''
}

/** Several items of a code list, kept in list order; Backspace in the empty text takes the last one away. */
export function CodesInput(props: FieldInputProps): ReactNode {
  const { field, onProblem } = props
  const { year } = useFieldSources()
  const [query, setQuery] = useState('')
  const codes = typeof props.value === 'string' && props.value !== '' ? props.value.split(',') : []
  const codesKey = codes.join(',')
  const all = useMemo(() => codeOptions(field.codeList ?? '', year, codesKey.split(',')), [field.codeList, year, codesKey])
  const options = useMemo(() => findOptions(all, query), [all, query])
  const editable = props.disabled !== true && props.readOnly !== true

  const change = (next: readonly string[]): void => {
    const greatest = field.maximumItems
    if (greatest !== undefined && next.length > greatest) {
      onProblem?.(`“${field.label}”最多选 ${greatest} 项，请先去掉一项。`)
      return
    }
    onProblem?.(null)
    const ordered = all.filter((option) => next.includes(option.code)).map((option) => option.code)
    props.onChange(ordered.length === 0 ? null : ordered.join(','))
  }
  const toggle = (option: CodeOption | null): void => {
    if (option === null) return
    change(codes.includes(option.code) ? codes.filter((code) => code !== option.code) : [...codes, option.code])
  }
  const chips = codes.map((code) => {
    const label = all.find((option) => option.code === code)?.label ?? code
    return (
      <span key={code} className={classes['chip']}>
        {label}
        {editable && (
          <button
            type="button"
            tabIndex={-1}
            className={classes['remove']}
            aria-label={`去掉${label}`}
            onClick={() => change(codes.filter((candidate) => candidate !== code))}
          >
            ×
          </button>
        )}
      </span>
    )
  })
  return (
    <SuggestInput
      id={props.id}
      ariaLabel={props.ariaLabel}
      describedBy={props.describedBy}
      text=""
      before={chips}
      keepOpen
      options={options}
      keyOf={(option) => option.code}
      renderOption={(option) => <OptionLine option={option} />}
      isChosen={(option) => codes.includes(option.code)}
      onQuery={setQuery}
      onPick={toggle}
      resolve={(text) => meantOption(all, text)}
      onUnresolved={(text) => onProblem?.(unknownCode(field, text, all), text)}
      onRestore={() => onProblem?.(null)}
      draft={props.draft}
      onBackspaceEmpty={() => change(codes.slice(0, -1))}
      emptyText="没有这一项；可输编码、首字母或文字"
      invalid={props.messages?.error !== undefined}
      disabled={props.disabled === true}
      readOnly={props.readOnly === true}
      autoFocus={props.autoFocus === true}
      inCell={props.inCell === true}
    />
  )
}
