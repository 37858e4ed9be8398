/** Data with which every paper is as full as an office may make it: many rows, long names, long remarks, large sums, and rows with nothing in them. */
import { registerNames, registerOf } from '../../catalogue/index.ts'
import { codeListOf } from '../../catalogue/index.ts'
import { pickableItems } from '../../catalogue/derive/codes.ts'
import { scaleOf } from '../../catalogue/derive/check.ts'
import type { FieldDefinition } from '../../catalogue/types.ts'
import { formDecimal } from '../exact.ts'
import { TEN_DAYS } from '../declared/dayFacts.ts'
import type { FormScope, FormValue, Vocabulary, VocabularyEntry } from '../types.ts'
import { paperValue } from '../values.ts'

/** What is asked for. */
export interface Fullness {
  /** Items of each list. */
  readonly rows: number
  readonly year: number
  /** The names are those of a statistic: what is not a text of its own is a figure. */
  readonly counted?: boolean
}

/** A name of an ethnic minority as identity cards write it, and those of offices, villages and projects that are as long as some are. */
export const LONG_PERSON = '买买提·吐尔逊江·阿卜杜热'
export const LONG_PLACE = '殪虎桥镇铁沟村阳坡自然村老学校后面第二排至大湾梁移民安置点新修便民桥头'
const LONG_REMARK = '二〇一五年十月经村民代表大会讨论同意后报乡镇人民政府审核，因雨季山洪冲毁便道两次停工，'.repeat(5).slice(0, 199)
/** 123,456,789.01 元. */
const LARGE_MONEY = 12_345_678_901
const LARGE_NUMBER = 12_345
/** Every how many rows there is one with nothing in it, and one of zeros. */
const EMPTY_EACH = 13
const ZERO_EACH = 7
/** Lists within lists: what stands in one cell or below one item. */
const INNER_ROWS = 3

type Kind = 'long' | 'empty' | 'zero'

function kindOf(index: number): Kind {
  if (index % EMPTY_EACH === EMPTY_EACH - 1) return 'empty'
  return index % ZERO_EACH === ZERO_EACH - 1 ? 'zero' : 'long'
}

/** What placeholders of a vocabulary find in a full copy. */
export function fullScope(vocabulary: Vocabulary, fullness: Fullness): FormScope {
  return scopeOf(vocabulary, fullness, 'long', 0)
}

function scopeOf(vocabulary: Vocabulary, fullness: Fullness, kind: Kind, depth: number): FormScope {
  return Object.fromEntries(Object.entries(vocabulary).map(([name, entry]) => [name, entryOf(name, entry, fullness, kind, depth)]))
}

function entryOf(name: string, entry: VocabularyEntry, fullness: Fullness, kind: Kind, depth: number): FormScope[string] {
  if (entry.kind === 'list') {
    const count = depth === 0 ? fullness.rows : kind === 'empty' ? 0 : INNER_ROWS
    return Array.from({ length: count }, (_, index) => scopeOf(entry.entries, fullness, depth === 0 ? kindOf(index) : kind, depth + 1))
  }
  if (entry.kind === 'value') return plainValue(name, entry.label, fullness, kind)
  if (name === 'division') return { province: '甘肃省', city: '定西市', county: '漳县', township: '殪虎桥镇', village: '铁沟村', group: '阳坡自然村大湾梁社' }
  const fields = fieldsOf(entry.entries)
  if (fields === undefined) return scopeOf(entry.entries, fullness, kind, depth)
  return Object.fromEntries(fields.map((field) => [field.key, fieldValue(field, fullness, kind)]))
}

const fieldsByKeys = new Map(registerNames.map((name) => [JSON.stringify(registerOf(name).fields.map(({ key }) => key)), registerOf(name).fields]))

function fieldsOf(entries: Vocabulary): readonly FieldDefinition[] | undefined {
  return fieldsByKeys.get(JSON.stringify(Object.keys(entries)))
}

