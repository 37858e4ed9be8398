import { defineCodeList } from '../define.ts'

const XIAN = '公开代码 #48267864181（全国系统字段码）；GitHub tianyarenzai/fengxinzi'

export const helperEducation = defineCodeList({
  id: 'helper_education',
  label: '帮扶责任人学历',
  verified: true,
  source: `AAK036；${XIAN}`,
  items: [
    { code: '10', label: '研究生及以上', aliases: ['研究生', '硕士研究生', '博士研究生'] },
    { code: '11', label: '博士' },
    { code: '14', label: '硕士' },
    { code: '20', label: '本科', aliases: ['大学', '大学本科', '大本'] },
    { code: '30', label: '专科', aliases: ['大专', '大学专科', '高职'] },
    { code: '40', label: '中专技校', aliases: ['中专', '中职', '中专或技校'] },
    { code: '41', label: '中等专科' },
    { code: '44', label: '职业高中', aliases: ['职高'] },
    { code: '47', label: '技工学校', aliases: ['技校'] },
    { code: '60', label: '普通高中', aliases: ['高中'] },
    { code: '70', label: '初中' },
    { code: '80', label: '小学' },
    { code: '90', label: '其他' },
  ],
})

export const specialty = defineCodeList({
  id: 'specialty',
  label: '技术特长',
  verified: true,
  source: `AAK037；${XIAN}`,
  items: [
    { code: '01', label: '种植', aliases: ['种植业'] },
    { code: '02', label: '养殖', aliases: ['养殖业'] },
    { code: '03', label: '林果', aliases: ['林果业'] },
    { code: '04', label: '服务', aliases: ['服务业'] },
  ],
})

export const rank = defineCodeList({
  id: 'rank',
  label: '职务级别',
  verified: true,
  source: `AAF031；${XIAN}`,
  note: '结构同 GB/T 12407。',
  items: [
    { code: '101', label: '国家级正职' },
    { code: '102', label: '国家级副职' },
    { code: '111', label: '省部级正职', aliases: ['正省级', '正部级'] },
    { code: '112', label: '省部级副职', aliases: ['副省级', '副部级'] },
    { code: '121', label: '厅局级正职', aliases: ['正厅级', '正厅', '正地级'] },
    { code: '122', label: '厅局级副职', aliases: ['副厅级', '副厅', '副地级'] },
    { code: '131', label: '县处级正职', aliases: ['正县级', '正处级', '正县', '正处'] },
    { code: '132', label: '县处级副职', aliases: ['副县级', '副处级', '副县', '副处'] },
    { code: '141', label: '乡科级正职', aliases: ['正科级', '正科'] },
    { code: '142', label: '乡科级副职', aliases: ['副科级', '副科'] },
    { code: '150', label: '科员级', aliases: ['科员'] },
    { code: '160', label: '办事员级', aliases: ['办事员'] },
    { code: '199', label: '未定职公务员' },
  ],
})

export const affiliation = defineCodeList({
  id: 'affiliation',
  label: '单位隶属关系',
  verified: true,
  source: `AAP004；${XIAN}`,
  note: '手册与明白卡印作省直、市直、县直、乡镇、村级。结构同 GB/T 12404。',
  items: [
    { code: '10', label: '中央', aliases: ['中直', '中央直属'] },
    { code: '20', label: '省', aliases: ['省直', '省级'] },
    { code: '40', label: '市、地区', aliases: ['市直', '市级', '市', '地区'] },
    { code: '50', label: '县（区）', aliases: ['县直', '县级', '县区'] },
    { code: '51', label: '区', aliases: ['区直'] },
    { code: '52', label: '县' },
    { code: '60', label: '街道、镇、乡', aliases: ['乡镇', '乡(镇)', '乡镇级', '乡级'] },
    { code: '61', label: '街道' },
    { code: '62', label: '镇' },
    { code: '63', label: '乡' },
    { code: '70', label: '居民、村民委员会', aliases: ['村级', '村'] },
    { code: '71', label: '居民委员会', aliases: ['居委会'] },
    { code: '72', label: '村民委员会', aliases: ['村委会'] },
    { code: '80', label: '军队', aliases: ['部队'] },
    { code: '90', label: '其他' },
    { code: '99', label: '村两委', aliases: ['村"两委"', '村“两委”'] },
  ],
})

export const organizationType = defineCodeList({
  id: 'organization_type',
  label: '帮扶单位类型',
  verified: true,
  source: 'AAP051；公开代码 #48123064594',
  items: [
    { code: '10', label: '国家机关', aliases: ['机关', '党政机关', '行政机关'] },
    { code: '20', label: '社会团体', aliases: ['群团组织', '人民团体'] },
    { code: '30', label: '高等院校', aliases: ['高校'] },
    { code: '40', label: '国有企业', aliases: ['国企'] },
    { code: '50', label: '东部对口帮扶省市' },
    { code: '60', label: '定点机构' },
    { code: '70', label: '事业单位', aliases: ['事业'] },
    { code: '80', label: '村民自治组织', aliases: ['村委会'] },
  ],
})

export const teamRole = defineCodeList({
  id: 'team_role',
  label: '驻村工作队人员身份',
  verified: true,
  source: '公开代码 #48253095537；GitHub tianyarenzai/fengxinzi',
  note: '全国系统里是五个是否列，此处的码即列名。',
  items: [
    { code: 'AAK032', label: '第一书记' },
    { code: 'AAK031', label: '工作队队长', aliases: ['队长', '驻村工作队队长'] },
    { code: 'AAK666', label: '副队长', aliases: ['工作队副队长'] },
    { code: 'AAK039', label: '驻村队员', aliases: ['队员', '工作队队员'] },
    { code: 'AAK777', label: '包村干部' },
  ],
})

export const villagePosition = defineCodeList({
  id: 'village_position',
  label: '村干部职务',
  verified: false,
  source: '未核实',
  note: '村负责人职务栏用自由文本，此表只作提示。',
  items: [
    { code: 'x1', label: '村党支部书记', national: false, aliases: ['支部书记', '村支书', '党支部书记'] },
    { code: 'x2', label: '村委会主任', national: false, aliases: ['村主任', '主任'] },
    { code: 'x3', label: '村文书', national: false, aliases: ['文书'] },
    { code: 'x4', label: '第一书记', national: false },
  ],
})
