/** The balance sheet of people on file as a paper (mechanisms.md M01.d, R02). */
import type { FormDefinition } from '../types.ts'

export const balanceForms: readonly FormDefinition[] = [
  {
    code: 'balance',
    title: '贫困人口动态平衡表',
    source: 'mechanisms.md R02、M01（人口平衡表）；版面待核',
    paper: 'A3 横向，一村（乡镇）一行',
    from: { kind: 'statistic', code: 'R02' },
    variants: [{ file: 'balance.xlsx' }],
  },
]
