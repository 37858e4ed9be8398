/** What codes of monitoring stand for, and which go together. Pure. */

/** Codes of the list `monitoring_type`. */
export const KIND = { unstable: '100A03001', edge: '100A03002', sudden: '100A03003' } as const

/** Codes of the list `risk_type`. */
export const RISK = {
  illness: 'x1',
  study: 'x2',
  disability: 'x3',
  disaster: 'x4',
  accident: 'x5',
  business: 'x6',
  employment: 'x7',
  labour: 'x8',
  house: 'x9',
  water: 'x10',
  other: 'x11',
} as const

/** Codes of the list `monitoring_measure`. */
export const AID = {
  industry: 'x1',
  employment: 'x2',
  finance: 'x3',
  publicJob: 'x4',
  house: 'x5',
  water: 'x6',
  health: 'x7',
  compulsory: 'x8',
  education: 'x9',
  comprehensive: 'x10',
  social: 'x11',
  relocation: 'x12',
  conditions: 'x13',
  infrastructure: 'x14',
} as const

/** 开发式帮扶: 产业、就业、金融、公益岗位 (forms.md §13.8, 5_12_007). */
export const DEVELOPING: readonly string[] = [AID.industry, AID.employment, AID.finance, AID.publicJob]

/** States of the procedure in which a household is monitored and its risk not removed. */
export const MONITORED: readonly string[] = ['included', 'helped', 'proposed', 'posted_again']
export const REMOVED = 'removed'

/** Codes of the list `monitoring_fact_stage`. */
export const AT = { identification: '1', removal: '2' } as const

/** Whether a household may be of a kind, by where it is on file: poor no more, or never. */
export function fitsKind(kind: string, subject: 'exited' | 'poor' | 'unlisted'): boolean {
  if (subject === 'poor') return false
  if (kind === KIND.unstable) return subject === 'exited'
  return kind === KIND.edge ? subject === 'unlisted' : true
}

export const KIND_ADVICE = '脱贫不稳定户只能是已脱贫的户，边缘易致贫户只能是未建档户，突发严重困难户是已脱贫的户或未建档户；请改正“监测对象类别”或“监测户”。'
