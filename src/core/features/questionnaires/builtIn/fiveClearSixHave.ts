/** 五清六有: what must be clear of a household, and what a village must have (临泽 2015, mechanisms.md M03, S02). */
import type { Written } from '../../../questionnaires/keep.ts'
import type { Question } from '../../../questionnaires/types.ts'

const SOURCE = '临泽县平川镇 2015 年的“五清六有”，金塔县的“五清”与此相同'

function clear(code: string, label: string, hint: string): Question {
  return { type: 'boolean', code, label, hint, required: true, yes: '1', no: '0' }
}

export const fiveClear: Written = {
  code: 'five_clear',
  name: '五清（户）',
  about: ['household'],
  source: SOURCE,
  unverified: false,
  tree: {
    preface: '逐户核实，五项全是才算“五清”。',
    grades: [
      { from: '5', label: '五清' },
      { from: '0', label: '未全清' },
    ],
    items: [
      clear('dishu', '底数清', '家底、致贫原因、收入来源与水平清楚。'),
      clear('wenti', '问题清', '脱贫门路、主要困难清楚，已列入问题台账。'),
      clear('duice', '对策清', '需求清楚，已列入帮扶计划。'),
      clear('zeren', '责任清', '定户、定人、定时、定责，不脱贫不脱钩。'),
      clear('renwu', '任务清', '逐户有脱贫计划和时限。'),
    ],
  },
}

/** One of the six, and, where the village has it, the day on which it was last brought up to date. */
function have(code: string, label: string): readonly Question[] {
  return [
    { type: 'boolean', code, label: `有${label}`, required: true, yes: '1', no: '0' },
    { type: 'date', code: `${code}_on`, label: `${label}最近更新日期`, required: true, shownIf: [{ question: code, is: ['1'] }] },
  ]
}

export const sixHave: Written = {
  code: 'six_have',
  name: '六有（村）',
  about: ['village'],
  source: SOURCE,
  unverified: false,
  tree: {
    preface: '看到原件才答“是”，并记下最近更新的日期。',
    grades: [
      { from: '6', label: '六有' },
      { from: '0', label: '未全有' },
    ],
    items: [
      ...have('dangan', '村情档案'),
      ...have('wenti', '问题台账'),
      ...have('xuqiu', '需求清单'),
      ...have('guihua', '村级规划'),
      ...have('gongzuo', '工作台账'),
      ...have('jihua', '增收计划和脱贫时限'),
    ],
  },
}
