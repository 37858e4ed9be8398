import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { recordPath } from '#core/catalogue/derive/screen.ts'
import { differenceOf, sheetLines, type SheetFigure, type SheetLine } from '#core/features/balance/sheetShapes.ts'
import { fieldOf } from '#core/catalogue/index.ts'
import { listOf } from '#core/statistics/table.ts'
import type { StatisticTable, TableRow } from '#core/statistics/table.ts'
import { useApi } from '../../bridge/client.tsx'
import { displayField } from '../../fields/display.ts'
import { useGo } from '../../router/navigation.ts'
import { useOpenCell } from '../statistics/useOpenCell.ts'
import classes from './balance.module.css'

/** What may explain a difference, shown without opening the list. */
const SHOWN = 12
const SIGNS: Readonly<Record<SheetLine['sign'], string>> = { stock: '', more: '＋', less: '－', part: '', open: '' }

/** The sheet of one place from top to bottom; each figure leads to exactly its records. */
export function Sheet({ table, row }: { readonly table: StatisticTable; readonly row: TableRow | null; readonly question: unknown }): ReactNode {
  const open = useOpenCell()
  const lines = sheetLines(table, row)
  const difference = { households: differenceOf(lines, 'households'), people: differenceOf(lines, 'people') }
  const even = difference.households === 0 && difference.people === 0
  const figure = (found: SheetFigure | null, line: SheetLine, unit: string): ReactNode =>
    found === null ? (
      <td aria-hidden />
    ) : (
      <td>
        <button
          type="button"
          data-zero={found.value === 0 || undefined}
          aria-label={`${line.label} ${found.value} ${unit}，列出记录`}
          onClick={() => open(table, row, found.column)}
        >
          {found.value}
        </button>
      </td>
    )
  return (
    <section className={classes['sheet']} aria-label={`${row?.label ?? '合计'}平衡表`}>
      <h2>{row?.label ?? '合计'}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">户</th>
            <th scope="col">人</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key} data-sign={line.sign} data-red={line.sign === 'open' && !isNothing(line) ? true : undefined}>
              <th scope="row">
                <span aria-hidden>{SIGNS[line.sign]}</span>
                {line.label}
              </th>
              {figure(line.households, line, '户')}
              {figure(line.people, line, '人')}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes[even ? 'even' : 'open']}>
        {even ? '配平：期初加增减等于期末。' : `没有配平：差 ${difference.households} 户、${difference.people} 人，没有记录说明原因。`}
      </p>
      <Explaining table={table} row={row} lines={lines} />
      <ul className={classes['notes']}>
        {[...table.notes.map((note) => `说明：${note}。`), ...table.unverified.map((note) => `待核：${note}。`)].map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </section>
  )
}

const isNothing = ({ households, people }: SheetLine): boolean => (households?.value ?? 0) === 0 && (people?.value ?? 0) === 0

/** The first of the records behind what is open: what to look at, and what to enter. */
function Explaining({ table, row, lines }: { readonly table: StatisticTable; readonly row: TableRow | null; readonly lines: readonly SheetLine[] }): ReactNode {
  const api = useApi()
  const go = useGo()
  const line = lines.find(({ key }) => key === 'unexplained')
  const list = line?.people === null || line?.people === undefined ? null : listOf(table, row, line.people.column)
  const query = useQuery({
    ...api.records.query.queryOptions({ input: { register: list?.register ?? '', where: list?.where ?? {}, limit: SHOWN } }),
    enabled: list !== null,
  })
  const rows = query.data?.rows ?? []
  if (rows.length === 0) return null
  const text = (key: string, of: (typeof rows)[number]): string => displayField(fieldOf('balance_entry', key), of)
  return (
    <div className={classes['explaining']}>
      <h3>原因不明的 {query.data?.total ?? 0} 笔，请逐笔补上</h3>
      <ul>
        {rows.map((entry) => (
          <li key={String(entry['id'])}>
            <button type="button" onClick={() => go(recordPath('household', String(entry['household_id'])))}>
              {text('household_id', entry) || '（没有户主）'}户
            </button>
            <span>{text('day', entry)}</span>
            <span>
              {entry['households'] === 0 ? '' : `${text('households', entry)} 户 `}
              {text('people', entry)} 人
            </span>
            <span>{adviceOf(entry, text('person_id', entry))}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What to enter so that an entry is explained. */
function adviceOf(entry: Readonly<Record<string, unknown>>, person: string): string {
  if (person !== '') return `${person}的增减没有原因：在家庭成员里补上增加原因或减少原因。`
  if (entry['households'] === 0) return '来表人数和上一次不同，没有成员增减：录入成员，或者补上增减。'
  return Number(entry['households']) > 0
    ? '没有识别时间或识别核查：补上首次识别时间，或者办识别核查。'
    : '注销了，没有清退或整户销户的记录：在识别核查里办清退，或者补办整户销户。'
}
