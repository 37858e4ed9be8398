import { defineCodeList } from '../define.ts'
import { ownItems } from './items.ts'

const XIAN = '公开代码 #48267864181（全国系统字段码）'
const LOCAL = '公开代码 #29153375492（地方系统字典）'

export const yesNo = defineCodeList({
  id: 'yes_no',
  label: '是否',
  verified: true,
  source: XIAN,
  items: [
    { code: '1', label: '是', aliases: ['有', '√', 'Y', 'YES'] },
    { code: '0', label: '否', aliases: ['无', '×', 'N', 'NO', '没有'] },
  ],
})

export const identificationStandard = defineCodeList({
  id: 'identification_standard',
  label: '识别标准',
  verified: true,
  source: 'AAC005；公开代码 #6714075037；2014《贫困户登记表》A1',
  items: [
    { code: '1', label: '国家标准', aliases: ['国家', '国定标准', '国标'] },
    { code: '2', label: '省定标准', aliases: ['省定', '省标', '省级标准'] },
    { code: '3', label: '市定标准', aliases: ['市定', '市标', '市级标准'] },
  ],
})

export const householdAttribute = defineCodeList({
  id: 'household_attribute',
  label: '贫困户属性',
  verified: true,
  source: 'AAC006；公开代码 #23669061269、#7178090123、#6714075037、#16818646274、#17520266514',
  note: '已脱贫用 02、03、05，未脱贫或返贫用 01、04、06。2018 年起改称“……脱贫户”“特困供养……户”；与码的对应按含义，未见原件。',
  items: [
    { code: '01', label: '一般贫困户', aliases: ['一般贫困', '扶贫户', '普通贫困户', '建档立卡一般贫困户'] },
    { code: '02', label: '低保户', aliases: ['低保', '一般低保户', '已脱贫低保户'], yearLabels: [{ label: '低保脱贫户', since: 2018 }] },
    { code: '03', label: '五保户', aliases: ['五保', '特困户', '特困供养户', '分散供养五保户'], yearLabels: [{ label: '特困供养脱贫户', since: 2018 }] },
    { code: '04', label: '低保贫困户', aliases: ['低保贫困', '扶贫低保户', '贫困低保户', '低保贫困家庭'] },
    { code: '05', label: '一般农户', aliases: ['低收入农户', '一般脱贫', '普通农户'], yearLabels: [{ label: '一般脱贫户', since: 2018 }] },
    {
      code: '06',
      label: '五保贫困户',
      aliases: ['五保贫困', '贫困五保户', '特困贫困户', '特困供养贫困'],
      yearLabels: [{ label: '特困供养贫困户', since: 2018 }],
    },
    { code: 'x1', label: '低保特困供养贫困户', since: 2018, national: false },
  ],
})

export const exitStatus = defineCodeList({
  id: 'exit_status',
  label: '脱贫标志',
  verified: true,
  source: `AAR010；${XIAN}；公开代码 #23669061269`,
  note: '当前贫困户 = 0 或 3 且有效。码 4 的原标签未知，公开工具按已脱贫处理。',
  items: [
    { code: '0', label: '未脱贫', aliases: ['没有脱贫', '贫困户', '未脱贫户', '未退出', '在册', '未', '否'] },
    { code: '1', label: '已脱贫', aliases: ['脱贫', '脱贫户', '已脱贫户', '已退出', '稳定脱贫', '是'] },
    { code: '2', label: '预脱贫', aliases: ['预脱贫户', '拟脱贫', '拟脱贫户'] },
    { code: '3', label: '返贫', aliases: ['返贫户', '已返贫'] },
    { code: '4', label: '已脱贫（国家码 4，含义待核）' },
  ],
})

export const validity = defineCodeList({
  id: 'validity',
  label: '有效标志',
  verified: true,
  source: `AAR100；${XIAN}`,
  items: [
    { code: '1', label: '有效' },
    { code: '0', label: '无效' },
  ],
})

