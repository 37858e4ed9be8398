/** The 11 kinds of money that an office begins with (readings.md 33): one list with level and nature; the columns of other sheets by mapping. All of them 待核. */
import type { Row } from '../../shapes.ts'

type Kind = readonly [code: string, name: string, level: string, nature: string, county: string, project: string]

const kinds: readonly Kind[] = [
  ['01', '中央财政专项扶贫资金', '1', '1', '1', '1'],
  ['02', '省级财政专项扶贫资金', '2', '1', '3', '2'],
  ['03', '市级财政专项扶贫资金', '3', '1', '4', '3'],
  ['04', '县级财政专项扶贫资金', '4', '1', '4', '3'],
  ['05', '整合涉农资金', '4', '3', '6', '2'],
  ['06', '行业部门资金', '5', '4', '5', '4'],
  ['07', '东西部扶贫协作资金', '6', '5', '6', '5'],
  ['08', '定点（帮扶）单位资金', '6', '5', '6', '5'],
  ['09', '社会帮扶资金', '6', '5', '6', '5'],
  ['10', '金融信贷资金', '6', '6', '6', '5'],
  ['11', '群众自筹', '7', '7', '6', '5'],
]

export const builtInFundKinds: readonly Row[] = kinds.map(([code, name, level, nature, county, project]) => ({
  code,
  name,
  level,
  nature,
  county_column: county,
  project_column: project,
  unverified: true,
}))