/** A value of a field as long as it may be in practice. */
function fieldValue(field: FieldDefinition, { year }: Fullness, kind: Kind): FormValue {
  const value = (entered: string | number | boolean | null): FormValue => paperValue(field, entered, { year, masked: false, nameOf: (_, id) => id })
  if (kind === 'empty') return value(null)
  switch (field.type) {
    case 'money':
      return value(kind === 'zero' ? 0 : LARGE_MONEY)
    case 'area':
    case 'decimal':
    case 'rate':
      return value(kind === 'zero' ? 0 : Number(`12345678`.slice(0, 4 + (scaleOf(field) ?? 0))))
    case 'integer':
      return value(kind === 'zero' ? 0 : Math.min(LARGE_NUMBER, field.maximum ?? LARGE_NUMBER))
    case 'year':
      return value(year)
    case 'boolean':
      return value(kind === 'long')
    case 'code':
      return value(codesOf(field, year)[0] ?? null)
    case 'codes':
      return value(codesOf(field, year).slice(0, 2).join(','))
    case 'date':
    case 'partialDate':
      return value(`${year}-12-28`)
    case 'month':
      return value(`${year}-12`)
    case 'idNumber':
      return value('62112519700101001X')
    case 'bankAccount':
      return value('6217978300001234567')
    case 'phone':
      return value('13812345678')
    case 'division':
      return value(field.level === 'village' ? '阳坡自然村整合铁沟中心村' : '殪虎桥镇人民政府铁沟办事处')
    case 'reference':
      return value(PERSONS.has(field.register ?? '') ? LONG_PERSON : field.register === 'household' ? `${LONG_PERSON}（52000000007）` : LONG_PLACE.slice(0, 32))
    case 'subject':
      return value(`${LONG_PERSON}（52000000007）`)
    case 'numbered':
      return value('621125202015000000123')
    case 'longText':
      return value(LONG_REMARK.slice(0, field.maximumLength ?? 199))
    default:
      return value(textOf(field))
  }
}

const PERSONS = new Set(['person', 'helper'])

/** Names of people, numbers of documents, names of places: each as long as it may be, and no longer than people have them. */
function textOf(field: FieldDefinition): string {
  const most = field.maximumLength ?? 32
  if (/人$|姓名|户名|负责|代表|户主/u.test(field.label)) return LONG_PERSON.slice(0, most)
  if (/号$|编号|卡号|编码/u.test(field.label)) return '漳扶办发〔2015〕第123号附件4'.slice(0, Math.min(most, 20))
  if (/单位$|规格/u.test(field.label) && most <= 20) return '千伏安'
  return LONG_PLACE.slice(0, Math.min(most, 34))
}

function codesOf(field: FieldDefinition, year: number): string[] {
  return pickableItems(codeListOf(field.codeList ?? ''), year)
    .toSorted((one, other) => other.label.length - one.label.length)
    .map(({ code }) => code)
}

/** What is named beside the catalogue: figures of a statistic, days and words of progress. */
function plainValue(name: string, label: string, { year, counted = false }: Fullness, kind: Kind): FormValue {
  if (name === 'year') return year
  if (name === 'office') return '漳县扶贫开发办公室（漳县脱贫攻坚领导小组办公室）'
  if (name === 'printed_on' || name === 'data_day') return `${year}年12月28日`
  if (name === 'document_no') return `漳扶办发〔${year}〕123号`
  if (kind === 'empty') return null
  if (TEN_DAYS.includes(name)) return '■'
  if (/_on$|start|end$|taken_on/u.test(name)) return `${year}-12-28`
  if (/[（(]%[）)]|百分点|率/u.test(label)) return kind === 'zero' ? 0 : formDecimal(10_000, 2)
  if (/元/u.test(label)) return kind === 'zero' ? 0 : formDecimal(LARGE_MONEY, 2)
  if (name === 'label') return '殪虎桥镇人民政府铁沟办事处'
  if (name === 'state') return '严重滞后'
  if (name === 'title' || name === 'period' || name.startsWith('grade')) return label
  if (name === 'name' || name === 'words' || name === 'remark' || name === 'notes' || name === 'basis') return LONG_PLACE
  return counted ? (kind === 'zero' ? 0 : LARGE_NUMBER) : label.slice(0, 12)
}
