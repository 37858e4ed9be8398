import { describe, expect, it, vi } from 'vitest'
import { renderComponent, screen } from '../../testing/render.tsx'
import { DivisionTree, treeLines } from './DivisionTree.tsx'
import type { TreeDivision } from './DivisionTree.tsx'

const at = (code: string, name: string, level: string, parent: string | null): TreeDivision => ({
  code,
  name,
  level,
  parent,
  poor: false,
})
const divisions = [
  at('c', '漳县', 'county', '62'),
  at('t1', '三岔镇', 'township', 'c'),
  at('v1', '小林村', 'village', 't1'),
  at('t2', '新寺镇', 'township', 'c'),
  at('v2', '小林村', 'village', 't2'),
]

describe('区划树', () => {
  it('只画展开的；上级不在本单位的是顶', () => {
    expect(treeLines(divisions, new Set(['c']), '').map((line) => line.code)).toEqual(['c', 't1', 't2'])
    expect(treeLines(divisions, new Set(['c', 't2']), '').map((line) => `${line.depth}${line.code}`)).toEqual(['0c', '1t1', '1t2', '2v2'])
  })
  it('按首字母找到的村连同上级一起显示', () => {
    expect(treeLines(divisions, new Set(), 'xlc').map((line) => line.code)).toEqual(['c', 't1', 'v1', 't2', 'v2'])
  })
  it('只用键盘：展开、选村、再选一次取消', async () => {
    const onChange = vi.fn<(code: string | null) => void>()
    const { user } = renderComponent(<DivisionTree value={null} onChange={onChange} register="village" />, {
      calls: { divisions: { tree: () => divisions }, records: { places: () => [{ code: 'c', count: 1203 }] } },
    })
    const tree = await screen.findByRole('tree')
    await screen.findByText('三岔镇')
    expect((await screen.findAllByRole('treeitem')).map((item) => item.textContent)).toEqual(['漳县1,203', '三岔镇0', '新寺镇0'])
    tree.focus()
    await user.keyboard('{ArrowDown}{ArrowRight}{ArrowDown}{Enter}')
    expect(onChange).toHaveBeenCalledWith('v1')
  })
})
