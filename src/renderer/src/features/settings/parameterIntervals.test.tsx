import { within } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { renderComponent, screen } from '../../testing/render.tsx'
import { Parameters } from './Parameters.tsx'

const OWN = { key: 'house_area_doubt', label: '住房面积疑点（超过）', unit: '㎡', unverified: true, revision: 1 }
const rows = [
  { ...OWN, id: 'a', year: 2013, value: '500', valid_until: '2015-12-31' },
  { ...OWN, id: 'b', year: null, value: '400', valid_from: '2016-03-01', document_no: '县扶办〔2016〕8 号', unverified: false },
]

it('一个参数的各时段列成一张表，空着的写明；增加时要写原因', async () => {
  const save = vi.fn((_request: unknown) => Promise.resolve({ id: 'c', revision: 1, changeSet: 's', warnings: [] }))
  const { user } = renderComponent(<Parameters />, { calls: { records: { query: () => Promise.resolve({ rows, total: rows.length }), save } } })
  await user.click(await screen.findByRole('button', { name: '住房面积疑点（超过）的各时段' }))
  const shown = within(await screen.findByRole('table', { name: '住房面积疑点（超过）的各时段' }))
  expect(shown.getAllByRole('row').map((row) => row.textContent)).toEqual([
    '适用区划从到值（㎡）文号状态操作',
    '全部2013-01-012015-12-31500待核修改',
    '全部2016-03-01以后400县扶办〔2016〕8 号已核修改',
  ])
  expect(screen.getByText('全部从 2016-01-01 到 2016-02-29 没有值。')).toBeDefined()
  await user.click(screen.getByRole('button', { name: '增加一个时段' }))
  await user.type(await screen.findByLabelText(/^生效日期/), '20180101')
  await user.type(screen.getByLabelText(/^参数值/), '300')
  await user.type(screen.getByLabelText(/^原因/), '按新文件')
  await user.click(screen.getByRole('button', { name: '保存时段' }))
  expect(save.mock.calls[0]?.[0]).toMatchObject({
    register: 'parameter',
    values: { key: 'house_area_doubt', valid_from: '2018-01-01', value: '300' },
    reason: '按新文件',
  })
})
