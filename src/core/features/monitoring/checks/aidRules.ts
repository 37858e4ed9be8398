/** Whether measures fit the people they are for (forms.md §13.8: 4_11_015, 5_11, 5_16, 5_17, 5_18). */
import { AID } from './words.ts'
import { hasAid, hasLabour, isOpen, isWithoutLabour, known, names } from './facts.ts'
import type { MonitoredFacts, MonitoredMember, MonitoredRule } from './types.ts'

const S16 = (number: string): string => `forms.md §13.8-${number}（S16）`

interface Matching {
  readonly id: string
  readonly title: string
  readonly number: string
  readonly kind: string
  /** What the measure names; any measure of the kind without it. */
  readonly word?: string
  readonly has: (member: MonitoredMember) => boolean
  readonly reads: MonitoredRule['reads']
  readonly message: string
}

const VOCATIONAL: readonly string[] = ['10', '11', '12', '13', '14', '15']

/** A measure that nobody in the household shows any sign of. */
const MATCHING: readonly Matching[] = [
  {
    id: '5_17-exported',
    title: '劳务输出的有人务工',
    number: '5_17_011–013',
    kind: AID.employment,
    word: '劳务输出',
    has: ({ year, worked }) => worked || (year?.work_months ?? 0) > 0,
    reads: ['person_year.work_months'],
    message: '就业帮扶填了“劳务输出”，成员都没有务工时间，也没有务工月监测；请补登务工情况，或核对措施。',
  },
  {
    id: '5_17-job',
    title: '公益岗位帮扶的有人在岗',
    number: '5_17_011–013',
    kind: AID.publicJob,
    has: ({ year }) => typeof year?.public_job === 'string' && year.public_job !== '',
    reads: ['person_year.public_job'],
    message: '登记了公益岗位帮扶，成员都没有公益性岗位；请补登公益性岗位，或核对措施。',
  },
  {
    id: '5_18-subsidy',
    title: '外出务工补贴的有务工或交通费补助',
    number: '5_18',
    kind: AID.employment,
    word: '外出务工补贴',
    has: ({ year, worked, subsidised }) => subsidised || worked || (year?.work_months ?? 0) > 0,
    reads: ['person_year.work_months'],
    message: '就业帮扶填了“外出务工补贴”，成员没有务工，也没有年度交通费补助；请核对。',
  },
  {
    id: '5_18-study',
    title: '雨露计划的有中职高职在校生',
    number: '5_18',
    kind: AID.education,
    word: '雨露计划',
    has: ({ year }) => VOCATIONAL.includes(year?.student_status ?? ''),
    reads: ['person_year.student_status'],
    message: '教育帮扶填了“雨露计划”，成员里没有中职、高职在校生；请核对在校生状况或措施。',
  },
  {
    id: '5_18-insurance',
    title: '缴费补贴的有人参加居民医保',
    number: '5_18',
    kind: AID.health,
    word: '缴费补贴',
    has: ({ year }) => year?.resident_medical === true,
    reads: ['person_year.resident_medical'],
    message: '健康帮扶填了参保缴费补贴，成员都没有参加城乡居民基本医疗保险；请核对。',
  },
]

const matchingRule = ({ id, title, number, kind, word, has, reads, message }: Matching): MonitoredRule => ({
  id,
  title,
  official: 'W',
  kind: 'doubt',
  source: S16(number),
  reads: [...reads, 'monitored_aid.kind', 'monitored_aid.content', 'monitored_household.stage'],
  verify: (facts) => {
    const given = word === undefined ? hasAid(facts, kind) : names(facts, kind, word)
    return isOpen(facts) && given && known(facts).length > 0 && !facts.members.some(has) ? [{ field: 'monitored_household.stage', message }] : []
  },
})

/** 低保 and 特困供养: whoever has it, and whether 综合保障 says so. */
interface Supported {
  readonly id: string
  readonly word: string
  readonly has: (member: MonitoredMember) => boolean
  readonly reads: MonitoredRule['reads']
}

const SUPPORTED: readonly Supported[] = [
  { id: '5_16-allowance', word: '低保', has: ({ year }) => year?.low_income_allowance === true, reads: ['person_year.low_income_allowance'] },
  { id: '5_16-support', word: '特困供养', has: ({ year }) => year?.five_guarantee === true, reads: ['person_year.five_guarantee'] },
]

