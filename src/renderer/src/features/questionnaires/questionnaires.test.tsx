import { waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Entered, Published, Written } from '#core/features/questionnaires/contract.ts'
import type { Tree } from '#core/questionnaires/types.ts'
import { renderScreen, screen } from '../../testing/render.tsx'
import { BatchScreen } from './BatchScreen.tsx'
import { newItem, withAdded, withMoved, without } from './editing.ts'
import { EditScreen } from './EditScreen.tsx'
import { gradesIn, gradesText } from './grades.ts'
import { NewSheetScreen } from './NewSheetScreen.tsx'

const tree: Tree = {
  grades: [{ from: '80', label: '好' }],
  items: [
    {
      type: 'one',
      code: 'q1',
      label: '满意吗',
      required: true,
      options: [
        { code: '1', label: '满意', points: '100' },
        { code: '2', label: '不满意', points: '0' },
      ],
    },
    { type: 'text', code: 'q2', label: '为什么', required: true, shownIf: [{ question: 'q1', is: ['2'] }] },
    { type: 'boolean', code: 'q3', label: '来过没有' },
  ],
}
const asked: Published = {
  id: 'v1',
  code: 'content',
  name: '满意度',
  about: ['household'],
  source: null,
  unverified: false,
  tree,
  version: 1,
  issuedBy: '621125000000',
  issuer: '漳县',
  publishedOn: '2015-10-01',
  publishedBy: null,
  print: 'x',
  withdrawn: false,
}
const screens = [
  { path: '/questionnaires/$id', title: '问卷', component: () => <p>问卷在这里</p> },
  { path: '/questionnaires/$id/answer', title: '答', component: NewSheetScreen },
  { path: '/questionnaires/$id/batch', title: '成批答', component: BatchScreen },
  { path: '/questionnaires/$id/edit', title: '编写', component: EditScreen },
]
const show = (): Promise<Published> => Promise.resolve(asked)

describe('答问卷', () => {
  it('数字键选答案，没有出现的题不问，得分随答随见；存的是出现的题', async () => {
    const saveSheet = vi.fn((_: { questionnaire: string; sheet: Entered }) => Promise.resolve({ id: 's1' }))
    const { user } = await renderScreen(screens, '/questionnaires/v1/answer?subject=household:h1&title=张三', {
      calls: { questionnaires: { show, saveSheet } },
    })
    const choices = await screen.findByRole('radiogroup', { name: '满意吗' })
    expect(screen.queryByLabelText(/为什么/)).toBeNull()
    within(choices)
      .getByRole<HTMLInputElement>('radio', { name: /不满意/ })
      .focus()
    await user.keyboard('2')
    expect(await screen.findByLabelText(/为什么/)).toBeTruthy()
    expect(screen.getByText(/还有 1 道必答题没有答/)).toBeTruthy()
    await user.keyboard('1')
    expect(screen.queryByLabelText(/为什么/)).toBeNull()
    expect(screen.getByText(/得分 100 \/ 100/)).toBeTruthy()
    await user.click(screen.getByRole('button', { name: '保存，答下一份' }))
    await waitFor(() => expect(saveSheet).toHaveBeenCalled())
    expect(saveSheet.mock.calls[0]?.[0]).toMatchObject({ questionnaire: 'v1', sheet: { subject: { register: 'household', id: 'h1' }, answers: { q1: '1' } } })
    expect(await screen.findByText('已答 1 份')).toBeTruthy()
  })

  it('成批答：格里打数字，离开看到意思；写不对的不让存', async () => {
    const saveSheets = vi.fn((_: { questionnaire: string; sheets: Entered[] }) => Promise.resolve({ saved: ['s1'], refused: [] }))
    const query = () => Promise.resolve({ total: 1, rows: [{ id: 'h1', head_name: '张三', household_no: '1001' }] })
    const { user } = await renderScreen(screens, '/questionnaires/v1/batch', { calls: { questionnaires: { show, saveSheets }, records: { query } } })
    const [cell] = await screen.findAllByRole<HTMLInputElement>('textbox', { name: /：满意吗$/ })
    await user.type(cell as HTMLInputElement, '9')
    expect(cell?.getAttribute('aria-invalid')).toBe('true')
    expect(screen.getByRole('button', { name: '保存 1 份' }).hasAttribute('disabled')).toBe(true)
    await user.clear(cell as HTMLInputElement)
    await user.type(cell as HTMLInputElement, '1')
    await user.tab()
    expect(cell?.value).toBe('满意')
    await user.click(screen.getByRole('button', { name: '保存 1 份' }))
    await waitFor(() => expect(saveSheets.mock.calls[0]?.[0].sheets).toMatchObject([{ subject: { id: 'h1' }, answers: { q1: '1' } }]))
  })
})

describe('编写问卷', () => {
  it('加一道题、改名、存草稿；没有题目时说明不能发布', async () => {
    const saveDraft = vi.fn((_: Written) => Promise.resolve({ id: 'd1' }))
    const { user } = await renderScreen(screens, '/questionnaires/new/edit', { calls: { questionnaires: { saveDraft } } })
    expect(await screen.findByText('还没有题目，请至少加一道题。')).toBeTruthy()
    await user.type(screen.getByRole('textbox', { name: /^名称/ }), '走访')
    await user.type(screen.getByRole('textbox', { name: /^代号/ }), 'visit')
    await user.click(screen.getByRole('button', { name: '加题' }))
    await user.click(await screen.findByRole('menuitem', { name: '单选' }))
    const label = await screen.findByRole('textbox', { name: '题目' })
    await user.clear(label)
    await user.type(label, '住得怎样')
    expect(screen.queryByText('还没有题目，请至少加一道题。')).toBeNull()
    await user.click(screen.getByRole('button', { name: '保存草稿' }))
    await waitFor(() => expect(saveDraft).toHaveBeenCalled())
    expect(saveDraft.mock.calls[0]?.[0]).toMatchObject({ code: 'visit', name: '走访', tree: { items: [{ type: 'one', code: 'q1', label: '住得怎样' }] } })
  })

  it('加到部分里面、上下移、删去都给出新的一份，原来的不变', () => {
    const section = newItem(tree, 'section')
    const wider = withAdded(tree, null, section)
    const inside = withAdded(wider, section.code, newItem(wider, 'date'))
    expect(inside.items.at(-1)).toMatchObject({ code: 's1', items: [{ type: 'date', code: 'q4' }] })
    expect(withMoved(inside, 'q3', -1).items.map(({ code }) => code)).toEqual(['q1', 'q3', 'q2', 's1'])
    expect(withMoved(inside, 'q1', -1).items.map(({ code }) => code)).toEqual(['q1', 'q2', 'q3', 's1'])
    expect(without(inside, 'q4').items.at(-1)).toMatchObject({ items: [] })
    expect(tree.items).toHaveLength(3)
  })

  it('等次写成一行再读回来一样，写错的读不成', () => {
    const grades = [
      { from: '90', label: '优' },
      { from: '0', label: '差' },
    ]
    expect([gradesIn(gradesText(grades)), gradesIn(''), gradesIn('90'), gradesIn('九十=优')]).toEqual([grades, [], null, null])
  })
})
