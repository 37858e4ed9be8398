/** 红线清单: what speaks against listing a household, item by item with what shows it; of other places, since the county's own list is not known (mechanisms.md M01.a, S36). */
import { codeListOf } from '../../../catalogue/index.ts'
import type { Written } from '../../../questionnaires/keep.ts'
import type { Question } from '../../../questionnaires/types.ts'

/** Yes or no, and, where it is yes, what shows it. */
function redLine(code: string, label: string): Question[] {
  return [
    { type: 'boolean', code: `r${code}`, label, required: true, vetoIf: 'yes' },
    {
      type: 'text',
      code: `r${code}_shown`,
      label: '证据',
      hint: '看到什么、查到什么、谁证明。',
      required: true,
      longest: 300,
      shownIf: [{ question: `r${code}`, is: ['1'] }],
    },
  ]
}

const OTHER = '99'

export const redLineList: Written = {
  code: 'red_lines',
  name: '红线清单',
  about: ['household', 'unlisted_household'],
  source: '外地样本（公职人员、机动车、城镇购房、注册企业等），漳县原件未得，待核',
  unverified: true,
  tree: {
    preface: '逐项核对。命中不等于清退或者不纳入：先核实、听取申辩、村里评议，有特殊原因的写明。',
    items: [
      ...codeListOf('red_line')
        .items.filter(({ code }) => code !== OTHER)
        .flatMap(({ code, label }) => redLine(code, label)),
      { type: 'text', code: 'special', label: '特殊原因', hint: '例如：车为务工用，残值低。', longest: 500 },
    ],
  },
}
