/** What a package is called: from whom to whom, when, what for, which one. Readable by anyone, so nothing about people stands in it. */
import type { Header } from '../../exchange/header.ts'
import { isAbove } from '../../exchange/sites.ts'
import { localDay } from '../../rules/dates.ts'

export interface NamedParts {
  readonly from: { readonly unit: string; readonly name: string }
  readonly to: { readonly unit: string; readonly name: string }
  /** Which of the PCs of its unit the sender is, from 1; null for the only one. */
  readonly machine: number | null
  readonly kind: Header['kind']
  readonly made: Date
  readonly number: number
}

/** `武阳镇→漳县_2015年12月上报_第2号`, without the extension. */
export function packageName({ from, to, machine, kind, made, number }: NamedParts): string {
  const [year, month] = localDay(made).split('-')
  const sender = machine === null ? from.name : `${from.name}${machine}号机`
  return `${safe(sender)}→${safe(to.name)}_${year}年${Number(month)}月${purpose(kind, from.unit, to.unit)}_第${number}号`
}

function purpose(kind: Header['kind'], from: string, to: string): string {
  if (kind === 'receipt') return '回执'
  if (kind === 'admission') return '登记文件'
  const way = isAbove(to, from) ? '上报' : isAbove(from, to) ? '下发' : '转送'
  return kind === 'baseline' ? `${way}全部数据` : way
}

/** Signs that no file system of an office takes in a name are left out. */
function safe(name: string): string {
  return name.replace(/[\\/:*?"<>|\s.\u0000-\u001f]/g, '').slice(0, 30)
}
