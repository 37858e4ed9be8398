/** Papers of lists compared (forms.md §13.7): what was found, for those who verify it, and the account of a list. */
import type { FormDefinition } from '../types.ts'

export const comparisonForms: readonly FormDefinition[] = [
  {
    code: 'comparison_hits',
    title: '部门比对疑点核实表',
    source: 'forms.md §13.7（记比对结论、核实人、日期）；版面待核',
    paper: 'A4 横向，一条一行',
    from: { kind: 'list', register: 'comparison_hit', per: 'village', sort: [{ field: 'village' }, { field: 'found_on' }] },
    variants: [{ file: 'comparison_hits.xlsx' }],
  },
  {
    code: 'comparison_accounts',
    title: '部门名单比对情况表',
    source: 'forms.md §13.7；版面待核',
    paper: 'A4 横向，一份名单一行',
    from: { kind: 'list', register: 'compared_list', sort: [{ field: 'compared_on' }, { field: 'name' }] },
    variants: [{ file: 'comparison_accounts.xlsx' }],
  },
]
