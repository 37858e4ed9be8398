import { describe, expect, it } from 'vitest'
import { codeLists } from '../catalogue/codes/index.ts'
import { statistics } from '../features/statistics/registry.ts'
import { forms } from '../forms/registry.ts'
import { parameterDefaults } from './parameters.ts'
import { plainSource, SOURCE_MARK } from './sources.ts'

describe('11.7 依据里的出处记号', () => {
  it('办事人看到的是话，不是记号', () => {
    expect(plainSource('公开代码 #48123586428（2018 全国数据清洗）')).toBe('公开的核查程序（2018 全国数据清洗）')
    expect(plainSource('机制资料 §6-W53，未核实')).toBe('机制资料，未核实')
    expect(plainSource('design.md §9，户数按常识填写，未核实')).toBe('户数按常识填写，未核实')
    expect(plainSource('甘肃公告 5 个工作日 [W14][W19]，未核实')).toBe('甘肃公告 5 个工作日，未核实')
    expect(plainSource('位次见公开代码 #48123586428、#23669061269；标签未核实')).toBe('位次见公开的核查程序；标签未核实')
    expect(plainSource('贫困户信息采集表；forms.md §1.6、§2.3')).toBe('贫困户信息采集表')
    expect(plainSource('脱贫户花名册导出样式（24 列，一人一行；forms.md §6.2）')).toBe('脱贫户花名册导出样式（24 列，一人一行）')
    expect(plainSource('自然村表（forms.md §3）')).toBe('自然村表')
    expect(plainSource('指标（forms.md §3；原表编号未得）')).toBe('指标（原表编号未得）')
    expect(plainSource('2014、2015 年见公开转载')).toBe('2014、2015 年见公开转载')
  })

  it('程序自带的参数、代码表、统计表的出处，去了记号都不留痕迹', () => {
    const sources = [
      ...parameterDefaults.map(({ basis }) => basis),
      ...codeLists.map(({ source }) => source),
      ...statistics.map(({ source }) => source ?? ''),
      ...forms.map(({ source }) => source),
    ]
    expect(sources.length).toBeGreaterThan(30)
    expect(sources.map(plainSource).filter((text) => SOURCE_MARK.test(text))).toEqual([])
  })
})