export const povertyCause = defineCodeList({
  id: 'poverty_cause',
  label: '致贫原因',
  verified: true,
  source: `AAC007、AAC008；${XIAN}；${LOCAL}；公开代码 #17520266514`,
  note: '主要原因单选；其他原因最多 2 项且不得与主要原因重复。因婚一般只作其他原因。甘肃 2015 年 13 项的清单未得。',
  items: [
    { code: '01', label: '因病', aliases: ['因病致贫', '疾病', '因病返贫', '因疾病', '因病困难', '患病'] },
    { code: '02', label: '因残', aliases: ['因残致贫', '残疾', '因残返贫', '因残疾', '因残疾致贫'] },
    { code: '03', label: '因学', aliases: ['因学致贫', '上学', '因学返贫', '因上学', '因就学', '供学', '子女上学'] },
    { code: '04', label: '因灾', aliases: ['因灾致贫', '灾害', '因灾返贫', '自然灾害', '因灾害', '受灾', '因自然灾害'] },
    { code: '05', label: '缺土地', aliases: ['缺地', '缺少土地', '缺耕地', '无土地', '缺土地致贫'] },
    { code: '06', label: '缺水', aliases: ['缺水源', '缺少水', '缺水致贫'] },
    { code: '07', label: '缺技术', aliases: ['缺少技术', '缺技能', '无技术', '缺技术致贫', '缺乏技术', '技术缺乏'] },
    {
      code: '08',
      label: '缺劳力',
      aliases: ['缺劳动力', '缺少劳力', '缺少劳动力', '无劳力', '缺劳力致贫', '缺劳动力致贫', '缺乏劳力', '缺乏劳动力', '无劳动力', '劳动力缺乏'],
    },
    { code: '09', label: '缺资金', aliases: ['缺少资金', '无资金', '缺资金致贫', '缺乏资金', '资金短缺', '资金缺乏'] },
    { code: '10', label: '交通条件落后', aliases: ['交通落后', '交通不便', '交通条件差', '交通条件落后致贫'] },
    {
      code: '11',
      label: '自身发展动力不足',
      aliases: ['自身发展力不足', '发展动力不足', '自身动力不足', '内生动力不足', '自身发展能力不足', '缺乏发展动力', '发展能力不足'],
    },
    { code: '12', label: '因婚', aliases: ['因婚致贫'] },
    { code: '13', label: '因丧', aliases: ['因丧致贫'] },
    { code: '99', label: '其他', aliases: ['其他原因'] },
  ],
})

export const roadType = defineCodeList({
  id: 'road_type',
  label: '入户路类型',
  verified: true,
  source: `AAC316；${XIAN}；${LOCAL}；公开代码 #6918421808`,
  items: [
    { code: '01', label: '泥土路', aliases: ['土路', '普通泥土路', '泥路'] },
    { code: '02', label: '砂石路', aliases: ['砂石公路', '沙石路', '石子路'] },
    { code: '03', label: '水泥路', aliases: ['水泥路面公路', '水泥', '硬化路', '水泥硬化路'] },
    { code: '04', label: '沥青路', aliases: ['沥青路面公路', '沥青', '柏油路'] },
  ],
})

export const fuelType = defineCodeList({
  id: 'fuel_type',
  label: '主要燃料类型',
  verified: true,
  source: `AAC320；${XIAN}；${LOCAL}；公开代码 #6918421808`,
  note: '“其他”的码两处来源不一致：05 或 99，此处用 99。',
  items: [
    { code: '01', label: '柴草', aliases: ['柴', '薪柴', '柴火'] },
    { code: '02', label: '干畜粪', aliases: ['畜粪', '牛粪'] },
    { code: '03', label: '煤炭', aliases: ['煤', '燃煤'] },
    { code: '04', label: '清洁能源', aliases: ['电', '燃气', '天然气', '液化气', '沼气', '太阳能'] },
    { code: '99', label: '其他', aliases: ['其他燃料', '05'] },
  ],
})

export const dangerousHouseLevel = defineCodeList({
  id: 'dangerous_house_level',
  label: '危房级别',
  verified: true,
  source: `AAC322；${XIAN}；公开代码 #35983020670`,
  note: '是危房户时必填；国家码未找到。',
  items: [
    { code: 'x1', label: 'C级', national: false, aliases: ['C', 'C类', 'C级危房', '危房C类', '危房C级'] },
    { code: 'x2', label: 'D级', national: false, aliases: ['D', 'D类', 'D级危房', '危房D类', '危房D级'] },
  ],
})

export const safeHouse = defineCodeList({
  id: 'safe_house',
  label: '有无安全住房',
  verified: false,
  source: `H8；${LOCAL}`,
  note: '地方扩展项。',
  items: [
    { code: '01', label: '有', aliases: ['有安全住房'] },
    { code: '02', label: '危房C类', aliases: ['C级', 'C类'] },
    { code: '03', label: '危房D类', aliases: ['D级', 'D类'] },
  ],
})

export const relocationMethod = defineCodeList({
  id: 'relocation_method',
  label: '搬迁方式',
  verified: true,
  source: `ACR075；${XIAN}；${LOCAL}`,
  items: [
    { code: '1', label: '行政村整体搬迁', aliases: ['行政村整村搬迁', '整村搬迁'] },
    { code: '2', label: '自然村（村民小组）整体搬迁', aliases: ['自然村整体搬迁', '村民小组整体搬迁', '社整体搬迁', '整社搬迁'] },
    { code: '3', label: '建档立卡贫困户个别搬迁', aliases: ['个别搬迁', '零星搬迁', '贫困户个别搬迁'] },
  ],
})

