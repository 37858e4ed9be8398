/** Which paper proves why somebody came or went: by reason, the kind among the papers of a person. Assumed, 待核. */
interface PaperWanted {
  readonly kind: string
  readonly label: string
}

const MARRIAGE = { kind: 'marriage', label: '结婚证' }
const MIGRATION = { kind: 'migration', label: '户口迁移证明' }

export const PAPER_FOR: Readonly<Record<'increase_reason' | 'decrease_reason', Readonly<Record<string, PaperWanted>>>> = {
  increase_reason: { '05': MARRIAGE, '06': { kind: 'birth', label: '出生证明' }, '07': MIGRATION },
  decrease_reason: {
    '01': { kind: 'death', label: '死亡证明或户口注销证明' },
    '02': MARRIAGE,
    '03': { kind: 'settlement', label: '国外定居证明' },
    '04': { kind: 'judgment', label: '判决书' },
    '08': MIGRATION,
  },
}
