/**
 * A locked year is corrected by its sheet, also where the office that locked it changes the record itself: each field that it changes with a reason leaves a
 * sheet that is decided, with what stood there, what stands now, why, and by whom. Undoing its step takes the change back, as that of any sheet does.
 */
import { formatValue } from '../../catalogue/derive/format.ts'
import { referenceTo } from '../../catalogue/derive/subject.ts'
import { codeListOf, fieldOf, registerOf } from '../../catalogue/index.ts'
import { itemOf } from '../../catalogue/derive/codes.ts'
import { correcting } from '../../catalogue/entities/procedures/correcting.ts'
import { STEP_KIND } from '../../procedures/make.ts'
import type { Leaving } from '../../registers/writer.ts'
import { LOWEST_LEVEL } from '../../rules/levels.ts'
import { isCorrecting, type Corrected } from '../../store/index.ts'
import { fromSql } from '../../store/table.ts'
import { EMPTY } from './effects.ts'

const SHEET = registerOf('correction_sheet')
const STEP = registerOf('procedure_step')
const AGREED = 'correct' satisfies (typeof correcting)['steps'][number]['key']
const ITEMS = codeListOf('corrected_item')
const NAME_LENGTH = 40
const REASON_LENGTH = 1000

/** Leaves the sheets of what a change set corrected in locked years. Steps have sheets of their own. */
export function leaveSheets(today: () => string): Leaving {
  return (transaction, { by, reason, kind }) => {
    if (kind === STEP_KIND || !isCorrecting(kind) || reason === null) return
    for (const corrected of transaction.corrected)
      for (const key of Object.keys(corrected.after))
        if (itemOf(ITEMS, `${corrected.register}.${key}`) !== undefined) leaveSheet(transaction, corrected, key, { by, reason, on: today() })
  }
}

function leaveSheet(
  transaction: Parameters<Leaving>[0],
  { register, id, before, after }: Corrected,
  key: string,
  { by, reason, on }: { readonly by: string; readonly reason: string; readonly on: string },
): void {
  const field = fieldOf(register, key)
  const said = (value: unknown): string => formatValue(field, fromSql(field, value as string | number | null)) || EMPTY
  const sheet = transaction.insert(SHEET.name, {
    subject: referenceTo(fieldOf(SHEET, 'subject'), { register, id }),
    item: `${register}.${key}`,
    old_value: said(before[key] ?? null).slice(0, REASON_LENGTH),
    new_value: said(after[key] ?? null).slice(0, REASON_LENGTH),
    reason: reason.slice(0, REASON_LENGTH),
    evidence: '锁定的一级直接更正',
    asked_by: by.slice(0, NAME_LENGTH),
    asked_on: on,
  })
  transaction.insert(STEP.name, {
    subject: referenceTo(fieldOf(STEP, 'subject'), { register: SHEET.name, id: sheet }),
    procedure: correcting.key,
    step: AGREED,
    round: 1,
    follows: null,
    level: LOWEST_LEVEL,
    done_on: on,
    done_by: by.slice(0, NAME_LENGTH),
    signatures: by.slice(0, NAME_LENGTH),
    remark: reason.slice(0, REASON_LENGTH),
    relied: JSON.stringify({ changed: [{ register, id, before: { [key]: before[key] ?? null }, after: { [key]: after[key] ?? null } }] }),
  })
}
