import { describe, expect, it } from 'vitest'
import { inForceIn } from './Parameters.tsx'

const rows = [
  { year: 2013, key: 'house_area_doubt', value: '500' },
  { year: 2016, key: 'house_area_doubt', value: '400' },
  { year: 2015, key: 'poverty_line_national', value: '2855' },
]

const inForce = inForceIn(rows)

describe('某一年的参数', () => {
  it('阈值一直用到下一次修改', () => {
    expect(inForce('house_area_doubt', 2015)?.value).toBe('500')
    expect(inForce('house_area_doubt', 2018)?.value).toBe('400')
  })
  it('扶贫线只管当年', () => {
    expect(inForce('poverty_line_national', 2015)?.value).toBe('2855')
    expect(inForce('poverty_line_national', 2016)).toBeUndefined()
  })
})
