/** What is on file of the same people, kind and things: nobody is asked again next year what was judged once. */
import { codeLabel } from '../../catalogue/derive/codes.ts'
import { codeListOf } from '../../catalogue/index.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { portions } from '../../store/portions.ts'
import { factOf, type Earlier } from './account.ts'

interface HitRow {
  readonly fact: string
  readonly item: string | null
  readonly state: string
  readonly judged_on: string | null
  readonly verifier: string | null
  readonly reason: string | null
}

export type EarlierFacts = ReadonlyMap<string, Earlier>

/** The suspicions of a kind about some people, by {@link factOf}; the one judged last counts, one that still waits before it. */
export async function earlierOf(database: ReadDatabase, kind: string | null, people: readonly string[], step: () => Promise<void>): Promise<EarlierFacts> {
  const found = new Map<string, Earlier>()
  if (kind === null || database.get('SELECT 1 FROM comparison_hit WHERE kind_id = ? AND deleted = 0 LIMIT 1', kind) === undefined) return found
  for (const some of portions(people)) {
    const rows = database.all<HitRow>(
      `SELECT j.value AS fact, t.item, t.state, t.judged_on, t.verifier, t.reason FROM json_each(?) j CROSS JOIN comparison_hit t
         ON t.kind_id = ? AND t.who = j.value WHERE t.deleted = 0
       UNION ALL SELECT j.value, t.item, t.state, t.judged_on, t.verifier, t.reason FROM json_each(?) j CROSS JOIN comparison_hit t
         ON t.subject = j.value AND t.who IS NULL AND t.kind_id = ? WHERE t.deleted = 0
       ORDER BY 4`,
      JSON.stringify(some),
      kind,
      JSON.stringify(some),
      kind,
    )
    for (const { fact, item, state, judged_on: judgedOn, verifier, reason } of rows) {
      const key = factOf(fact, item)
      if (found.get(key)?.state !== 'open') found.set(key, { state, judgedOn, verifier, reason })
    }
    await step()
  }
  return found
}

/** 2014-11-02 属实（王某核实）：务工用的旧车. */
export function earlierText({ state, judgedOn, verifier, reason }: Earlier): string {
  const label = codeLabel(codeListOf('comparison_judgement'), state)
  const by = verifier === null ? '' : `（${verifier}核实）`
  return `${[judgedOn, label].filter((part) => part !== null).join(' ')}${by}${reason === null ? '' : `：${reason}`}`.slice(0, 200)
}
