import { afterEach, expect, it, vi } from 'vitest'
import { renderComponent, screen } from '../../testing/render.tsx'
import { About } from './About.tsx'

afterEach(() => {
  vi.unstubAllGlobals()
})

it('关于里能看到随程序发放的开源软件、字体的许可原文', async () => {
  const fetched = vi.fn(() => Promise.resolve(new Response('react 19　MIT\nSIL OPEN FONT LICENSE')))
  vi.stubGlobal('fetch', fetched)
  const { user } = renderComponent(<About />)
  await user.click(screen.getByRole('button', { name: '查看许可' }))
  expect((await screen.findByLabelText('许可原文')).textContent).toContain('SIL OPEN FONT LICENSE')
  expect(fetched).toHaveBeenCalledWith('/NOTICE.txt')
})

it('没有生成时说清楚', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('gone')))
  const { user } = renderComponent(<About />)
  await user.click(screen.getByRole('button', { name: '查看许可' }))
  expect(await screen.findByText(/没有许可文本/)).toBeTruthy()
})
