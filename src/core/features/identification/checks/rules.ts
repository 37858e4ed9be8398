/** What a case, or a household not on file, gives cause to look into (mechanisms.md M01.e). */
import { fits, scopeOf } from './outcomes.ts'
import type { CaseRule, UnlistedRule } from './types.ts'

export const caseRules: readonly CaseRule[] = [
  {
    id: '1-outcome',
    title: '拟认定与核查对象相符',
    official: 'E',
    kind: 'doubt',
    relaxed: '落实以前还可以改，这里只提醒；不符的落实不了',
    source: 'mechanisms.md M01（八种结论各对一类对象）',
    reads: ['identification.proposed_outcome', 'identification.scope'],
    verify: ({ record: { proposed_outcome: outcome, scope } }) =>
      typeof outcome !== 'string' || typeof scope !== 'string' || scopeOf(outcome) === undefined || fits(outcome, scope)
        ? []
        : [
            {
              field: 'identification.proposed_outcome',
              message: '未在册的只能是新识别或漏评补录，在册的只能是清退，已脱贫的只能是错退恢复或返贫；请改正拟认定或核查对象。',
            },
          ],
  },
  {
    id: '1-window',
    title: '立案日期在识别批次期间',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M01（id_campaign 起止）',
    reads: ['identification.opened_on', 'identification.campaign_id'],
    verify: ({ record: { opened_on: on }, campaign }) =>
      campaign === null || typeof on !== 'string' || (on >= campaign.startsOn && on <= campaign.endsOn)
        ? []
        : [{ field: 'identification.opened_on', message: `立案日期 ${on} 不在批次的 ${campaign.startsOn} 至 ${campaign.endsOn} 之间，请核对。` }],
  },
  {
    id: '1-unsigned',
    title: '评分表有户主签字',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M01.e（评分表无户主签字）',
    reads: ['identification.score', 'identification.direction'],
    verify: ({ record: { score, direction }, signedSheets }) =>
      direction !== '1' || typeof score !== 'number' || signedSheets > 0
        ? []
        : [{ field: 'identification.score', message: '已经评分，还没有附上户主签字的评分表，请扫描或拍照附上。' }],
  },
  {
    id: '1-groundless',
    title: '反向核查写明命中的红线或疑点',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M01（id_redline_hit：红线码、证据、来源）',
    reads: ['identification.red_lines', 'identification.grounds', 'identification.direction', 'identification.ground'],
    verify: ({ record: { red_lines: lines, grounds, direction, ground } }) =>
      direction !== '2' || ground === '6' || [lines, grounds].some((value) => typeof value === 'string' && value !== '')
        ? []
        : [{ field: 'identification.red_lines', message: '反向核查没有写命中哪条红线，也没有写疑点，请补上。' }],
  },
  {
    id: '1-people',
    title: '核查写明人口数',
    official: 'W',
    kind: 'incomplete',
    source: 'readings.md 4（错评率等按人数算）',
    reads: ['identification.people'],
    verify: ({ record: { people } }) =>
      typeof people === 'number' && people > 0 ? [] : [{ field: 'identification.people', message: '没有写人口数，错评率、漏评率、错退率按人数算，请补上。' }],
  },
]

const HEAD = '01'

export const unlistedRules: readonly UnlistedRule[] = [
  {
    id: '1-listed',
    title: '未建档户的人不在在册户里',
    official: 'E',
    kind: 'doubt',
    relaxed: '名单来自别处，先核对再处理',
    source: 'mechanisms.md M01.e（同一身份证在两户）、§6-E02',
    reads: ['unlisted_household.head_id_number', 'unlisted_household.household_id'],
    across: true,
    verify: ({ household, onFile }) =>
      onFile.length === 0 || typeof household.household_id === 'string'
        ? []
        : [
            {
              field: 'unlisted_household.head_id_number',
              message: `${onFile.join('、')}的证件号码已登记在一户在册户里；请核对，确是同一户的在“建档后的户”里指明，填错的改正。`,
            },
          ],
  },
  {
    id: '1-head',
    title: '未建档户的成员里有一个户主',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md §6-E05',
    reads: ['unlisted_household.head_name'],
    verify: ({ people }) => {
      const heads = people.filter(({ relation }) => relation === HEAD).length
      return people.length === 0 || heads === 1
        ? []
        : [{ field: 'unlisted_household.head_name', message: `成员里户主有 ${heads} 个，应当正好一个；认定以后建档要用，请改正。` }]
    },
  },
  {
    id: '1-population',
    title: '未建档户登记的成员不多于家庭人口数',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md §6-E07（登记口数≠实数）',
    reads: ['unlisted_household.stated_population'],
    verify: ({ household: { stated_population: stated }, people }) =>
      typeof stated !== 'number' || people.length <= stated
        ? []
        : [{ field: 'unlisted_household.stated_population', message: `登记了 ${people.length} 名成员，家庭人口数写的是 ${stated} 人，请核对。` }],
  },
]
