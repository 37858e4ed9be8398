/** What the registers of houses have in common: the four days of a house from its beginning to moving in, and the photos of it (forms.md §5.3). */

/** Key of the field that says that it was done, with the word for it. */
const COURSE = [
  ['started', '开工'],
  ['finished', '竣工'],
  ['accepted', '验收'],
  ['moved_in', '入住'],
] as const

/** Sheets say 是否开工 and 时间, one of them or both: what was entered of either says that it was done, and the derived field is what counts. */
export const courseFields = COURSE.flatMap(
  ([key, word]) =>
    [
      {
        key,
        label: `是否${word}`,
        type: 'boolean',
        section: 'course',
        readAs: `${key}_standing`,
        hint: `知道哪天${word}的填日期就行；只知道${word}了的填“是”。`,
      },
      {
        key: `${key}_on`,
        label: `${word}日期`,
        type: 'partialDate',
        section: 'course',
        listed: true,
        headings: [`${word}时间`],
        behind: { field: key, headings: ['时间', '日期'] },
      },
      {
        key: `${key}_standing`,
        label: `已${word}`,
        type: 'boolean',
        section: 'course',
        derived: `填了${word}日期，或者“是否${word}”填了“是”。`,
      },
    ] as const,
)

/** In the order in which a house is built. */
export const COURSE_KEYS = COURSE.map(([key]) => key)
export const COURSE_WORDS: Readonly<Record<(typeof COURSE)[number][0], string>> = { started: '开工', finished: '竣工', accepted: '验收', moved_in: '入住' }

/** Kinds of photo of a house, with the code that says that there is one. */
export const HOUSE_PHOTOS = [
  { kind: 'before', label: '建前照片', code: '1' },
  { kind: 'during', label: '建中照片', code: '2' },
  { kind: 'after', label: '建后照片', code: '3' },
  { kind: 'moved_in', label: '入住后照片', code: '4' },
] as const

export const photoPapers = HOUSE_PHOTOS.map(({ kind, label }) => ({ kind, label }))

export const photosField = {
  key: 'photos_held',
  label: '已有照片',
  type: 'codes',
  codeList: 'house_photo',
  section: 'course',
  headings: ['照片'],
  derived: '附件里有的建前、建中、建后、入住后照片。',
} as const

/** The sums of a house. */
export const moneyFields = [
  {
    key: 'area',
    label: '房屋面积',
    type: 'decimal',
    scale: 2,
    unit: '㎡',
    minimum: 0,
    maximum: 1_000_000,
    section: 'money',
    listed: true,
    headings: ['建筑面积', '住房面积'],
  },
  { key: 'grant', label: '建房补助', type: 'money', unit: '元', minimum: 0, section: 'money', listed: true, headings: ['补助金额', '补助资金', '补助'] },
  { key: 'self_raised', label: '自筹', type: 'money', unit: '元', minimum: 0, section: 'money', headings: ['自筹资金', '农户自筹'] },
] as const
