import { describe, expect, it } from 'vitest'
import { Navigation } from '../../frame/Navigation.tsx'
import { renderScreen, screen } from '../../testing/render.tsx'
import { screens } from './screens.tsx'

const COUNTY = '621125000000'
const TOWNSHIP = '621125100000'
const VILLAGE = '621125100204'
const rating = { id: 'r1', revision: 1, gadget_id: 'g1', grade: '一级', remark: '好', deleted: false }
const gadget = { id: 'g1', revision: 3, gadget_no: 'Q-001', name: '抽水机', household_id: 'h1', deleted: false }
const calls = {
  records: {
    get: ({ register }: { register: string }) => (register === 'gadget' ? gadget : rating),
    query: ({ register }: { register: string }) => (register === 'gadget_rating' ? { total: 1, rows: [rating] } : { total: 0, rows: [] }),
    history: () => ({ entries: [] }),
  },
}
const frame = [{ path: '/', title: '首页', component: Navigation }]

describe('台账的权限写在目录里，画面跟着走', () => {
  it('读不了的台账：菜单里没有，页面打不开，别的记录里也没有它的一页', async () => {
    const asked = { unit: COUNTY, role: 'entry', divisions: [VILLAGE], calls } as const
    const menu = await renderScreen(frame, '/', asked)
    expect(await screen.findByText('水电路房')).toBeDefined()
    expect(menu.container.textContent).not.toContain('器件评级')
    menu.unmount()
    const list = await renderScreen(screens, '/records/gadget_rating', asked)
    expect(list.container.textContent).not.toContain('一级')
    list.unmount()
    const { user } = await renderScreen(screens, '/records/gadget/g1', asked)
    const tabs = (await screen.findAllByRole('tab')).map((tab) => tab.textContent)
    expect(tabs).toContain('器件年度记录')
    expect(tabs).not.toContain('器件评级')
    await user.click(screen.getByRole('tab', { name: '相关记录' }))
    expect(await screen.findByRole('button', { name: /器件普查/ })).toBeDefined()
    expect(screen.queryByRole('button', { name: /器件评级/ })).toBeNull()
  })

  it('只能读的：看得到，没有新增、保存和删除', async () => {
    const asked = { unit: COUNTY, role: 'entry', divisions: [TOWNSHIP], calls } as const
    const list = await renderScreen(screens, '/records/gadget_rating', asked)
    expect(await screen.findByText('一级')).toBeDefined()
    expect(screen.queryByRole('button', { name: '新增' })).toBeNull()
    list.unmount()
    await renderScreen(screens, '/records/gadget_rating/r1', asked)
    expect(await screen.findByRole('heading', { name: '一级' })).toBeDefined()
    expect(['保存', '删除'].map((name) => screen.queryByRole('button', { name }))).toEqual([null, null])
  })

  it('别的单位填写的字段只能看，旁边写着由谁填；没有上级的单位都能填', async () => {
    const survey = { id: 's1', revision: 1, gadget_id: 'g1', survey_no: 'P-1', found: '完好', fixed: '一级', deleted: false }
    const at = (superior: unknown) => ({
      unit: TOWNSHIP,
      calls: { records: { ...calls.records, get: () => survey }, exchange: { overview: () => ({ superior }) } },
    })
    const below = await renderScreen(screens, '/records/gadget_survey/s1', at({ unit: COUNTY, unitName: '县里' }))
    expect(await screen.findByText('“县里认定”由县级填写。')).toBeDefined()
    expect([screen.queryByRole('textbox', { name: /县里认定/ }), screen.queryByRole('textbox', { name: /村里查得/ }) === null]).toEqual([null, false])
    below.unmount()
    await renderScreen(screens, '/records/gadget_survey/s1', at(null))
    expect(await screen.findByRole('textbox', { name: /县里认定/ })).toBeDefined()
  })

  it('只增不改的：没有保存和删除，有“冲正”；冲正哪一条不能自己填', async () => {
    const flow = { id: 'f1', revision: 1, gadget_id: 'g1', flow_no: 'F-1', amount: 100, deleted: false }
    const asked = { unit: TOWNSHIP, divisions: [], calls: { records: { ...calls.records, get: () => flow } } }
    const page = await renderScreen(screens, '/records/gadget_flow/f1', asked)
    expect(await screen.findByRole('button', { name: '冲正' })).toBeDefined()
    expect(['保存', '删除'].map((name) => screen.queryByRole('button', { name }))).toEqual([null, null])
    page.unmount()
    await renderScreen(screens, '/records/gadget_flow/new', asked)
    expect(await screen.findByRole('button', { name: '保存' })).toBeDefined()
    expect([screen.queryByRole('textbox', { name: /流水编号/ }) === null, screen.queryByRole('combobox', { name: /冲正哪一条/ })]).toEqual([false, null])
  })

  it('县里的录入员能改不能删，管理员都能', async () => {
    const clerk = await renderScreen(screens, '/records/gadget_rating/r1', { unit: COUNTY, role: 'entry', divisions: [], calls })
    expect(await screen.findByRole('button', { name: '保存' })).toBeDefined()
    expect(screen.queryByRole('button', { name: '删除' })).toBeNull()
    clerk.unmount()
    await renderScreen(screens, '/records/gadget_rating/r1', { unit: COUNTY, divisions: [], calls })
    expect(await screen.findByRole('button', { name: '删除' })).toBeDefined()
  })
})
