/** Papers of procedures, printed from a step. */
import type { FormDefinition } from '../types.ts'

export const procedureForms: readonly FormDefinition[] = [
  {
    code: 'exit_verification',
    title: '贫困户退出验收表',
    source: '中办发〔2016〕16 号：入户核实；指标和版面为综合各地文书，待核（forms.md §9.3）',
    paper: 'A4 纵向，一户一张',
    from: { kind: 'step', register: 'household_year' },
    variants: [{ file: 'exit_verification.xlsx' }],
  },
]