export const resettlementMethod = defineCodeList({
  id: 'resettlement_method',
  label: '安置方式',
  verified: true,
  source: `ACR078；${XIAN}；${LOCAL}`,
  items: [
    { code: '1', label: '集中安置', aliases: ['集中'] },
    { code: '2', label: '分散安置', aliases: ['分散'] },
  ],
})

export const resettlementPlace = defineCodeList({
  id: 'resettlement_place',
  label: '安置地',
  verified: true,
  source: `ACR079；${XIAN}；${LOCAL}`,
  items: [
    { code: '1', label: '县城' },
    { code: '2', label: '乡镇', aliases: ['集镇'] },
    { code: '3', label: '村内', aliases: ['本村', '本村内'] },
    { code: '4', label: '村外' },
    { code: '5', label: '县外' },
  ],
})

export const relocationDifficulty = defineCodeList({
  id: 'relocation_difficulty',
  label: '搬迁可能存在的困难',
  verified: true,
  source: `ACR081；${XIAN}；${LOCAL}`,
  note: '多选。',
  items: [
    { code: '1', label: '缺乏资金', aliases: ['缺资金'] },
    { code: '2', label: '搬迁后找不到工作', aliases: ['找不到工作'] },
    { code: '3', label: '搬迁后生活没着落', aliases: ['生活没着落'] },
    { code: '4', label: '其他', aliases: ['其他困难'] },
  ],
})

export const householdChange = defineCodeList({
  id: 'household_change',
  label: '户动态类型',
  verified: true,
  source: '湖南南县 2019 动态管理；广东系统（未核实）',
  note: '国家码未找到。',
  items: ownItems('新识别', '返贫', '脱贫（预脱贫）', '自然增加', '自然减少', '自然销户', '清退（识别不精准）'),
})

export const notExitedReason = defineCodeList({
  id: 'not_exited_reason',
  label: '不能脱贫原因',
  verified: false,
  source: LOCAL,
  note: '地方字典，仅供参考。',
  items: [
    { code: '01', label: '人均纯收入超标但未实现两不愁三保障' },
    { code: '02', label: '享受政策但成效不显著' },
    { code: '03', label: '回头看新纳入' },
    { code: '04', label: '因残无固定收入' },
    { code: '05', label: '家有大病重病' },
    { code: '06', label: '因病因学支出明显大于收入' },
    { code: '07', label: '收入未稳定超线' },
    { code: '08', label: '五保' },
    { code: '09', label: '一类低保无劳动能力' },
    { code: '10', label: '易地搬迁未取得新房钥匙' },
  ],
})

export const supportMethod = defineCodeList({
  id: 'support_method',
  label: '特困供养方式',
  verified: false,
  source: LOCAL,
  items: [
    { code: '06', label: '分散供养', aliases: ['分散'] },
    { code: '07', label: '集中供养', aliases: ['集中'] },
  ],
})

export const allowanceClass = defineCodeList({
  id: 'allowance_class',
  label: '农村低保类别',
  verified: true,
  source: '漳县政府网',
  note: '甘肃农村低保四类；国家码未找到。',
  items: [
    { code: 'x1', label: '一类', national: false, aliases: ['一类低保', '1类'] },
    { code: 'x2', label: '二类', national: false, aliases: ['二类低保', '2类'] },
    { code: 'x3', label: '三类', national: false, aliases: ['三类低保', '3类'] },
    { code: 'x4', label: '四类', national: false, aliases: ['四类低保', '4类'] },
  ],
})

export const partitionYear = defineCodeList({
  id: 'partition_year',
  label: '分区年度',
  verified: false,
  source: 'AAR040；公开代码 #48806480773',
  note: '西安平台的年度分区写法，仅作导入参考。',
  items: [
    { code: '2015', label: '2014年度' },
    { code: '2016', label: '2015年度' },
    { code: '2017', label: '2016年度' },
    { code: '201712', label: '2017年度' },
    { code: '201808', label: '2018年度' },
  ],
})

export const incomeModels = defineCodeList({
  id: 'income_model',
  label: '收入口径',
  verified: false,
  source: 'mechanisms.md M02.c（争议口径要做开关）',
  items: [
    { code: '1', label: '纯收入' },
    { code: '2', label: '可支配收入' },
    { code: '3', label: '报销计入' },
    { code: '4', label: '一次性补助计入' },
    { code: '5', label: '除以共享收支人口' },
  ],
})
