/** The sheet by which a locked year is corrected, and the book of all of them (mechanisms.md §0.2-1). */
import type { FormDefinition } from '../types.ts'

export const correctionForms: readonly FormDefinition[] = [
  {
    code: 'year_correction',
    title: '更正单',
    source: 'mechanisms.md §0.2-1；版面为程序自拟，待核',
    paper: 'A4 纵向，一件一张',
    from: { kind: 'record', register: 'correction_sheet' },
    variants: [{ file: 'year_correction.xlsx' }],
  },
  {
    code: 'year_corrections',
    title: '更正登记簿',
    source: 'mechanisms.md §0.2-1；版面为程序自拟，待核',
    paper: 'A4 横向，一村一份',
    from: { kind: 'list', register: 'correction_sheet', per: 'village', where: { year: '@year' }, sort: [{ field: 'asked_on' }, { field: 'correction_no' }] },
    variants: [{ file: 'year_corrections.xlsx' }],
  },
]
