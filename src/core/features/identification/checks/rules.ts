/** What a case, or a household not on file, gives cause to look into (mechanisms.md M01.e). */
import { CHANGING, fits, SCOPE, scopeOf } from './outcomes.ts'
import type { CaseFacts, CaseRule, UnlistedRule } from './types.ts'

/** Codes of the list `identification_ground`. */
const COMPARED = '4'
const DRAWN = '6'

const isDrawnUnlisted = ({ scope, ground }: CaseFacts['record']): boolean => scope === SCOPE.unlisted && ground === DRAWN

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
    id: '1-sheetless',
    title: '正向识别的批次写明评分表',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M01（id_campaign：评分表版本）',
    reads: ['identification.direction', 'identification.campaign_id'],
    verify: ({ record: { direction }, campaign }) =>
      direction !== '1' || campaign === null || (campaign.scoreSheet ?? '') !== ''
        ? []
        : [{ field: 'identification.campaign_id', message: '识别批次没有写明用哪份评分表，这一户评不了分、排不了序；请在批次里填“评分表代号”。' }],
  },
  {
    id: '1-surveyors',
    title: '评分由两名调查人打',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M01（id_score_sheet：调查人×2）',
    parameters: ['identify_surveyors'],
    reads: ['identification.surveyors', 'identification.score', 'identification.direction'],
    verify: ({ record: { direction, score, surveyors }, surveyorsWanted }) =>
      direction !== '1' || typeof score !== 'number' || (surveyors ?? 0) >= surveyorsWanted
        ? []
        : [
            {
              field: 'identification.surveyors',
              message: `评分的答卷上写了 ${surveyors ?? 0} 名调查人，应有 ${surveyorsWanted} 名不同的人；请在答卷的“调查人”里写全。`,
            },
          ],
  },
  {
    id: '1-red-line',
    title: '命中红线的不直接纳入',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M01（红线：核实→听取申辩→评议）',
    reads: ['identification.sheet_hits', 'identification.proposed_outcome'],
    verify: ({ record: { sheet_hits: hits, proposed_outcome: outcome } }) =>
      typeof hits !== 'string' || hits === '' || typeof outcome !== 'string' || scopeOf(outcome) !== SCOPE.unlisted
        ? []
        : [
            {
              field: 'identification.proposed_outcome',
              message: `红线清单命中 ${hits}，拟认定却是纳入；请核实、听取申辩并经评议，确有特殊原因的写明。`,
            },
          ],
  },
  {
    id: '1-open-business',
    title: '清退以前写明贷款和项目',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M01.e（清退户仍有在建项目、未还贷款）',
    reads: ['identification.open_business', 'identification.proposed_outcome'],
    verify: ({ record: { open_business: open, proposed_outcome: outcome } }) =>
      outcome !== CHANGING.clearedOut.code || (typeof open === 'string' && open !== '')
        ? []
        : [{ field: 'identification.open_business', message: '拟清退，没有写这一户有没有未还的贷款、在建的项目；请查清写明，没有的写“无”。' }],
  },
  {
    id: '1-namesake',
    title: '比对命中的核对过证件号码',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M01.e（比对命中人重名不同号被误清）',
    reads: ['identification.id_checked', 'identification.ground', 'identification.proposed_outcome'],
    verify: ({ record: { id_checked: checked, ground, proposed_outcome: outcome } }) =>
      ground !== COMPARED || outcome !== CHANGING.clearedOut.code || checked === true
        ? []
        : [{ field: 'identification.id_checked', message: '名单比对命中、拟清退，没有写明核对过证件号码；重名的不是同一个人，请先核对。' }],
  },
  {
    id: '1-relation',
    title: '未在册的抽查写明是不是村干部亲属',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M01.e（“未在册”抽查样本全挑干部亲戚）',
    reads: ['identification.cadre_relative', 'identification.ground', 'identification.scope'],
    verify: ({ record }) =>
      !isDrawnUnlisted(record) || typeof record.cadre_relative === 'boolean'
        ? []
        : [{ field: 'identification.cadre_relative', message: '抽查的未在册户没有写明是不是村干部的亲属，请问清填上。' }],
  },
  {
    id: '1-relatives',
    title: '未在册的抽查不全是村干部亲属',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M01.e（“未在册”抽查样本全挑干部亲戚）',
    reads: ['identification.cadre_relative', 'identification.ground', 'identification.scope'],
    across: true,
    verify: ({ record, drawn: { households, relatives } }) =>
      !isDrawnUnlisted(record) || households < 2 || relatives < households
        ? []
        : [
            {
              field: 'identification.cadre_relative',
              message: `这个村这一批抽查的 ${households} 户未在册户全是村干部的亲属，查不出漏评；请另抽，或者写明为什么。`,
            },
          ],
  },
  {
    id: '1-groundless',
    title: '反向核查写明命中的红线或疑点',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M01（id_redline_hit：红线码、证据、来源）',
    reads: ['identification.red_lines', 'identification.grounds', 'identification.direction', 'identification.ground'],
    verify: ({ record: { red_lines: lines, grounds, direction, ground } }) =>
      direction !== '2' || ground === DRAWN || [lines, grounds].some((value) => typeof value === 'string' && value !== '')
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
