/** What the placeholders of any form may name. */
import type { FormSource, Vocabulary } from '../../forms/types.ts'
import { vocabularyOf } from '../../forms/vocabulary.ts'
import { vocabularyOfStatistic } from './statisticScope.ts'

/** The vocabulary of a source. Throws NOT_FOUND for a statistic that is none. */
export function vocabularyFor(from: FormSource): Vocabulary {
  return from.kind === 'statistic' ? vocabularyOfStatistic(from.code) : vocabularyOf(from)
}
