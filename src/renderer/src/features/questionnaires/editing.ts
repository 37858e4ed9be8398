/** Changes of a tree that is being written. Pure: each gives a new tree and leaves the old one alone. */
import { codeLists } from '#core/catalogue/index.ts'
import { askable, walk } from '#core/questionnaires/tree.ts'
import type { AnswerType, Item, Option, Question, Section, Tree } from '#core/questionnaires/types.ts'

/** A new question or section, with a code that nothing has yet. */
export function newItem(tree: Tree, type: AnswerType | 'section'): Item {
  const taken = new Set(walk(tree.items).map(({ item }) => item.code))
  const letter = type === 'section' ? 's' : 'q'
  let number = 1
  while (taken.has(`${letter}${number}`)) number += 1
  return typed({ code: `${letter}${number}`, label: type === 'section' ? '新的部分' : '新的题目' }, type)
}

const FIRST_OPTIONS: readonly Option[] = [
  { code: '1', label: '选项一' },
  { code: '2', label: '选项二' },
]

/** What stays of a question when it is given another kind of answer: what is asked, not how it is answered. */
export function typed(
  of: Pick<Item, 'code' | 'label' | 'hint' | 'shownIf'> & { readonly required?: true | undefined; readonly options?: readonly Option[] },
  type: AnswerType | 'section',
): Item {
  const { code, label, hint, shownIf, required } = of
  const said = { code, label, ...(hint === undefined ? {} : { hint }), ...(shownIf === undefined ? {} : { shownIf }) }
  if (type === 'section') return { type, ...said, items: [] }
  const asked = { ...said, ...(required === undefined ? {} : { required }) }
  switch (type) {
    case 'one':
    case 'several':
      return { type, ...asked, options: [...(of.options ?? FIRST_OPTIONS)] }
    case 'decimal':
      return { type, ...asked, scale: 2 }
    case 'code':
      return { type, ...asked, codeList: codeLists[0]?.id ?? '' }
    case 'reference':
      return { type, ...asked, register: askable[0] ?? '' }
    case 'score':
      return { type, ...asked, maximum: '10' }
    default:
      return { type, ...asked }
  }
}

/** Puts an item behind the one chosen: into it where that is a section, at the end where nothing is chosen. */
export function withAdded(tree: Tree, behind: string | null, added: Item): Tree {
  if (behind === null) return { ...tree, items: [...tree.items, added] }
  return changed(tree, behind, (item) => (item.type === 'section' ? [{ ...item, items: [...item.items, added] }] : [item, added]))
}

export function withChanged(tree: Tree, code: string, next: Item): Tree {
  return changed(tree, code, () => [next])
}

export function without(tree: Tree, code: string): Tree {
  return changed(tree, code, () => [])
}

/** One place up or down among those of its section. */
export function withMoved(tree: Tree, code: string, by: -1 | 1): Tree {
  return { ...tree, items: moved(tree.items, code, by) }
}

function moved(items: readonly Item[], code: string, by: -1 | 1): Item[] {
  const at = items.findIndex((item) => item.code === code)
  if (at < 0) return items.map((item) => (item.type === 'section' ? { ...item, items: moved(item.items, code, by) } : item))
  const to = at + by
  const item = items[at]
  if (item === undefined || to < 0 || to >= items.length) return [...items]
  return items.toSpliced(at, 1).toSpliced(to, 0, item)
}

function changed(tree: Tree, code: string, change: (item: Item) => readonly Item[]): Tree {
  const through = (items: readonly Item[]): Item[] =>
    items.flatMap((item): readonly Item[] =>
      item.code === code ? change(item) : item.type === 'section' ? [{ ...item, items: through(item.items) } satisfies Section] : [item],
    )
  return { ...tree, items: through(tree.items) }
}

/** The item of that code. */
export function itemOf(tree: Tree, code: string | null): Item | null {
  return walk(tree.items).find(({ item }) => item.code === code)?.item ?? null
}

/** A text that may be left out: nothing where it is empty. */
function optional<K extends string>(key: K, text: string): Partial<Record<K, string>> {
  return text.trim() === '' ? {} : ({ [key]: text.trim() } as Record<K, string>)
}

/** The same item with texts set or, where they are empty, taken out. */
export function withTexts<I extends Item>(item: I, texts: Readonly<Record<string, string>>): I {
  const next: Record<string, unknown> = { ...item }
  for (const [key, text] of Object.entries(texts)) {
    if (text.trim() === '') delete next[key]
    else next[key] = text
  }
  return next as I
}

/** What a scored number is worth, with what is empty left out; null where it scores nothing. */
export function withScoring(question: Question, key: 'each' | 'least' | 'most', text: string): Question {
  if (question.type !== 'integer' && question.type !== 'decimal') return question
  const { scoring, ...rest } = question
  const next = { ...scoring, [key]: text } as Record<string, string>
  if (text.trim() === '') delete next[key]
  return next['each'] === undefined
    ? rest
    : { ...rest, scoring: { each: next['each'], ...optional('least', next['least'] ?? ''), ...optional('most', next['most'] ?? '') } }
}
