import { within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { exchangeCalls } from '../../testing/exchange.ts'
import { renderScreen, screen } from '../../testing/render.tsx'
import { screens } from './screens.tsx'

describe('贫困户列表', () => {
  it('迁移途中的户，状态前面有标记', async () => {
    const row = { village: '621125101201', village$title: '小林村', exit_status: '0', population: 3, revision: 1 }
    const query = () => ({
      total: 2,
      rows: [
        { ...row, id: 'h1', head_name: '牛小山' },
        { ...row, id: 'gone', head_name: '郑小川' },
      ],
    })
    await renderScreen(screens, '/households', { calls: { ...exchangeCalls({}), records: { query } } })
    const line = async (name: string): Promise<HTMLElement> => (await screen.findByText(name)).closest('[role="row"], tr') as HTMLElement
    expect(await within(await line('牛小山')).findByText('迁移途中')).toBeTruthy()
    expect(within(await line('郑小川')).queryByText('迁移途中')).toBeNull()
  })
})
