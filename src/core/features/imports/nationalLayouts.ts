/** Column headings of the national rosters and exports, as forms.md §2.5 and §6 give them. */

export interface NationalLayout {
  readonly name: string
  readonly source: string
  readonly headings: readonly string[]
}

const list = (text: string): readonly string[] => text.split(/,\s*/)

export const nationalLayouts: readonly NationalLayout[] = [
  {
    name: '全国系统“人口信息”导出',
    source: 'forms.md §2.5',
    headings: list(
      '省, 市, 县, 乡, 村, 户编号, 人口编号, 姓名, 性别, 出生日期, 证件类型, 证件号码, 民族, 户联系电话, 成员联系电话, 年度, 与户主关系, 文化程度, 在校生状况, 劳动技能, 务工时间（月）, 健康状况, 政治面貌, 务工企业名称, 是否享受低保, 是否参加城镇职工基本养老保险, 是否参加大病保险, 是否参加新型农村合作医疗（城乡居民基本医疗保险）, 是否参加城乡居民基本养老保险, 失学或辍学原因, 是否会讲普通话, 是否参加商业补充医疗保险, 是否国外务工, 产业分类, 是否接受大病医疗救助, 是否接受其他健康扶贫, 公益性岗位类型, 公益性岗位(月数), 就业渠道, 残疾类别, 务工所在地, 户主姓名, 户主证件号码, 是否参加城镇职工基本医疗保险, 是否特困供养人员, 残疾证办证年度, 识别标准',
    ),
  },
  {
    name: '贫困户/人口花名册',
    source: 'forms.md §6.1',
    headings: list(
      '行政县, 乡镇, 行政村, 自然村, 户编号, 人编号, 姓名, 证件号码, 人数, 与户主关系, 民族, 文化程度, 在校生状况, 健康状况, 劳动技能, 务工状况, 务工时间, 参加大病医疗, 脱贫属性, 脱贫年度, 贫困户属性, 主要致贫原因, 危房户, 饮水安全, 饮水困难, 人均纯收入, 联系电话',
    ),
  },
  {
    name: '脱贫户花名册',
    source: 'forms.md §6.2',
    headings: list(
      '乡镇, 行政村, 户编号, 人编号, 姓名, 证件号码, 人数, 与户主关系, 民族, 文化程度, 在校生状况, 健康状况, 劳动技能, 务工状况, 务工时间, 参加大病医疗, 脱贫属性, 脱贫年度, 贫困户属性, 致贫原因, 危房户, 是否解决安全饮用水, 人均纯收入, 联系电话',
    ),
  },
  {
    name: '贫困户名册',
    source: 'forms.md §6.3',
    headings: list(
      '序号, 省, 市, 县, 行政村, 姓名, 性别, 证件号码, 人数, 与户主关系, 民族, 文化程度, 在校生状况, 健康状况, 有无劳动能力, 是否计划生育户, 新农合, 新农保, 享受低保, 脱贫属性, 贫困户属性, 主要致贫原因, 人均纯收入, 联系电话, 开户银行名称, 银行卡号',
    ),
  },
  {
    name: '脱贫人口名单',
    source: 'forms.md §6.4',
    headings: list(
      '序号, 数据日期, 县, 乡, 行政村, 自然村, 户编号, 人编号, 姓名, 证件号码, 人数, 与户主关系, 民族, 文化程度, 在校生状况, 健康状况, 劳动技能, 务工时间（月）, 是否参加大病保险, 致贫原因1, 危房户, 是否解决安全饮用水, 人均纯收入, 户联系电话, 人联系电话, 首次识别时间, 人员识别时间, 户类型, 易返贫致贫户(监测对象)类型, 风险是否已消除, 风险识别时间, 风险消除时间',
    ),
  },
]

/** Columns of national layouts that this program has no field for; they are said to be left out, not taken for mistakes. */
export const notKept: readonly string[] = ['数据日期', '户类型', '易返贫致贫户(监测对象)类型', '风险是否已消除', '风险识别时间', '风险消除时间']
