import { Badge, Button, Checkbox, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import type { InferContractRouterInputs, InferContractRouterOutputs } from '@orpc/contract'
import { findField, isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { contract } from '#core/contract.ts'
import type { ImportChoice, ImportProblem } from '#core/features/imports/contract.ts'
import { isEnter, isEscape } from '../../keyboard/ime.ts'
import classes from './mend.module.css'
import { outcomeLabels } from './steps.ts'

type Wrong = InferContractRouterOutputs<typeof contract>['imports']['wrong']
type WrongRow = Wrong['rows'][number]
type Column = Wrong['columns'][number]
export type Mending = Pick<InferContractRouterInputs<typeof contract>['imports']['mend'], 'mends' | 'choices'>

export interface MendGridProps {
  readonly columns: readonly Column[]
  readonly rows: readonly WrongRow[]
  /** All rows are being checked again. */
  readonly checking: boolean
  readonly onMend: (mending: Mending) => void
}

/** Columns that tell who a row speaks of, shown beside those with faults. */
const MOST_TELLING = 3

/** The wrong rows as a grid: what is wrong is typed over and checked again; what keeps others out has them folded under it. */
export function MendGrid({ columns, rows, checking, onMend }: MendGridProps): ReactNode {
  const [all, setAll] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const focused = useRef(false)
  const sheets = [...new Set(rows.map(({ sheet }) => sheet))]
  useEffect(() => {
    if (focused.current || rows.length === 0) return
    focused.current = true
    focusFault(frame.current, null)
  }, [rows.length])
  return (
    <div ref={frame} aria-busy={checking}>
      {sheets.map((sheet) => {
        const own = rows.filter((row) => row.sheet === sheet)
        const known = columns.filter((column) => column.sheet === sheet)
        return (
          <section key={sheet} aria-label={`工作表“${sheet}”要改的行`}>
            {sheets.length > 1 && <Text fw={600}>{sheet}</Text>}
            <SheetGrid
              columns={known}
              shown={all ? known.map((_, index) => index) : shownColumns(known, own)}
              rows={own}
              checking={checking}
              onMend={onMend}
              onNext={(from) => focusFault(frame.current, from)}
            />
          </section>
        )
      })}
      <Checkbox mt="xs" size="xs" label="显示表里的所有列" checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
    </div>
  )
}

function SheetGrid({
  columns,
  shown,
  rows,
  checking,
  onMend,
  onNext,
}: MendGridProps & { readonly shown: readonly number[]; readonly onNext: (from: HTMLElement) => void }): ReactNode {
  return (
    <div className={classes['scroller']} tabIndex={-1}>
      <table className={classes['grid']} aria-label="要改的行">
        <thead>
          <tr>
            <th scope="col">行</th>
            <th scope="col">结果</th>
            {shown.map((index) => (
              <th key={columns[index]?.column} scope="col">
                {columns[index]?.heading} <span className={classes['letter']}>{columns[index]?.column}</span>
              </th>
            ))}
            <td className={classes['rest']} />
          </tr>
        </thead>
        {rows.map((row) => (
          <tbody key={row.row} data-outcome={row.outcome}>
            <tr>
              <th scope="row">{row.row}</th>
              <td>
                <Badge color={row.outcome === 'rejected' ? 'red' : 'green'}>{row.outcome === 'rejected' ? outcomeLabels.rejected : '已改好'}</Badge>
              </td>
              {shown.map((index) => {
                const [column, cell] = [columns[index], row.cells[index]]
                return column === undefined || cell === undefined ? null : (
                  <td key={column.column}>
                    <Cell
                      label={`第 ${row.row} 行 ${column.heading}`}
                      value={cell.value}
                      before={cell.before}
                      fault={faultAt(row, column.column)}
                      onNext={onNext}
                      onText={(text) => onMend({ mends: [{ sheet: row.sheet, row: row.row, column: column.column, value: text }], choices: [] })}
                    />
                  </td>
                )
              })}
              <td className={classes['rest']} />
            </tr>
            <tr>
              <td />
              <td colSpan={shown.length + 2} className={classes['said']}>
                <Said row={row} columns={columns} checking={checking} onMend={onMend} />
              </td>
            </tr>
          </tbody>
        ))}
      </table>
    </div>
  )
}

/** Columns with a fault or a mend, and a few that tell who is meant, in the order of the sheet. */
function shownColumns(columns: readonly Column[], rows: readonly WrongRow[]): number[] {
  const touched = columns.map((column, index) => rows.some((row) => faultAt(row, column.column) !== null || row.cells[index]?.before !== null))
  const telling = columns.flatMap((column, index) => (tells(column) && touched[index] !== true ? [index] : [])).slice(0, MOST_TELLING)
  return columns.flatMap((_, index) => (touched[index] === true || telling.includes(index) ? [index] : []))
}

function tells({ target }: Column): boolean {
  const [register = '', key = ''] = target.split('.')
  const field = isRegisterName(register) ? findField(register, key) : undefined
  return field !== undefined && isRegisterName(register) && (registerOf(register).title === key || field.unique === true || field.type === 'idNumber')
}

/** What keeps the row out at a column; null where nothing does. */
function faultAt(row: WrongRow, column: string): ImportProblem | null {
  return row.problems.find((problem) => problem.severity === 'error' && problem.column === column) ?? null
}

/** Goes to the first wrong cell after an element, or the first of all. */
function focusFault(frame: HTMLElement | null, from: HTMLElement | null): void {
  const faults = [...(frame?.querySelectorAll<HTMLTextAreaElement>('textarea[data-fault]') ?? [])]
  const next = faults.find((one) => one !== from && (from === null || (from.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0))
  next?.focus()
  next?.select()
}

function Cell({
  label,
  value,
  before,
  fault,
  onText,
  onNext,
}: {
  readonly label: string
  readonly value: string
  readonly before: string | null
  readonly fault: ImportProblem | null
  /** Null gives back what stands in the sheet. */
  readonly onText: (text: string | null) => void
  readonly onNext: (from: HTMLElement) => void
}): ReactNode {
  const [text, setText] = useState(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setText(value)
  }
  // What was sent is not sent again when the focus goes.
  const sent = useRef(value)
  const take = (): void => {
    if (text === sent.current) return
    sent.current = text
    onText(text === before ? null : text)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (isEscape(event)) setText(value)
    if (!isEnter(event)) return
    event.preventDefault()
    take()
    onNext(event.currentTarget)
  }
  return (
    <textarea
      rows={1}
      className={classes['cell']}
      aria-label={label}
      aria-invalid={fault !== null}
      data-fault={fault !== null || undefined}
      data-mended={before !== null || undefined}
      title={before === null ? undefined : `表里原来是：${before === '' ? '（空）' : before}`}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={take}
    />
  )
}

/** Under a row: what is wrong, what was mended, and who waits for it. */
function Said({
  row,
  columns,
  checking,
  onMend,
}: {
  readonly row: WrongRow
  readonly columns: readonly Column[]
  readonly checking: boolean
  readonly onMend: MendGridProps['onMend']
}): ReactNode {
  const headingOf = (letter: string): string => columns.find(({ column }) => column === letter)?.heading ?? letter
  return (
    <>
      {row.problems
        .filter(({ because }) => because === undefined)
        .map((problem, index) => (
          <div key={index} className={classes['problem']} data-severity={problem.severity}>
            <p>
              {/* What the sentence says itself is not said before it once more. */}
              {problem.column !== '' && !problem.message.includes(headingOf(problem.column)) && <b>{headingOf(problem.column)}</b>}
              {problem.value !== '' && !problem.message.includes(problem.value) && <q>{problem.value}</q>}
              <span>{problem.message}</span>
            </p>
            {problem.ask !== undefined && <Choices row={row} ask={problem.ask} checking={checking} onMend={onMend} />}
          </div>
        ))}
      {columns.map((column, index) => {
        const cell = row.cells[index]
        return cell === undefined || cell.before === null ? null : (
          <p key={column.column} className={classes['mend']}>
            <b>{column.heading}</b>
            <del>{cell.before === '' ? '（空）' : cell.before}</del> 改为 <ins>{cell.value === '' ? '（空）' : cell.value}</ins>
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={`第 ${row.row} 行 ${column.heading} 改回表里的`}
              onClick={() => onMend({ mends: [{ sheet: row.sheet, row: row.row, column: column.column, value: null }], choices: [] })}
            >
              改回表里的
            </Button>
          </p>
        )
      })}
      {row.companions.length > 0 && (
        <details className={classes['companions']}>
          <summary>另有 {row.companions.length} 行没有错，等这一行改好一起导入</summary>
          {row.companions.map((other) => `第 ${other.row} 行 ${other.title}`).join('、')}
        </details>
      )}
    </>
  )
}

/** Which of several records on file is meant. */
function Choices({
  row,
  ask,
  checking,
  onMend,
}: {
  readonly row: WrongRow
  readonly ask: NonNullable<ImportProblem['ask']>
  readonly checking: boolean
  readonly onMend: MendGridProps['onMend']
}): ReactNode {
  const [same, setSame] = useState(false)
  const choose = (record: string | null): void =>
    onMend({ mends: [], choices: [{ sheet: row.sheet, of: ask.of, record, ...(same ? { text: ask.text } : { row: row.row }) }] })
  return (
    <fieldset className={classes['choices']} disabled={checking}>
      <legend>“{ask.text}”是哪一个？</legend>
      {ask.choices.map((choice) => (
        <button key={choice.id} type="button" onClick={() => choose(choice.id)}>
          <b>{choice.title}</b>
          <span>{factsOf(choice)}</span>
        </button>
      ))}
      {ask.mayBeNew && (
        <button type="button" onClick={() => choose(null)}>
          <b>都不是</b>
          <span>另建一条新的</span>
        </button>
      )}
      <Checkbox size="xs" label={`表里其他写着“${ask.text}”的行也都这样选`} checked={same} onChange={(event) => setSame(event.currentTarget.checked)} />
    </fieldset>
  )
}

function factsOf({ facts }: ImportChoice): string {
  return facts.length === 0 ? '没有能分清的内容' : facts.map(({ label, value }) => `${label} ${value}`).join('，')
}
