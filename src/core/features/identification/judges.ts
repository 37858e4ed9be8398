/** What a case of identification must have before a step is made, beside what its fields say. */
import type { EffectSubject, StepEffect } from '../../procedures/effects.ts'
import { plainText } from '../../rules/money.ts'
import { firstValue, type ParameterKey } from '../../rules/parameters.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { parametersIn } from '../../registers/parametersIn.ts'

const parameterOn = (database: ReadDatabase, key: ParameterKey, on: string, village: string | null): number =>
  parametersIn(database)(key, on, village) ?? firstValue(key)

/** 入户评估 goes by the score sheet that the campaign names; a campaign that names none has no scores. */
export const SCORED: StepEffect = {
  refusals(database, { row, on }) {
    const sheet = database.get<{ score_sheet: string | null }>(
      'SELECT score_sheet FROM campaign WHERE id = ? AND deleted = 0',
      String(row['campaign_id']),
    )?.score_sheet
    if (sheet === undefined || sheet === null || sheet === '') return []
    if (row['score'] === null || row['score'] === undefined)
      return [`批次用的评分表（${sheet}）还没有答：请在“问卷”里对这一户答一份，日期在批次期间；这一批不用评分表的，请在批次里清空“评分表代号”。`]
    return fewSurveyors(database, { row, on })
  },
}

function fewSurveyors(database: ReadDatabase, { row, on }: Pick<EffectSubject, 'row' | 'on'>): string[] {
  const village = typeof row['village'] === 'string' ? row['village'] : null
  const least = parameterOn(database, 'identify_surveyors', on, village)
  const there = Number(row['surveyors'] ?? 0)
  return there >= least ? [] : [`评分的答卷上要有 ${least} 名不同的调查人，现在写了 ${there} 名；请在答卷的“调查人”里写全，用顿号隔开。`]
}

/** Steps from which on a household counts as listed in its village, and the outcomes that list one. */
const LISTED = `stage IN ('reviewed', 'noticed_again', 'confirmed', 'announced', 'filed') AND proposed_outcome IN ('2', '8')`

/** 乡镇审核 lists no more people in a village than its quota (规模) of the year; a village without one is not held to any. */
export const WITHIN_QUOTA: StepEffect = {
  refusals(database, { id, row, on }) {
    const village = typeof row['village'] === 'string' ? row['village'] : null
    if (village === null || !isListing(row['proposed_outcome'])) return []
    if (parameterOn(database, 'identify_quota_bars', on, village) === 0) return []
    const over = overQuota(database, { id, village, year: Number(row['year']), people: Number(row['people'] ?? 0) })
    return over === null ? [] : [`${over}；请先办规模调整单（目标任务里），或者改拟认定。`]
  },
}

const isListing = (outcome: unknown): boolean => outcome === '2' || outcome === '8'

/** The sentence where a village would list more people than its quota, with this case; null where it would not, or has none. */
function overQuota(
  database: ReadDatabase,
  { id, village, year, people }: { readonly id: string; readonly village: string; readonly year: number; readonly people: number },
): string | null {
  const quota = database.get<{ amount: number | null }>(
    `SELECT min(t.amount_now) AS amount FROM target_task t JOIN target_measure m ON m.id = t.measure_id AND m.deleted = 0 AND m.ceiling = 1
     WHERE t.deleted = 0 AND t.place = ? AND t.year = ?`,
    village,
    year,
  )?.amount
  if (quota === undefined || quota === null) return null
  const listed = database.get<{ people: number | null }>(
    `SELECT sum(people) AS people FROM identification WHERE deleted = 0 AND village = ? AND year = ? AND id <> ? AND ${LISTED}`,
    village,
    year,
    id,
  )
  const total = (listed?.people ?? 0) + people
  return total * HUNDREDTHS <= quota ? null : `本村 ${year} 年连同这一户要识别 ${total} 人，超过下达的规模 ${plainText(quota, 2)} 人`
}

/** Amounts of targets are hundredths. */
const HUNDREDTHS = 100
