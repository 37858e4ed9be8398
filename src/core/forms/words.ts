/** The placeholders that do not hang on any one register, and the parts that vocabularies are put together from. */
import { registerOf } from '../catalogue/index.ts'
import type { Vocabulary, VocabularyEntry } from './types.ts'

/** The fields of a register as a record of placeholders. */
export function recordEntry(name: string): VocabularyEntry {
  const register = registerOf(name)
  const entries = Object.fromEntries(register.fields.map((field) => [field.key, valueEntry(field.label)]))
  return { kind: 'record', label: register.label, entries }
}

/** A plain value. */
export function valueEntry(label: string): VocabularyEntry {
  return { kind: 'value', label }
}

/** The names of the divisions that a record lies in. */
export const DIVISION: VocabularyEntry = {
  kind: 'record',
  label: '区划',
  entries: {
    province: valueEntry('省'),
    city: valueEntry('市'),
    county: valueEntry('县'),
    township: valueEntry('乡镇'),
    village: valueEntry('行政村'),
    group: valueEntry('社（村民小组）'),
  },
}

/** What the list of a record's photos is called, and what is told of each. */
export const PHOTOS = 'photos'
export const PHOTO_LIST: VocabularyEntry = {
  kind: 'list',
  label: '照片',
  entries: {
    photo: valueEntry('照片'),
    name: valueEntry('照片名称'),
    taken_on: valueEntry('拍摄日期'),
    kind: valueEntry('材料类别'),
    remark: valueEntry('照片说明'),
  },
}

/** The same photos two by two, those of a kind together, so that a page holds all of them beside each other with what is to be said of each. */
export const PHOTO_PAIRS = 'photo_pairs'
export const PHOTO_PAIR_LIST: VocabularyEntry = {
  kind: 'list',
  label: '照片（两张一行）',
  entries: {
    kind: valueEntry('材料类别'),
    left: valueEntry('左边的照片'),
    left_caption: valueEntry('左边照片的类别、日期、说明'),
    right: valueEntry('右边的照片'),
    right_caption: valueEntry('右边照片的类别、日期、说明'),
  },
}
/** What asks for the photos of a record. */
export const PHOTO_NAMES: readonly string[] = [PHOTOS, PHOTO_PAIRS]

/** What every form knows: the year, the office, the day of printing, up to which day what is on file is told, the number of the document, the division. */
export const OCCASION: Vocabulary = {
  year: valueEntry('年度'),
  office: valueEntry('填报单位'),
  printed_on: valueEntry('打印日期'),
  data_day: valueEntry('数据截止日（当天，以前的年度是年底）'),
  document_no: valueEntry('文号（打印时填写）'),
  division: DIVISION,
}
