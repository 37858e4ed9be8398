/** What is built in the villages of the demo: kinds of projects with what a unit costs, the steps of the work, and who pays. Prices are made up. */

interface WorkNode {
  readonly name: string
  /** 工序种类. */
  readonly kind: string
  /** Hundredths of a per cent. */
  readonly weight: number
}

export interface ProjectKind {
  readonly name: string
  /** 类别 as gaps and needs have it. */
  readonly category: string
  readonly unit: string
  /** 分 a unit. */
  readonly price: number
  /** Units by what the village has, in hundredths: kilometres, households. */
  readonly size: (households: number, lot: number) => number
  readonly content: (size: string) => string
  readonly goal: (size: string) => string
  readonly requirement: string
  readonly mechanism: string
  /** Body of the county in charge, as it is called in the demo. */
  readonly department: string
  readonly builder: string
  readonly upkeep: string
  readonly nodes: readonly WorkNode[]
  /** 资金种类 and their parts of the whole. */
  readonly funds: readonly (readonly [string, number])[]
  /** Where the money ends. */
  readonly end: 'project' | 'village' | 'household'
  /** 补助种类 of what households get; null where none is paid to them. */
  readonly aid: string | null
  /** First and last day as planned. */
  readonly from: string
  readonly until: string
}

const node = (name: string, kind: string, percent: number): WorkNode => ({ name, kind, weight: percent * 100 })

const BUILDING: readonly WorkNode[] = [
  node('勘察设计', '1', 5),
  node('备料', '3', 15),
  node('基础', '4', 25),
  node('主体', '5', 35),
  node('附属', '6', 15),
  node('验收', '7', 5),
]

export const PROJECT_KINDS: readonly ProjectKind[] = [
  {
    name: '通社道路硬化',
    category: '01',
    unit: '公里',
    price: 45_000_000,
    size: (_, lot) => 120 + Math.floor(lot * 280),
    content: (size) => `硬化通社道路 ${size} 公里，路面宽 3.5 米，水泥混凝土面层厚 18 厘米`,
    goal: (size) => `硬化道路 ${size} 公里，验收合格率 100%，群众满意度 95% 以上`,
    requirement: '按农村公路工程技术标准施工，弯沉、厚度检测合格',
    mechanism: '改善出行和农产品外运',
    department: '交通运输局',
    builder: '道路施工队（演示）',
    upkeep: '村委会',
    nodes: BUILDING,
    funds: [
      ['06', 70],
      ['04', 30],
    ],
    end: 'project',
    aid: null,
    from: '2015-04-01',
    until: '2015-10-31',
  },
  {
    name: '自来水入户工程',
    category: '02',
    unit: '户',
    price: 260_000,
    size: (households) => Math.max(100, Math.round(households * 0.35) * 100),
    content: (size) => `自来水入户 ${size} 户，铺设管网，安装水表`,
    goal: (size) => `解决 ${size} 户饮水安全，水质检测合格`,
    requirement: '管道埋深在冻土层以下，水质符合生活饮用水卫生标准',
    mechanism: '贫困户免收入户费',
    department: '水务局',
    builder: '水利施工队（演示）',
    upkeep: '村用水协会',
    nodes: BUILDING,
    funds: [
      ['01', 60],
      ['02', 40],
    ],
    end: 'village',
    aid: null,
    from: '2015-03-16',
    until: '2015-09-30',
  },
  {
    name: '危房改造补助',
    category: '04',
    unit: '户',
    price: 1_150_000,
    size: (households) => Math.max(100, Math.round(households * 0.1) * 100),
    content: (size) => `拆除重建危房 ${size} 户`,
    goal: (size) => `${size} 户住上安全住房`,
    requirement: '符合农村危房改造最低建设要求，有圈梁和构造柱',
    mechanism: '补助直接发到户',
    department: '住房和城乡建设局',
    builder: '农户自建',
    upkeep: '农户',
    nodes: [node('鉴定和公示', '1', 10), node('基础', '4', 30), node('主体', '5', 40), node('门窗和粉刷', '6', 15), node('验收', '7', 5)],
    funds: [['02', 100]],
    end: 'household',
    aid: '01',
    from: '2015-04-10',
    until: '2015-10-20',
  },
  {
    name: '肉羊养殖补助',
    category: '09',
    unit: '户',
    price: 300_000,
    size: (households) => Math.max(100, Math.round(households * 0.3) * 100),
    content: (size) => `为 ${size} 户发放基础母羊补助，每户 3000 元`,
    goal: (size) => `${size} 户当年每户增收 1500 元以上`,
    requirement: '检疫合格，圈舍达到要求后发放',
    mechanism: '补助直接发到户，合作社统一防疫和销售',
    department: '农牧局',
    builder: '养殖合作社（演示）',
    upkeep: '养殖户',
    nodes: [node('确定到户名单', '1', 20), node('圈舍改造', '4', 30), node('购进种羊', '3', 40), node('验收', '7', 10)],
    funds: [['01', 100]],
    end: 'household',
    aid: '05',
    from: '2015-03-10',
    until: '2015-06-30',
  },
]
