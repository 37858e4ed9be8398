/** 入户调查表 of a survey (过筛式入户, mechanisms.md M03): family, difficulties, what is asked for; gaps by the standards of M05.b. The county's own sheet is not known. */
import type { Written } from '../../../questionnaires/keep.ts'
import type { Question } from '../../../questionnaires/types.ts'

const yes = (code: string, label: string): Question => ({ type: 'boolean', code, label, required: true })

export const householdSurvey: Written = {
  code: 'household_survey',
  name: '入户调查表',
  about: ['household', 'unlisted_household'],
  source: 'mechanisms.md M03、M05.b【推】，漳县原表未找到，待核',
  unverified: true,
  tree: {
    preface: '两名调查人入户，见到户主或成年成员当面问；户主签字。',
    items: [
      {
        type: 'section',
        code: 'base',
        label: '底数',
        items: [
          { type: 'integer', code: 'people', label: '家庭人口', unit: '人', required: true, minimum: '1', maximum: '30' },
          { type: 'integer', code: 'workers', label: '劳动力', unit: '人', required: true, minimum: '0', maximum: '30' },
          { type: 'integer', code: 'away', label: '外出务工', unit: '人', required: true, minimum: '0', maximum: '30' },
          { type: 'decimal', code: 'income', label: '上年人均纯收入', unit: '元', scale: 2 },
        ],
      },
      {
        type: 'section',
        code: 'lacking',
        label: '对照标准',
        items: [
          yes('house', '住房安全'),
          yes('water', '饮水安全'),
          yes('power', '通生活用电'),
          yes('school', '义务教育阶段没有辍学'),
          yes('medical', '全家参加医保'),
          yes('pension', '应参加的都参加养老保险'),
          yes('industry', '有增收产业'),
          yes('skill', '有人有劳动技能'),
        ],
      },
      {
        type: 'section',
        code: 'problems',
        label: '问题和需求',
        items: [
          { type: 'text', code: 'difficulty', label: '主要困难', required: true, longest: 400 },
          { type: 'text', code: 'wish', label: '有什么需求', longest: 400 },
          yes('knows_helper', '知道帮扶责任人是谁'),
        ],
      },
    ],
  },
}
