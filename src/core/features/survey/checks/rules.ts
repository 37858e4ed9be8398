/** What a visit gives cause to look into (mechanisms.md M03.e). */
import { codeListOf } from '#core/catalogue/index.ts'
import type { VisitRule } from './types.ts'

const ITEMS = codeListOf('clear_item').items
const itemsIn = (value: unknown): string[] => (typeof value === 'string' && value !== '' ? value.split(',') : [])

export const visitRules: readonly VisitRule[] = [
  {
    id: '3-paired',
    title: '入户日期不早于结对日期',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M03.e（调查日期早于结对日期）',
    reads: ['survey_visit.visited_on', 'survey_visit.surveyor_id', 'survey_visit.second_surveyor_id'],
    verify: ({ record: { visited_on: on }, pairedFrom }) =>
      typeof on !== 'string' || pairedFrom === null || on >= pairedFrom
        ? []
        : [{ field: 'survey_visit.visited_on', message: `入户日期 ${on} 早于调查人和这一户结对的 ${pairedFrom}，请核对日期。` }],
  },
  {
    id: '3-window',
    title: '入户日期在调查期间',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M03（survey_plan 起止）',
    reads: ['survey_visit.visited_on', 'survey_visit.survey_id'],
    verify: ({ record: { visited_on: on }, survey }) =>
      survey === null || typeof on !== 'string' || (on >= survey.startsOn && on <= survey.endsOn)
        ? []
        : [{ field: 'survey_visit.visited_on', message: `入户日期 ${on} 不在调查的 ${survey.startsOn} 至 ${survey.endsOn} 之间，请核对。` }],
  },
  {
    id: '3-surveyors',
    title: '入户的是两名调查人',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M03.b（调查人≥2）',
    reads: ['survey_visit.surveyor_id', 'survey_visit.second_surveyor_id'],
    verify: ({ record: { surveyor_id: first, second_surveyor_id: second } }) =>
      typeof first === 'string' && first === second
        ? [{ field: 'survey_visit.second_surveyor_id', message: '两名调查人是同一个人；入户要两名调查人，请改正。' }]
        : [],
  },
  {
    id: '3-ticked',
    title: '勾了全部“清”的有附件',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M03.e（全部勾“清”但无附件）',
    reads: ['survey_visit.ticked'],
    verify: ({ record: { ticked }, papers }) =>
      papers > 0 || itemsIn(ticked).length < ITEMS.length
        ? []
        : [{ field: 'survey_visit.ticked', message: '调查表上五项“清”全部勾了，入户记录没有一个附件；请附上签字的调查表或入户照片。' }],
  },
  {
    id: '3-clear',
    title: '勾的“清”与程序算的相符',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M03.c（自动判定，不是人工打勾）；readings.md 13',
    reads: ['survey_visit.ticked'],
    across: true,
    verify: ({ record: { ticked }, unclear }) => {
      const wrong = ITEMS.filter(({ code }) => itemsIn(ticked).includes(code) && unclear?.includes(code) === true)
      return wrong.length === 0
        ? []
        : [
            {
              field: 'survey_visit.ticked',
              message: `调查表上勾了${wrong.map(({ label }) => label).join('、')}，按资料算还不清；以程序算的为准，缺什么看这一户当年的“为什么不清”。`,
            },
          ]
    },
  },
]
