/**
 * The table of keyboard shortcuts. It is data: the F1 dialog, the tool tips and the handlers all read it.
 * `Alt` alternatives stand beside the `Ctrl` keys that a browser keeps for itself (Ctrl+N in the loopback shell).
 */
import { isImeKey } from './ime.ts'

export type ShortcutScope = '通用' | '列表' | '表单' | '表格录入' | '冲突台'

export interface Shortcut {
  readonly id: ShortcutId
  /** Alternatives such as `Ctrl+S`; the first is shown. */
  readonly keys: readonly string[]
  readonly label: string
  readonly scope: ShortcutScope
  /** Documented here but handled by the component that has the focus, not by the window. */
  readonly local?: boolean
}

export type ShortcutId =
  | 'help'
  | 'find'
  | 'search'
  | 'new'
  | 'save'
  | 'print'
  | 'previous'
  | 'next'
  | 'lock'
  | 'menu'
  | 'back'
  | 'reload'
  | `section-${number}`
  | 'enter-next'
  | 'enter-back'
  | 'short-number'
  | 'textarea-leave'
  | 'code-open'
  | 'list-move'
  | 'list-page'
  | 'list-open'
  | 'list-select'
  | 'list-range'
  | 'list-all'
  | 'list-edit'
  | 'list-filter'
  | 'list-copy'
  | 'conflict-move'
  | 'conflict-take'
  | 'grid-move'
  | 'grid-edit'
  | 'grid-revert'
  | 'grid-range'
  | 'grid-copy'
  | 'grid-above'
  | 'grid-insert'
  | 'grid-delete'
  | 'grid-undo'
  | 'grid-redo'
  | 'grid-paste'

const sections: readonly Shortcut[] = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => ({
  id: `section-${digit}` as const,
  keys: [`Alt+${digit}`],
  label: `转到第 ${digit} 部分`,
  scope: '表单' as const,
}))

