/**
 * What a household or village has to reach to leave poverty, as versions by year. An office changes them, and fills those whose text is not known, in
 * the register of standards; what it has nothing of on file holds as it stands here. Pure data.
 */

export interface StandardItem {
  /** Code of the list `exit_item`. */
  readonly item: string
  readonly label: string
  /** What is asked, in the words of the document. */
  readonly target: string
}

export interface ExitStandard {
  /** Never changed: offices know the version by it. */
  readonly code: string
  readonly name: string
  /** Code of the list `exit_about`. */
  readonly about: '1' | '2'
  /** The first year whose exits it judges. */
  readonly from_year: number
  readonly document: string
  /** No document of the county confirms it. */
  readonly unverified: boolean
  /** None: the text is not known, and the version before it holds until an office fills it. */
  readonly items: readonly StandardItem[]
}

const of = (item: string, label: string, target: string): StandardItem => ({ item, label, target })

const INCOME = of('h_income', '收入', '年人均纯收入稳定超过扶贫标准')
const FOOD = of('h_food', '不愁吃、不愁穿', '吃得饱、有换季衣服和被褥')
const SCHOOL = of('h_school', '义务教育', '没有因贫失学辍学的孩子')
const MEDICAL = of('h_medical', '基本医疗', '家里人都参加基本医疗保险')
const HOUSING = of('h_housing', '住房安全', '不住危房')
const RATE = of('v_rate', '贫困发生率', '低于 3%')

/** The first to begin with; a version without items changes nothing until it is filled. */
export const shippedStandards: readonly ExitStandard[] = [
  {
    code: 'household_before',
    name: '户：2016 年以前（只看收入）',
    about: '1',
    from_year: 2013,
    document: '没有找到 2016 年以前的退出文件，只按扶贫标准看收入，待核',
    unverified: true,
    items: [INCOME],
  },
  {
    code: 'household_national_2016',
    name: '户：国家标准 2016',
    about: '1',
    from_year: 2016,
    document: '中办发〔2016〕16 号',
    unverified: false,
    items: [INCOME, FOOD, SCHOOL, MEDICAL, HOUSING],
  },
  {
    code: 'household_gansu_2016_rules',
    name: '户：甘肃 2016 实施细则（7 项）',
    about: '1',
    from_year: 2016,
    document: '甘脱领发〔2016〕2 号（试行）；逐项条文没有找到，请照文件补填，待核',
    unverified: true,
    items: [],
  },
  {
    code: 'household_gansu_2016',
    name: '户：甘肃 2016 验收办法（11 项）',
    about: '1',
    from_year: 2016,
    document: '甘肃省贫困退出验收办法；逐项条文没有找到，请照文件补填，待核',
    unverified: true,
    items: [],
  },
  {
    code: 'household_gansu_2018',
    name: '户：甘肃 2018（6 项）',
    about: '1',
    from_year: 2018,
    document: '《甘肃省精准脱贫验收标准及认定程序》（2018）',
    unverified: false,
    items: [INCOME, FOOD, of('h_water', '安全饮水', '水量、水质、取水方便达到要求'), SCHOOL, MEDICAL, HOUSING],
  },
  {
    code: 'village_national_2016',
    name: '村：国家标准 2016',
    about: '2',
    from_year: 2013,
    document: '中办发〔2016〕16 号；2016 年以前沿用，待核',
    unverified: true,
    items: [
      RATE,
      of('v_infrastructure', '基础设施', '统筹考虑，达到本县要求'),
      of('v_services', '基本公共服务', '统筹考虑，达到本县要求'),
      of('v_industry', '产业发展', '有主导产业'),
      of('v_collective', '集体经济收入', '有集体经济收入'),
    ],
  },
  {
    code: 'village_gansu_2016_rules',
    name: '村：甘肃 2016 实施细则（13 项）',
    about: '2',
    from_year: 2016,
    document: '甘脱领发〔2016〕2 号（试行）；逐项条文没有找到，请照文件补填，待核',
    unverified: true,
    items: [],
  },
  {
    code: 'village_gansu_2016',
    name: '村：甘肃 2016 验收办法（20 项）',
    about: '2',
    from_year: 2016,
    document: '甘肃省贫困退出验收办法；逐项条文没有找到，请照文件补填，待核',
    unverified: true,
    items: [],
  },
  {
    code: 'village_gansu_2018',
    name: '村：甘肃 2018（4 类 11 项）',
    about: '2',
    from_year: 2018,
    document: '《甘肃省精准脱贫验收标准及认定程序》（2018）',
    unverified: false,
    items: [
      RATE,
      of('v_industry', '主导产业', '有主导产业'),
      of('v_cooperative', '合作组织', '有农民专业合作组织'),
      of('v_collective', '集体经济收入', '有集体经济收入'),
      of('v_road', '硬化路', '建制村通硬化路'),
      of('v_power', '动力电', '自然村通动力电'),
      of('v_environment', '人居环境', '人居环境干净整洁'),
      of('v_school', '义务教育', '义务教育阶段有学上'),
      of('v_clinic', '村卫生室', '有村卫生室'),
      of('v_pension', '养老保险', '基本养老保险全覆盖'),
      of('v_allowance', '低保', '应保尽保'),
    ],
  },
]
