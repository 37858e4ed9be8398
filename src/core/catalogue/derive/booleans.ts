import { spelling } from './text.ts'

const YES = [
  '是', '有', '√', '✓', '✔', '☑', '1', 'Y', 'YES', 'T', 'TRUE', '对', '已', '会', '能', '有效', '通', '已通', '参加', '已参加', '已参保', '参保', '享受', '已享受',
  '加入', '已加入', '解决', '已解决', '安全', '困难', '属于', '1-是', '1.是',
]
const NO = [
  '否', '无', '×', '✗', '✘', 'X', '☒', '0', 'N', 'NO', 'F', 'FALSE', '不', '不是', '没有', '未', '非', '不会', '不能', '无效', '不通', '未通', '没通', '未参加', '不参加', '没参加',
  '未参保', '未享受', '不享受', '未加入', '没加入', '未解决', '没解决', '不安全', '不困难', '不属于', '0-否', '0.否',
]

const MEANINGS: ReadonlyMap<string, boolean> = new Map([
  ...YES.map(word => [spelling(word), true] as const), ...NO.map(word => [spelling(word), false] as const),
])

/** What 是/否, 有/无, √, 1/0, Y/N and the like mean; `null` for anything else. */
export function readBoolean(text: string): boolean | null {
  return MEANINGS.get(spelling(text)) ?? null
}
