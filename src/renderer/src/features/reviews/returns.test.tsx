import { waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { exchangeCalls } from '../../testing/exchange.ts'
import { renderScreen, screen } from '../../testing/render.tsx'
import { screens } from './screens.tsx'

describe('审核退回', () => {
  it('写回复；没有内容不能发', async () => {
    const answerReturn = vi.fn((_input: object) => ({ changeSet: 'c' }))
    const { user } = await renderScreen(screens, '/exchange/returns', { calls: exchangeCalls({ answerReturn }) })
    await user.click(await screen.findByRole('button', { name: /^回复.*户$/ }))
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByRole('button', { name: '回复' })).toHaveProperty('disabled', true)
    await user.type(within(dialog).getByLabelText(/整改了什么/), '已补工资证明')
    await user.click(within(dialog).getByRole('button', { name: '回复' }))
    await waitFor(() => expect(answerReturn).toHaveBeenCalledWith({ id: 'r1', answer: '已补工资证明' }))
  })
})
