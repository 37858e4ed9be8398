/** What a notice gives cause to look into (mechanisms.md M01.e, §6-E24, E25). */
import type { NoticeFacts, NoticeRule } from './types.ts'

const NOTICE = 'notice'
/** The last day that it hung: as it says itself, else as procedures ask. */
const lastDay = ({ act, asked }: NoticeFacts): string | null => act.ends_on ?? asked
const isNotice = ({ act }: NoticeFacts): boolean => act.kind === NOTICE

export const noticeRules: readonly NoticeRule[] = [
  {
    id: '1-posting',
    title: '公示有张贴照片',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M01（id_notice：张贴照）、forms.md §7',
    reads: ['shared_act.kind', 'shared_act.held_on'],
    verify: (facts) =>
      !isNotice(facts) || facts.photos.length > 0 || (facts.act.held_on ?? '') > facts.today
        ? []
        : [{ field: 'shared_act.held_on', message: '公示没有附张贴照片，请拍下公示栏（拍进日期）附上，种类选“张贴照片”。' }],
  },
  {
    id: '1-photo-day',
    title: '张贴照片拍在公示期间',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M01（id_notice：起止日、张贴照）',
    reads: ['shared_act.kind', 'shared_act.held_on', 'shared_act.ends_on'],
    across: true,
    verify: (facts) => {
      const { held_on: begins } = facts.act
      const ends = lastDay(facts)
      // A photo that does not say its day is no evidence of another one.
      const outside = facts.photos.filter((day) => day !== null && (day < (begins ?? '') || (ends !== null && day > ends)))
      if (!isNotice(facts) || typeof begins !== 'string' || outside.length === 0) return []
      const until = ends === null ? '以后' : `至 ${ends}`
      return [{ field: 'shared_act.held_on', message: `张贴照片拍于 ${outside.join('、')}，不在公示的 ${begins} ${until}；请核对照片和日期。` }]
    },
  },
  {
    id: '1-short',
    title: '公示不少于规定的天数',
    official: 'E',
    kind: 'doubt',
    relaxed: '办理步骤要等期满，这里查的是写在公示上的截止日期',
    source: 'mechanisms.md §6-E24；readings.md 9',
    reads: ['shared_act.kind', 'shared_act.held_on', 'shared_act.ends_on'],
    across: true,
    verify: (facts) =>
      !isNotice(facts) || typeof facts.act.ends_on !== 'string' || facts.asked === null || facts.act.ends_on >= facts.asked
        ? []
        : [
            {
              field: 'shared_act.ends_on',
              message: `公示到 ${facts.act.ends_on} 为止，按规定的天数应到 ${facts.asked}（张贴当天算第一天）；请改正或者重新公示。`,
            },
          ],
  },
  {
    id: '1-before-meeting',
    title: '公示不早于评议会议',
    official: 'E',
    kind: 'doubt',
    relaxed: '会议和公示的日期可能是补录时写错的，先核对',
    source: 'mechanisms.md M01.e、§6-E25；readings.md 9（同一天可以）',
    reads: ['shared_act.kind', 'shared_act.held_on'],
    across: true,
    verify: (facts) =>
      !isNotice(facts) || facts.meeting === null || typeof facts.act.held_on !== 'string' || facts.act.held_on >= facts.meeting
        ? []
        : [{ field: 'shared_act.held_on', message: `公示日期 ${facts.act.held_on} 早于评议会议的 ${facts.meeting}；先评议、后公示，请核对两个日期。` }],
  },
  {
    id: '1-unsettled',
    title: '公示期满，异议都有处理结果',
    official: 'W',
    kind: 'incomplete',
    source: 'mechanisms.md M01（id_objection）',
    reads: ['shared_act.kind', 'shared_act.ends_on'],
    across: true,
    verify: (facts) => {
      const ends = lastDay(facts)
      return !isNotice(facts) || facts.unsettled === 0 || ends === null || ends >= facts.today
        ? []
        : [{ field: 'shared_act.ends_on', message: `公示 ${ends} 期满，还有 ${facts.unsettled} 户的异议没有写处理结果，请查清写上。` }]
    },
  },
]
