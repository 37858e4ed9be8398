/** The paper of any questionnaire. */
import type { FormDefinition } from '../types.ts'

export const questionnaireForms: readonly FormDefinition[] = [
  {
    code: 'questionnaire',
    title: '问卷和答卷',
    source: '各问卷自己写明的依据',
    paper: 'A4 纵向，空白卷或一份答卷',
    from: { kind: 'questionnaire' },
    variants: [{ file: 'questionnaire.xlsx' }],
  },
]
