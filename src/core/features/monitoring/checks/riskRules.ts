/** Whether risks, what is known of the household and the measures fit each other (forms.md §13.8: 1_11, 2_11, 3_11, 5_15). */
import { AID, fitsKind, KIND_ADVICE, RISK } from './words.ts'
import { hasAid, hasRisk, isOpen, known, namesOf } from './facts.ts'
import type { MonitoredFacts, MonitoredMember, MonitoredRule } from './types.ts'

const S16 = (number: string): string => `forms.md §13.8-${number}（S16）`
const RISK_FIELDS = [
  'monitored_household.risk_1',
  'monitored_household.risk_2',
  'monitored_household.risk_3',
  'monitored_household.risk_4',
  'monitored_household.risk_5',
  'monitored_household.risks',
] as const

interface Fitting {
  readonly id: string
  readonly risk: string
  readonly name: string
  readonly kinds: readonly string[]
  readonly measures: string
}

/** Which measures go with which risk; any of them will do. */
const FITTING: readonly Fitting[] = [
  { id: '3_11-illness', risk: RISK.illness, name: '因病', kinds: [AID.health, AID.social, AID.comprehensive], measures: '健康帮扶、社会帮扶或综合保障' },
  { id: '3_11-study', risk: RISK.study, name: '因学', kinds: [AID.education, AID.compulsory, AID.social], measures: '教育帮扶、义务教育保障或社会帮扶' },
  { id: '3_11-disability', risk: RISK.disability, name: '因残', kinds: [AID.comprehensive, AID.social], measures: '综合保障或社会帮扶' },
  { id: '3_11-house', risk: RISK.house, name: '因安全住房', kinds: [AID.house, AID.relocation], measures: '住房安全保障或搬迁' },
  { id: '3_11-water', risk: RISK.water, name: '因安全饮水', kinds: [AID.water], measures: '饮水安全保障' },
]

const fittingRule = ({ id, risk, name, kinds, measures }: Fitting): MonitoredRule => ({
  id,
  title: `${name}的有对应的措施`,
  official: 'W',
  kind: 'doubt',
  source: S16('3_11_003–009'),
  reads: [...RISK_FIELDS, 'monitored_aid.kind', 'monitored_household.stage'],
  verify: (facts) =>
    isOpen(facts) && facts.aids.length > 0 && hasRisk(facts, risk) && !hasAid(facts, ...kinds)
      ? [{ field: 'monitored_household.risk_1', message: `风险里有“${name}”，帮扶措施里没有${measures}；请核对风险，或补登措施。` }]
      : [],
})

const SICK: readonly string[] = ['02', '03']
const isSick = ({ year }: MonitoredMember): boolean => SICK.some((code) => (year?.health ?? '').split(',').includes(code))
const isWorking = ({ year, worked }: MonitoredMember): boolean => worked || (year?.work_months ?? 0) > 0 || typeof year?.work_place === 'string'
const isUnable = ({ year }: MonitoredMember): boolean => year?.labour === '03' || year?.labour === '04'

