import { createMemoryHistory, lazyRouteComponent, Outlet, RouterProvider } from '@tanstack/react-router'
import { act, render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useRef } from 'react'
import { expect, it } from 'vitest'
import { createScreenRouter } from '../router/router.tsx'
import { ConfirmProvider } from '../components/ConfirmDialog.tsx'
import { useNothingTypedWhileLeaving } from './useNothingTypedWhileLeaving.ts'

function Frame() {
  const main = useRef<HTMLElement>(null)
  useNothingTypedWhileLeaving(main)
  return (
    <main ref={main}>
      <Outlet />
    </main>
  )
}

const Card = () => <input aria-label="电话" />
const Form = () => (
  <>
    <input aria-label="姓名" />
    <input type="checkbox" aria-label="在册" />
  </>
)

it('下一个画面装入期间，留着的画面不再收字、不再打勾，并说明正忙；到了以后照常', async () => {
  const { promise, resolve } = Promise.withResolvers<{ Card: typeof Card }>()
  const router = createScreenRouter(
    [
      { path: '/form', title: '表单', component: Form },
      { path: '/card', title: '卡片', component: lazyRouteComponent(() => promise, 'Card') },
    ],
    Frame,
    createMemoryHistory({ initialEntries: ['/form'] }),
  )
  await router.load()
  render(
    <ConfirmProvider>
      <RouterProvider router={router} />
    </ConfirmProvider>,
  )
  const user = userEvent.setup()
  const name = screen.getByLabelText<HTMLInputElement>('姓名')
  await user.type(name, '王')
  act(() => void router.navigate({ to: '/card' }))
  await waitFor(() => expect(screen.getByRole('main').getAttribute('aria-busy')).toBe('true'))
  expect(document.activeElement).toBe(name)
  await user.keyboard('五')
  await user.click(screen.getByLabelText('在册'))
  expect(name.value).toBe('王')
  expect(screen.getByLabelText<HTMLInputElement>('在册').checked).toBe(false)
  resolve({ Card })
  const phone = await screen.findByLabelText<HTMLInputElement>('电话')
  await waitFor(() => expect(screen.getByRole('main').hasAttribute('aria-busy')).toBe(false))
  await user.type(phone, '1')
  expect(phone.value).toBe('1')
})
