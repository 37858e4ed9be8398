/** What a case of identification must have before a step is made, beside what its fields say. */
import type { EffectSubject, StepEffect } from '../../procedures/effects.ts'
import { firstValue } from '../../rules/parameters.ts'
import type { ReadDatabase } from '../../store/index.ts'
import { parametersIn } from '../../registers/parametersIn.ts'

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
  const least = parametersIn(database)('identify_surveyors', on, village) ?? firstValue('identify_surveyors')
  const there = Number(row['surveyors'] ?? 0)
  return there >= least ? [] : [`评分的答卷上要有 ${least} 名不同的调查人，现在写了 ${there} 名；请在答卷的“调查人”里写全，用顿号隔开。`]
}