export const riskRules: readonly MonitoredRule[] = [
  {
    id: '10-kind',
    title: '监测对象类别与户相符',
    official: 'E',
    kind: 'doubt',
    relaxed: '排查阶段还可以改，不符的纳入不了',
    source: 'forms.md §10（三类的定义，W18）',
    reads: ['monitored_household.kind', 'monitored_household.subject'],
    verify: ({ record: { kind }, standing }) =>
      typeof kind !== 'string' || standing === null || fitsKind(kind, standing) ? [] : [{ field: 'monitored_household.kind', message: KIND_ADVICE }],
  },
  {
    id: '1_11_001',
    title: '监测户须有风险1',
    official: 'E',
    kind: 'incomplete',
    source: S16('1_11_001'),
    reads: ['monitored_household.risk_1', 'monitored_household.stage'],
    verify: (facts) =>
      isOpen(facts) && !facts.record.risk_1 ? [{ field: 'monitored_household.risk_1', message: '已纳入监测，没有填“致贫/返贫风险1”，请补上。' }] : [],
  },
  {
    id: '2_11_001',
    title: '因残的有残疾成员',
    official: 'W',
    kind: 'doubt',
    source: S16('2_11_001'),
    reads: [...RISK_FIELDS, 'person_year.health'],
    verify: (facts) =>
      hasRisk(facts, RISK.disability) && known(facts).length > 0 && !facts.members.some(({ disabled }) => disabled)
        ? [{ field: 'monitored_household.risk_1', message: '风险里有“因残”，成员里没有登记残疾的；请核对风险，或补登残疾情况。' }]
        : [],
  },
  {
    id: '2_11_004',
    title: '风险选“其他”的有备注',
    official: 'E',
    kind: 'incomplete',
    source: S16('2_11_004'),
    reads: [...RISK_FIELDS, 'monitored_household.risk_remark'],
    verify: (facts) =>
      hasRisk(facts, RISK.other) && !facts.record.risk_remark
        ? [{ field: 'monitored_household.risk_remark', message: '风险选了“其他”，没有写明是什么，请填“风险备注”。' }]
        : [],
  },
  {
    id: '2_11_005',
    title: '因自然灾害的有子项',
    official: 'E',
    kind: 'incomplete',
    source: S16('2_11_005'),
    reads: [...RISK_FIELDS, 'monitored_household.disaster'],
    verify: (facts) =>
      hasRisk(facts, RISK.disaster) && !facts.record.disaster
        ? [{ field: 'monitored_household.disaster', message: '风险里有“因自然灾害”，没有填是哪种灾害，请填“因自然灾害子项”。' }]
        : [],
  },
  {
    id: '2_11_006',
    title: '因务工就业不稳的有劳动力',
    official: 'W',
    kind: 'doubt',
    source: S16('2_11_006'),
    reads: [...RISK_FIELDS, 'person_year.labour'],
    verify: (facts) =>
      hasRisk(facts, RISK.employment) && facts.members.length > 0 && facts.members.every(isUnable)
        ? [{ field: 'monitored_household.risk_1', message: '风险里有“因务工就业不稳”，成员却都是无劳动力或丧失劳动力；请核对风险或劳动技能。' }]
        : [],
  },
  ...FITTING.map(fittingRule),
  {
    id: '3_11-insurance',
    title: '有成员未参保的有健康帮扶或社会帮扶',
    official: 'W',
    kind: 'doubt',
    source: S16('3_11_003–009'),
    reads: ['monitored_fact.uninsured', 'monitored_aid.kind', 'monitored_household.stage'],
    verify: (facts) =>
      isOpen(facts) && facts.aids.length > 0 && facts.identification?.uninsured === true && !hasAid(facts, AID.health, AID.social)
        ? [{ field: 'monitored_household.stage', message: '识别时有成员没有参加基本医疗保险，帮扶措施里没有健康帮扶或社会帮扶；请补登措施。' }]
        : [],
  },
  {
    id: '5_15-work',
    title: '因务工就业不稳的有务工信息',
    official: 'W',
    kind: 'doubt',
    source: S16('5_15_014–022'),
    reads: [...RISK_FIELDS, 'person_year.work_months', 'person_year.work_place'],
    verify: (facts) =>
      hasRisk(facts, RISK.employment) && known(facts).length > 0 && !facts.members.some(isWorking)
        ? [{ field: 'monitored_household.risk_1', message: '风险里有“因务工就业不稳”，成员都没有务工信息；请补登务工情况，或核对风险。' }]
        : [],
  },
  {
    id: '5_15-ill',
    title: '因病的有患病成员',
    official: 'W',
    kind: 'doubt',
    source: S16('5_15_014–022'),
    reads: [...RISK_FIELDS, 'person_year.health'],
    verify: (facts) =>
      hasRisk(facts, RISK.illness) && known(facts).length > 0 && !facts.members.some(isSick)
        ? [{ field: 'monitored_household.risk_1', message: '风险里有“因病”，成员里没有长期慢性病或大病的；请核对健康状况，或核对风险。' }]
        : [],
  },
  {
    id: '5_15-own',
    title: '因病的有合规自付支出',
    official: 'W',
    kind: 'doubt',
    source: S16('5_15_014–022'),
    reads: [...RISK_FIELDS, 'monitored_fact.own_payment'],
    verify: (facts) =>
      hasRisk(facts, RISK.illness) && facts.identification?.own_payment === 0
        ? [{ field: 'monitored_household.risk_1', message: '风险里有“因病”，识别时的合规自付支出却是 0；请核对。' }]
        : [],
  },
  {
    id: '1_11_008',
    title: '城乡居民医保和职工医保恰参加一种',
    official: 'E',
    kind: 'doubt',
    relaxed: '可能刚换参保地，由人说明',
    source: S16('1_11_008'),
    reads: ['person_year.resident_medical', 'person_year.employee_medical', 'monitored_household.stage'],
    verify: (facts) => insuranceDrafts(facts),
  },
]

/** Of removed households the two insurances of a member are not both had, nor both lacked. */
function insuranceDrafts({ record, members }: MonitoredFacts): ReturnType<MonitoredRule['verify']> {
  const wrong = members.filter(({ year }) => typeof year?.resident_medical === 'boolean' && year.resident_medical === year.employee_medical)
  return record.stage !== 'removed' || wrong.length === 0
    ? []
    : [
        {
          field: 'monitored_household.risk_removed',
          message: `风险已消除，${namesOf(wrong)}的城乡居民医保和职工医保同为参加或同为没有参加；请核对，应当恰参加一种。`,
        },
      ]
}
