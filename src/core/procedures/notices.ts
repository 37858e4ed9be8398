/** Notices as procedures ask for them: until when one put up by a step must hang. */
import type { NoticeNeeds } from '../catalogue/procedure.ts'
import type { ReadDatabase } from '../store/index.ts'
import { lastDayOf, type Rules } from './needs.ts'
import { proceedings } from './proceedings.ts'

/** What a later step of a procedure asks of the notice that a step put up; undefined where none does. */
function noticeNeedsOf(procedure: string, posted: string): NoticeNeeds | undefined {
  const found = proceedings.find((one) => one.procedure.key === procedure)
  return found?.procedure.steps.find(({ needs }) => needs?.notice?.posted === posted)?.needs?.notice
}

/** By act the last day that steps which go by it ask for, the latest; acts that no step asks days of are left out. */
export function lastDaysAsked(
  database: ReadDatabase,
  rules: Rules,
  acts: readonly { readonly id: string; readonly begins: string }[],
): ReadonlyMap<string, string> {
  const begins = new Map(acts.map((act) => [act.id, act.begins]))
  const steps = database.all<{ act: string; procedure: string; step: string }>(
    'SELECT DISTINCT act, procedure, step FROM procedure_step WHERE deleted = 0 AND act IN (SELECT value FROM json_each(?))',
    JSON.stringify([...begins.keys()]),
  )
  const last = new Map<string, string>()
  for (const { act, procedure, step } of steps) {
    const needs = noticeNeedsOf(procedure, step)
    const on = begins.get(act)
    if (needs === undefined || on === undefined) continue
    const ends = lastDayOf(needs, on, rules)
    if (ends > (last.get(act) ?? '')) last.set(act, ends)
  }
  return last
}
