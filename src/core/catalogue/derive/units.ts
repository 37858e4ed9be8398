import { times, shift } from './decimal.ts'
import type { Decimal } from './decimal.ts'

/** How a number written with a unit becomes a number in the unit of the field. */
interface Conversion {
  /** Powers of ten to multiply by. */
  readonly places?: number
  /** Whole number to multiply by, after the powers of ten. */
  readonly factor?: number
}

type Conversions = Readonly<Record<string, Conversion>>

const SAME: Conversion = {}
/** 1 里 = 500 米. */
const HALF: Conversion = { factor: 5, places: -1 }

/** By unit of the field: what may stand behind the number. 1 公顷 = 15 亩. */
const CONVERSIONS: Readonly<Record<string, Conversions>> = {
  元: {
    元: SAME,
    块: SAME,
    块钱: SAME,
    元钱: SAME,
    元整: SAME,
    '元/年': SAME,
    '元/户': SAME,
    圆: SAME,
    亿元: { places: 8 },
    亿: { places: 8 },
    万元: { places: 4 },
    万块: { places: 4 },
    '万元/年': { places: 4 },
    万: { places: 4 },
    W: { places: 4 },
    千元: { places: 3 },
    千: { places: 3 },
    百元: { places: 2 },
    百: { places: 2 },
    角: { places: -1 },
    分: { places: -2 },
  },
  万元: { 万元: SAME, 万: SAME, 元: { places: -4 }, 亿元: { places: 4 }, 亿: { places: 4 }, 千元: { places: -1 }, 百元: { places: -2 } },
  亩: {
    亩: SAME,
    市亩: SAME,
    亩地: SAME,
    万亩: { places: 4 },
    分: { places: -1 },
    分地: { places: -1 },
    公顷: { factor: 15 },
    HM2: { factor: 15 },
    HA: { factor: 15 },
  },
  '㎡': { M2: SAME, 'M²': SAME, 平方米: SAME, 平米: SAME, 平方: SAME, 平: SAME },
  公里: { 公里: SAME, 千米: SAME, KM: SAME, 米: { places: -3 }, M: { places: -3 }, 里: HALF, 华里: HALF, 市里: HALF, 里路: HALF },
  米: { 米: SAME, M: SAME, 公里: { places: 3 }, 千米: { places: 3 }, KM: { places: 3 }, 厘米: { places: -2 }, CM: { places: -2 } },
  '%': { '%': SAME, '‰': { places: -1 }, 百分点: SAME },
  '‰': { '‰': SAME, '%': { places: 1 } },
  度: { 度: SAME, '°': SAME },
  月: { 月: SAME, 个月: SAME, 年: { factor: 12 } },
  人: { 人: SAME, 口: SAME, 口人: SAME, 名: SAME, 个: SAME },
  户: { 户: SAME, 家: SAME },
  个: { 个: SAME, 处: SAME, 所: SAME, 座: SAME, 家: SAME },
}

/** Units that cannot be converted into any unit of a field, but are met in headings. */
const FOREIGN = [
  '美元',
  '港币',
  '港元',
  '元/月',
  '元/天',
  '元/日',
  '元/亩',
  '斤',
  '公斤',
  '千克',
  '吨',
  '平方公里',
  'KM2',
  '英亩',
  '坪',
  '元/人',
  '天',
  '日',
  '小时',
  '工日',
  '岁',
]

const UNITS: ReadonlySet<string> = new Set([
  ...Object.entries(CONVERSIONS).flatMap(([unit, others]) => [unit.toUpperCase(), ...Object.keys(others)]),
  ...FOREIGN,
])

/** Whether a word in a heading or in a line below the headings is a unit. */
export function isUnit(word: string): boolean {
  return UNITS.has(word.toUpperCase())
}

/** Whether a number in one unit can be converted exactly into another. */
export function isConvertible(unit: string, fieldUnit: string | undefined): boolean {
  return convertUnit({ digits: 1n, scale: 0 }, unit, fieldUnit) !== null
}

/** Splits `1.2万元` into number and unit; signs of money are dropped, full-width blanks do not matter. */
export function splitUnit(compactText: string): { readonly number: string; readonly unit: string } {
  const plain = halved(compactText.replace(/^(人民币)?[¥$]?/, ''))
  const parts = /^([^\p{L}\p{Script=Han}°%‰]*)(.*)$/u.exec(plain)
  const [number, unit] = [parts?.[1] ?? plain, parts?.[2] ?? '']
  return /^[Ee][+-]?\d/.test(unit) ? { number: plain, unit: '' } : { number, unit }
}

/** 半公里 is 0.5公里, 1公里半 is 1.5公里. */
function halved(text: string): string {
  const half = /^半个?(\D+)$/.exec(text)
  if (half?.[1] !== undefined) return `0.5${half[1]}`
  const more = /^(\d+)(\D+)半$/.exec(text)
  return more === null ? text : `${more[1] ?? ''}.5${more[2] ?? ''}`
}

/** The number in the unit of the field; `null` when the unit written does not fit the field. */
export function convertUnit(decimal: Decimal, written: string, fieldUnit: string | undefined): Decimal | null {
  if (written === '') return decimal
  const conversion = CONVERSIONS[fieldUnit ?? '']?.[written.toUpperCase()] ?? (written === fieldUnit ? SAME : undefined)
  if (!conversion) return null
  return times(shift(decimal, conversion.places ?? 0), conversion.factor ?? 1)
}
