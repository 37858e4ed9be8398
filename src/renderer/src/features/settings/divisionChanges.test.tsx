import { within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { renderComponent, screen } from '../../testing/render.tsx'
import { DivisionChanges } from './DivisionChanges.tsx'

const CHANGE = {
  id: 'v1',
  kind: 'merged' as const,
  former: '621125100204',
  formerName: '柯寨村',
  village: '621125100205',
  name: '武阳镇新庄村',
  on: '2016-07-01',
  documentNo: '漳政发〔2016〕12号',
  reason: '并村',
  by: '王主任',
  households: 118,
  changeSet: 'c1',
}
const listing = (mayDo: boolean) => () =>
  Promise.resolve({ rows: [CHANGE], mayDo, why: mayDo ? null : '区划变更由县里办理；办好以后，县里下发的数据包会带来。' })

it('列出变更，确认以后整个撤销', async () => {
  const undo = vi.fn((_request: unknown) => Promise.resolve({ changeSet: 'c2', restored: 9 }))
  const { user } = renderComponent(<DivisionChanges />, { calls: { succession: { list: listing(true) }, records: { undo } } })
  const row = (await screen.findByText('漳政发〔2016〕12号')).closest('tr') as HTMLElement
  expect(within(row).getByText('118')).toBeDefined()
  await user.click(within(row).getByRole('button', { name: '撤销' }))
  await user.click(await screen.findByRole('button', { name: '撤销变更' }))
  expect(undo.mock.calls[0]?.[0]).toEqual({ changeSet: 'c1' })
})

it('不由本单位办理的，只看清单，写明由谁办', async () => {
  renderComponent(<DivisionChanges />, { calls: { succession: { list: listing(false) } } })
  expect(await screen.findByText(/区划变更由县里办理/)).toBeDefined()
  expect(screen.queryByRole('button', { name: '办理区划变更' })).toBeNull()
  expect(screen.queryByRole('button', { name: '撤销' })).toBeNull()
})

it('改名要有名称、日期、文号和原因', async () => {
  const rename = vi.fn((_request: unknown) => Promise.resolve({ changeSet: 'c3' }))
  const { user } = renderComponent(<DivisionChanges />, { calls: { succession: { list: listing(true), rename } } })
  await user.click(await screen.findByRole('button', { name: '办理区划变更' }))
  await user.click(screen.getByText('只改名'))
  await user.type(screen.getByLabelText('新名称'), '新名村')
  await user.type(screen.getByLabelText('文号'), '一号')
  await user.type(screen.getByLabelText('原因'), '更名')
  expect((screen.getByRole('button', { name: '改名' }) as HTMLButtonElement).disabled).toBe(true)
  expect(rename).not.toHaveBeenCalled()
})
