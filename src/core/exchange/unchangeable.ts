/** Entries that stand as they were entered: what a package may say of them, wherever it comes from. */
import { reversalId } from '../catalogue/derive/reversal.ts'
import { registerOf } from '../catalogue/index.ts'
import type { Operation } from '../store/operations.ts'
import { WireProblem } from './wire.ts'

/** Throws {@link WireProblem} for a change of such an entry, or a wish for one, and for a reversal that no program wrote. */
export function checkUnchangeable(register: string, record: string, operations: readonly Pick<Operation, 'action' | 'after'>[]): void {
  const { appendOnly, label } = registerOf(register)
  if (appendOnly === undefined) return
  if (operations.some(({ action }) => action !== 'insert' && action !== 'settle'))
    throw new WireProblem(`${label}一经录入不能修改或删除，这条改动没有收下；请向做这个包的单位核实`)
  const entries = operations.flatMap(({ action, after }) => (action === 'insert' ? (after?.[appendOnly.by] ?? []) : []))
  if (entries.some((entry) => record !== reversalId(String(entry)))) throw new WireProblem(`这条${label}的冲正不是程序写的，没有收下；请向做这个包的单位核实`)
}
