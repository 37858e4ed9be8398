/** What things of file exchange are called on screen. */
import type { z } from 'zod'
import { findField, isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { FoundPackage, Outcome, PackageRow } from '#core/features/exchange/contract.ts'
import type { packageKindShape } from '#core/features/exchange/packageShapes.ts'
import type { standingShape } from '#core/features/exchange/siteShapes.ts'
import { sizeText } from '../../../components/sizeText.ts'
import { whole } from '../../../components/whole.ts'

export type PackageKind = z.infer<typeof packageKindShape>
export type Standing = z.infer<typeof standingShape>
export type PackageState = PackageRow['state']

export const kindLabels: Readonly<Record<PackageKind, string>> = { changes: '变动', baseline: '全部数据', receipt: '回执', admission: '登记文件' }

export const outcomes: readonly Outcome[] = ['new', 'changed', 'same', 'conflicts', 'proposals', 'rejected']
export const outcomeLabels: Readonly<Record<Outcome, string>> = {
  new: '新增',
  changed: '变更',
  same: '相同',
  conflicts: '冲突',
  proposals: '建议',
  rejected: '拒绝',
}
export const outcomeColors: Readonly<Record<Outcome, string>> = {
  new: 'green',
  changed: 'ink',
  same: 'gray',
  conflicts: 'amber',
  proposals: 'ink',
  rejected: 'red',
}

export const foundLabels: Readonly<Record<FoundPackage['status'], string>> = {
  new: '新的',
  applied: '已经合并过',
  older: '较旧',
  own: '本机发出的',
  sealed: '要口令',
  unreadable: '读不出',
}

export const standingLabels: Readonly<Record<Standing, string>> = {
  alone: '未加入',
  requested: '已申请',
  admitted: '已加入',
  superior: '上级站点',
  withdrawn: '已停用',
}

/** What comes next for an office that has just been admitted. */
export function firstDataFrom(superior: string): string {
  return `请${superior}给本单位发一次全部数据（在“发送”里选“发全部数据”），拿来以后在“接收”里读入，两边就从同样的数据开始。本单位已经录入的数据也要发一次给${superior}。`
}

/** Name of a register; what is unknown stays as it is. */
export function registerLabel(register: string): string {
  return isRegisterName(register) ? registerOf(register).label : register
}

/** Name of a field; `$deleted` is the record itself. */
export function fieldLabel(register: string, field: string): string {
  if (field === '$deleted') return '整条记录'
  return (isRegisterName(register) ? findField(register, field)?.label : undefined) ?? field
}

const countLabels: Readonly<Record<string, string>> = { ...outcomeLabels, records: '记录', edits: '改动', operations: '改动', files: '照片和附件' }

/** `新增 12，变更 3` of the counts of a package; zeros are left out, the total too when there are parts. */
export function countsText(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).filter(([key, count]) => count > 0 && key !== 'records')
  const shown = parts.length > 0 ? parts : Object.entries(counts)
  return shown.map(([key, count]) => `${countLabels[key] ?? registerLabel(key)} ${whole.format(count)}`).join('，')
}

/** Records of a package, or the sum of its parts where no total is told. */
export function recordsOf(counts: Readonly<Record<string, number>>): number {
  return counts['records'] ?? Object.entries(counts).reduce((sum, [key, count]) => (key === 'files' ? sum : sum + count), 0)
}

/** Sizes of drives and files: `3.2 GB`, `860 KB`. */
export function bytesText(bytes: number): string {
  const giga = 1024 ** 3
  return bytes >= giga ? `${(bytes / giga).toFixed(1)} GB` : sizeText(bytes)
}