const supportedRule = ({ id, word, has, reads }: Supported): MonitoredRule => ({
  id,
  title: `${word}成员与综合保障相符`,
  official: 'W',
  kind: 'doubt',
  source: S16('5_16_003–006'),
  reads: [...reads, 'monitored_aid.kind', 'monitored_aid.content', 'monitored_household.stage'],
  verify: (facts) => {
    if (!isOpen(facts) || !hasAid(facts, AID.comprehensive) || known(facts).length === 0) return []
    const [given, had] = [names(facts, AID.comprehensive, word), facts.members.some(has)]
    if (given === had) return []
    const message = given
      ? `综合保障填了“${word}”，成员里没有享受的；请核对成员的保障情况，或改正措施。`
      : `有成员享受${word}，综合保障没有填“${word}”；请补登，或核对成员的保障情况。`
    return [{ field: 'monitored_household.stage', message }]
  },
})

const isSupported = (facts: MonitoredFacts): boolean => facts.members.some((member) => SUPPORTED.some(({ has }) => has(member)))

export const aidRules: readonly MonitoredRule[] = [
  {
    id: '4_11_015',
    title: '有低保、特困成员的有综合保障',
    official: 'W',
    kind: 'doubt',
    source: S16('4_11_015'),
    reads: ['person_year.low_income_allowance', 'person_year.five_guarantee', 'monitored_aid.kind', 'monitored_household.stage'],
    verify: (facts) =>
      isOpen(facts) && facts.aids.length > 0 && isSupported(facts) && !hasAid(facts, AID.comprehensive)
        ? [{ field: 'monitored_household.stage', message: '有成员享受低保或特困供养，帮扶措施里没有综合保障；请补登。' }]
        : [],
  },
  ...SUPPORTED.map(supportedRule),
  {
    id: '5_11_032',
    title: '有劳动力的不只享受综合保障',
    official: 'W',
    kind: 'doubt',
    source: S16('5_11_032'),
    reads: ['person_year.labour', 'monitored_aid.kind', 'monitored_household.stage'],
    verify: (facts) =>
      isOpen(facts) && hasLabour(facts) === true && facts.aids.length > 0 && facts.aids.every(({ kind }) => kind === AID.comprehensive)
        ? [{ field: 'monitored_household.stage', message: '户内有劳动力，措施只有综合保障；请落实开发式帮扶并登记，或说明。' }]
        : [],
  },
  {
    id: '5_11_033',
    title: '整户无劳动力的标为兜底保障户',
    official: 'W',
    kind: 'doubt',
    source: S16('5_11_033'),
    reads: ['person_year.labour', 'monitored_household.no_labour_support', 'monitored_household.stage'],
    verify: (facts) => {
      if (!isOpen(facts)) return []
      const marked = facts.record.no_labour_support === true
      if (isWithoutLabour(facts) && !marked)
        return [{ field: 'monitored_household.no_labour_support', message: '成员都是无劳动力或丧失劳动力，没有标为“整户无劳动能力兜底保障户”；请核对后标上。' }]
      return hasLabour(facts) === true && marked
        ? [{ field: 'monitored_household.no_labour_support', message: '标为“整户无劳动能力兜底保障户”，户内却有劳动力；请核对劳动技能或取消标记。' }]
        : []
    },
  },
  ...MATCHING.map(matchingRule),
  {
    id: '5_17-development',
    title: '兜底保障户没有就业和公益岗位帮扶',
    official: 'W',
    kind: 'doubt',
    source: S16('5_17_011–013'),
    reads: ['monitored_household.no_labour_support', 'monitored_aid.kind', 'monitored_household.stage'],
    verify: (facts) =>
      isOpen(facts) && facts.record.no_labour_support === true && facts.aids.some(({ kind }) => kind === AID.employment || kind === AID.publicJob)
        ? [{ field: 'monitored_household.no_labour_support', message: '标为“整户无劳动能力兜底保障户”，却登记了就业帮扶或公益岗位帮扶；请核对。' }]
        : [],
  },
]