export const shortcuts: readonly Shortcut[] = [
  { id: 'help', keys: ['F1'], label: '查看快捷键', scope: '通用' },
  { id: 'find', keys: ['Ctrl+K'], label: '快速查找户、人、村和各种台账、页面', scope: '通用' },
  { id: 'search', keys: ['Ctrl+F'], label: '转到本页的查找框', scope: '通用' },
  { id: 'new', keys: ['Ctrl+N', 'Alt+N'], label: '新增', scope: '通用' },
  { id: 'save', keys: ['Ctrl+S'], label: '保存', scope: '通用' },
  { id: 'print', keys: ['Ctrl+P'], label: '看这一户的表单；再按一次打印', scope: '通用' },
  { id: 'back', keys: ['Alt+ArrowLeft'], label: '返回上一页', scope: '通用' },
  { id: 'reload', keys: ['F5'], label: '重新读取数据', scope: '通用' },
  { id: 'menu', keys: ['Ctrl+B'], label: '收起或展开菜单', scope: '通用' },
  { id: 'lock', keys: ['Ctrl+Shift+L'], label: '锁定屏幕', scope: '通用' },
  { id: 'list-move', keys: ['↑ ↓ ← →'], label: '在行和列之间移动', scope: '列表', local: true },
  { id: 'list-page', keys: ['PgUp / PgDn'], label: '翻页；Home 到首行，End 到末行', scope: '列表', local: true },
  { id: 'list-open', keys: ['Enter'], label: '打开当前行', scope: '列表', local: true },
  { id: 'list-select', keys: ['空格'], label: '选中或取消当前行', scope: '列表', local: true },
  { id: 'list-range', keys: ['Shift+↑ / Shift+↓'], label: '连续选中', scope: '列表', local: true },
  { id: 'list-all', keys: ['Ctrl+A'], label: '选中全部', scope: '列表', local: true },
  { id: 'list-edit', keys: ['F2'], label: '在列表里修改这一格；Enter 保存，Esc 放弃', scope: '列表', local: true },
  { id: 'list-filter', keys: ['Alt+↓'], label: '打开这一列的筛选', scope: '列表', local: true },
  { id: 'list-copy', keys: ['Ctrl+C'], label: '复制选中行（带表头，可贴入表格）', scope: '列表', local: true },
  { id: 'enter-next', keys: ['Enter'], label: '下一项；最后一项时保存', scope: '表单', local: true },
  { id: 'enter-back', keys: ['Shift+Enter'], label: '上一项', scope: '表单', local: true },
  { id: 'short-number', keys: ['后 12 位'], label: '本县的证件号码可以只录出生日期起的 12 位', scope: '表单', local: true },
  { id: 'textarea-leave', keys: ['Ctrl+Enter'], label: '离开多行文字，到下一项', scope: '表单', local: true },
  { id: 'code-open', keys: ['↓'], label: '打开选项；可输编码、拼音首字母或文字', scope: '表单', local: true },
  { id: 'previous', keys: ['PageUp'], label: '上一户（上一条）', scope: '表单' },
  { id: 'next', keys: ['PageDown'], label: '下一户（下一条）', scope: '表单' },
  ...sections,
  { id: 'grid-move', keys: ['↑ ↓ ← →'], label: '在格子之间移动；Enter 到下一格', scope: '表格录入', local: true },
  { id: 'grid-edit', keys: ['F2'], label: '修改当前格（光标移到字中）', scope: '表格录入', local: true },
  { id: 'grid-revert', keys: ['Esc'], label: '放弃当前格的修改', scope: '表格录入', local: true },
  { id: 'grid-range', keys: ['Shift+方向键'], label: '选一片格子（也可以用鼠标拖）；Delete 清空', scope: '表格录入', local: true },
  { id: 'grid-copy', keys: ['Ctrl+C'], label: '复制选中的格子，可贴入 WPS、Excel', scope: '表格录入', local: true },
  { id: 'grid-paste', keys: ['Ctrl+V'], label: '贴入从表格复制的几行几列', scope: '表格录入', local: true },
  { id: 'grid-above', keys: ['Ctrl+D'], label: '照抄上一行；选了几行时向下填充', scope: '表格录入', local: true },
  { id: 'grid-insert', keys: ['Ctrl+Insert'], label: '增加一行', scope: '表格录入', local: true },
  { id: 'grid-delete', keys: ['Ctrl+Delete'], label: '删除当前行', scope: '表格录入', local: true },
  { id: 'grid-undo', keys: ['Ctrl+Z'], label: '保存以前撤回上一步', scope: '表格录入', local: true },
  { id: 'grid-redo', keys: ['Ctrl+Y'], label: '重做撤回的一步', scope: '表格录入', local: true },
  { id: 'conflict-move', keys: ['↑ ↓'], label: '上一处、下一处冲突', scope: '冲突台', local: true },
  { id: 'conflict-take', keys: ['1 2 …'], label: '选第几个值；Ctrl+S 决定并看下一处', scope: '冲突台', local: true },
]

const byId = new Map(shortcuts.map((shortcut) => [shortcut.id, shortcut]))

/** The key combination shown to people, e.g. `Ctrl+S`; empty for an unknown id. */
export function shortcutKeys(id: ShortcutId): string {
  return readableKeys(byId.get(id)?.keys[0] ?? '')
}

/** Key names as they stand on the keyboard. */
export function readableKeys(keys: string): string {
  return keys.replace('PageUp', 'PgUp').replace('PageDown', 'PgDn').replace('ArrowLeft', '←').replace('ArrowRight', '→')
}

/** The combination of an event in the spelling of the table: `Ctrl+Shift+L`, `PageUp`, `Alt+3`. */
export function combinationOf(event: KeyboardEvent): string {
  const parts: string[] = []
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl')
  if (event.altKey) parts.push('Alt')
  if (event.shiftKey) parts.push('Shift')
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(event.code ?? '')?.[1]
  parts.push(event.altKey && digit !== undefined ? digit : event.key.length === 1 ? event.key.toUpperCase() : event.key)
  return parts.join('+')
}

const windowShortcuts = new Map(
  shortcuts.filter((shortcut) => shortcut.local !== true).flatMap((shortcut) => shortcut.keys.map((keys) => [keys, shortcut.id] as const)),
)

/** The window-wide shortcut an event asks for; null while composing or for any other key. */
export function shortcutOf(event: KeyboardEvent): ShortcutId | null {
  if (isImeKey(event)) return null
  return windowShortcuts.get(combinationOf(event)) ?? null
}
