/** Going down the list of divisions: each level begins with an empty box, however soon one goes on after typing. */
import { fireEvent, waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { renderComponent, screen } from '../testing/render.tsx'
import { DivisionWalk } from './DivisionWalk.tsx'

const NODES = [
  { code: '620000000000', name: '甘肃省', level: 'province', parent: null },
  { code: '621100000000', name: '定西市', level: 'city', parent: '620000000000' },
  { code: '621125000000', name: '漳县', level: 'county', parent: '621100000000' },
]

it('刚打完字就点进下一级，打的字不带过去，下一级一项不少', async () => {
  renderComponent(<DivisionWalk onChoose={vi.fn()} />, {
    calls: { divisions: { national: ({ parent = null }: { parent?: string | null }) => NODES.filter((node) => node.parent === parent), search: () => [] } },
  })
  for (const { name } of NODES.slice(0, 2)) {
    const row = await screen.findByRole('button', { name: new RegExp(`^${name}`) })
    // In one go: nothing that waits for a pause has its turn in between.
    fireEvent.change(screen.getByRole('searchbox', { name: '查找' }), { target: { value: name } })
    fireEvent.click(row)
  }
  await screen.findByRole('button', { name: /^漳县/ })
  await new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
  await waitFor(() => expect((screen.getByRole('searchbox', { name: '查找' }) as HTMLInputElement).value).toBe(''))
  expect(screen.getByRole('button', { name: /^漳县/ })).toBeTruthy()
})
