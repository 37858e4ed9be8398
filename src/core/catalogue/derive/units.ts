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

/** By unit of the field: what may stand behind the number. 1 公顷 = 15 亩. */
const CONVERSIONS: Readonly<Record<string, Conversions>> = {
  元: { 元: SAME, 块: SAME, 元整: SAME, '元/年': SAME, 万元: { places: 4 }, 万: { places: 4 }, 千元: { places: 3 }, 角: { places: -1 }, 分: { places: -2 } },
  万元: { 万元: SAME, 万: SAME, 元: { places: -4 }, 亿元: { places: 4 }, 千元: { places: -1 } },
  亩: { 亩: SAME, 市亩: SAME, 公顷: { factor: 15 } },
  '㎡': { M2: SAME, 'M²': SAME, 平方米: SAME, 平米: SAME, 平方: SAME },
  公里: { 公里: SAME, 千米: SAME, KM: SAME, 米: { places: -3 }, M: { places: -3 } },
  米: { 米: SAME, M: SAME },
  '%': { '%': SAME, '‰': { places: -1 }, 百分点: SAME },
  '‰': { '‰': SAME, '%': { places: 1 } },
  度: { 度: SAME, '°': SAME },
  月: { 月: SAME, 个月: SAME },
  人: { 人: SAME, 口: SAME, 口人: SAME, 名: SAME, 个: SAME },
  户: { 户: SAME, 家: SAME },
  个: { 个: SAME, 处: SAME, 所: SAME, 座: SAME, 家: SAME },
}

/** Splits `1.2万元` into number and unit; signs of money are dropped, full-width blanks do not matter. */
export function splitUnit(compactText: string): { readonly number: string; readonly unit: string } {
  const plain = compactText.replace(/^(人民币)?[¥$]?/, '')
  const parts = /^([^\p{L}\p{Script=Han}°%‰]*)(.*)$/u.exec(plain)
  const [number, unit] = [parts?.[1] ?? plain, parts?.[2] ?? '']
  return /^[Ee][+-]?\d/.test(unit) ? { number: plain, unit: '' } : { number, unit }
}

/** The number in the unit of the field; `null` when the unit written does not fit the field. */
export function convertUnit(decimal: Decimal, written: string, fieldUnit: string | undefined): Decimal | null {
  if (written === '') return decimal
  const conversion = CONVERSIONS[fieldUnit ?? '']?.[written.toUpperCase()] ?? (written === fieldUnit ? SAME : undefined)
  if (!conversion) return null
  return times(shift(decimal, conversion.places ?? 0), conversion.factor ?? 1)
}
