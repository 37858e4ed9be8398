import type { ReactNode } from 'react'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { UndoTally } from '#core/features/undoing/contract.ts'
import { whole } from '../../components/whole.ts'
import table from '../../components/PlainTable.module.css'

const KINDS = ['taken', 'partly', 'kept', 'back'] as const

/** By register, what becomes of the records that the import touched; every row adds up, and so does the table. */
export function UndoTallies({ registers }: { readonly registers: readonly UndoTally[] }): ReactNode {
  const total = { register: '', taken: 0, partly: 0, kept: 0, back: 0 }
  for (const one of registers) for (const kind of KINDS) total[kind] += one[kind]
  return (
    <table className={table['table']} aria-label="各台账收回和留下的记录">
      <thead>
        <tr>
          <th scope="col">台账</th>
          <th scope="col" data-number>
            动过
          </th>
          <th scope="col" data-number>
            收回
          </th>
          <th scope="col" data-number>
            收回一部分
          </th>
          <th scope="col" data-number>
            留下
          </th>
          <th scope="col" data-number>
            早已收回
          </th>
        </tr>
      </thead>
      <tbody>
        {[...registers, total].map((tally) => (
          <tr key={tally.register} data-total={tally.register === '' || undefined}>
            <th scope="row">{tally.register === '' ? '合计' : isRegisterName(tally.register) ? registerOf(tally.register).label : tally.register}</th>
            <td data-number>{whole.format(KINDS.reduce((sum, kind) => sum + tally[kind], 0))}</td>
            {KINDS.map((kind) => (
              <td key={kind} data-number data-kind={kind}>
                {whole.format(tally[kind])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
