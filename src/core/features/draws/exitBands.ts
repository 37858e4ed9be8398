/** How many households of a village are looked at when it leaves poverty, by its size (mechanisms.md M35, S40), as the county has set it. */
import type { SizeRule } from '../../draws/size.ts'
import { firstValue, type ParameterKey, type ParameterReader } from '../../rules/parameters.ts'

export function exitBands(parameters: ParameterReader, day: string, division: string | null): SizeRule {
  const set = (key: ParameterKey): number => parameters(key, day, division) ?? firstValue(key)
  return {
    by: 'bands',
    name: '退出核查',
    bands: [
      { upTo: set('exit_sample_all'), count: null },
      { upTo: set('exit_sample_some'), count: set('exit_sample_few') },
      { upTo: null, count: set('exit_sample_many') },
    ],
  }
}
