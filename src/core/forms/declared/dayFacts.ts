/**
 * What papers about a register know beside the catalogue: figures that hold as of the day up to which the paper tells, and that no column of a record can
 * hold. The feature of the register reads them (`features/paper/dayFacts.ts`); the names stand here.
 */
import type { Vocabulary } from '../types.ts'
import { valueEntry } from '../words.ts'

/** The ten-day periods of a year, as columns of a bar chart made of cells. */
export const TEN_DAYS = Array.from({ length: 36 }, (_, index) => `ten_${index + 1}`)
const BARS: Vocabulary = Object.fromEntries(
  TEN_DAYS.map((name, index) => [name, valueEntry(`横道：${Math.floor(index / 3) + 1} 月${'上中下'[index % 3] ?? ''}旬`)]),
)

/** By register. */
export const DAY_FACTS: Readonly<Record<string, Vocabulary>> = {
  project: {
    progress: {
      kind: 'record',
      label: '项目进度（到数据截止日）',
      entries: {
        planned: valueEntry('计划进度（%）'),
        actual: valueEntry('实际进度（%）'),
        deviation: valueEntry('偏差（百分点）'),
        state: valueEntry('进度：正常、滞后、严重滞后、未到期、停工'),
        stage: valueEntry('办到哪里（到数据截止日）'),
        begun_on: valueEntry('开工日期'),
        done_on: valueEntry('完工日期'),
        words: valueEntry('形象进度（最近的）'),
        ...BARS,
      },
    },
    progress_nodes: {
      kind: 'list',
      label: '工序进度（到数据截止日）',
      entries: {
        name: valueEntry('工序名称'),
        weight: valueEntry('权重（%）'),
        planned_start: valueEntry('计划开始'),
        planned_end: valueEntry('计划结束'),
        completion: valueEntry('完成比例（%）'),
        as_of: valueEntry('统计到'),
        words: valueEntry('形象进度'),
        ...BARS,
      },
    },
  },
}
