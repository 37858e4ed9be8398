import { defineCodeList } from '../define.ts'
import { ownItems } from './items.ts'

const GUIZHOU = 'GitHub Gzuwkj/fuping（贵州 2023 核查规则）'
const SURVEY = '公开代码 #14188698937（2023 防返贫摸排）'

export const monitoringType = defineCodeList({
  id: 'monitoring_type',
  label: '监测对象类别',
  verified: true,
  source: `100A03；公开代码 #49390800111；${SURVEY}`,
  items: [
    { code: '100A03001', label: '脱贫不稳定户', since: 2020 },
    { code: '100A03002', label: '边缘易致贫户', since: 2020, aliases: ['边缘户'] },
    { code: '100A03003', label: '突发严重困难户', since: 2020 },
    { code: 'A02', label: '脱贫不享受政策户', since: 2020 },
  ],
})

export const householdType = defineCodeList({
  id: 'household_type',
  label: '户类型',
  verified: false,
  source: `${GUIZHOU}；GitHub xiaoxinllleee/idap-service`,
  note: '完整取值未见；国家码未找到。',
  items: [
    { code: 'x1', label: '脱贫户', since: 2020, national: false },
    { code: 'x2', label: '边缘易致贫户', since: 2020, national: false, aliases: ['边缘户'] },
    { code: 'x3', label: '突发严重困难户', since: 2020, national: false },
    { code: 'x4', label: '一般农户', since: 2020, national: false },
  ],
})

export const riskType = defineCodeList({
  id: 'risk_type',
  label: '返贫致贫风险类型',
  verified: true,
  source: `100A27；${GUIZHOU}；${SURVEY}`,
  note: '最多 5 项；因自然灾害须填子项，其他须填备注；逐项国家码未找到。',
  items: ownItems('因病', '因学', '因残', '因自然灾害', '因意外事故', '因产业项目失败', '因务工就业不稳', '缺劳动力', '因安全住房', '因安全饮水', '其他'),
})

export const disasterType = defineCodeList({
  id: 'disaster_type',
  label: '因自然灾害子项',
  verified: false,
  source: '公开代码 #6087462484（浙江地方码）',
  items: [
    { code: '0201', label: '洪涝灾害', national: false },
    { code: '0202', label: '地质灾害', national: false },
    { code: '0203', label: '旱灾', national: false },
    { code: '0204', label: '生物灾害', national: false },
    { code: '0205', label: '气象灾害', national: false },
    { code: '0206', label: '地震灾害', national: false },
    { code: '0299', label: '其他灾害', national: false },
  ],
})

export const riskTypeZhejiang = defineCodeList({
  id: 'risk_type_zhejiang',
  label: '返贫致贫风险（浙江地方码）',
  verified: false,
  source: '公开代码 #6087462484',
  note: '地方码，仅作导入参考。',
  items: [
    { code: '01', label: '因病' },
    { code: '0201', label: '洪涝灾害' },
    { code: '0202', label: '地质灾害' },
    { code: '0203', label: '旱灾' },
    { code: '0204', label: '生物灾害' },
    { code: '0205', label: '气象灾害' },
    { code: '0206', label: '地震灾害' },
    { code: '0299', label: '其他灾害' },
    { code: '03', label: '因残' },
    { code: '04', label: '因缺劳动力' },
    { code: '05', label: '因意外事故' },
    { code: '06', label: '因产业项目失败' },
    { code: '07', label: '因务工就业不稳' },
    { code: '09', label: '因学' },
    { code: '99', label: '其他' },
  ],
})

export const riskRemoval = defineCodeList({
  id: 'risk_removal',
  label: '风险消除方式',
  verified: true,
  source: `${GUIZHOU}；${SURVEY}`,
  note: '国家码未找到。',
  items: ownItems('帮扶消除', '自然消除'),
})

export const monitoringMeasure = defineCodeList({
  id: 'monitoring_measure',
  label: '监测对象帮扶措施大类',
  verified: true,
  source: `100A39–100A55；${SURVEY}`,
  note: '开发式帮扶为产业、就业、金融、公益岗位；逐项国家码未找到。',
  items: ownItems(
    '产业帮扶',
    '就业帮扶',
    '金融帮扶',
    '公益岗位帮扶',
    '住房安全保障',
    '饮水安全保障',
    '健康帮扶',
    '义务教育保障',
    '教育帮扶（其他教育）',
    '综合保障',
    '社会帮扶',
    '搬迁',
    '生产生活条件改善',
    '基础设施建设',
  ),
})

export const employmentMeasure = defineCodeList({
  id: 'employment_measure',
  label: '就业帮扶',
  verified: false,
  source: GUIZHOU,
  note: '已见取值，可多选。',
  items: ownItems('劳务输出', '外出务工补贴', '技能培训', '其他'),
})

export const healthMeasure = defineCodeList({
  id: 'health_measure',
  label: '健康帮扶',
  verified: false,
  source: GUIZHOU,
  note: '其余取值未见。',
  items: ownItems('参加城乡居民基本医疗保险个人缴费补贴'),
})

export const educationMeasure = defineCodeList({
  id: 'education_measure',
  label: '教育帮扶',
  verified: false,
  source: GUIZHOU,
  note: '其余取值未见。',
  items: ownItems('雨露计划'),
})

export const comprehensiveSecurity = defineCodeList({
  id: 'comprehensive_security',
  label: '综合保障',
  verified: false,
  source: GUIZHOU,
  items: ownItems('低保', '特困供养', '残疾人补贴'),
})

export const allowanceSituation = defineCodeList({
  id: 'allowance_situation',
  label: '享受低保政策情况',
  verified: true,
  source: GUIZHOU,
  items: ownItems('城市低保', '农村低保', '未享受'),
})

export const supportSituation = defineCodeList({
  id: 'support_situation',
  label: '享受特困供养政策情况',
  verified: true,
  source: GUIZHOU,
  items: ownItems('城市特困', '农村特困', '未享受'),
})

export const developmentMeasureState = defineCodeList({
  id: 'development_measure_state',
  label: '实施开发式帮扶措施情况',
  verified: false,
  source: GUIZHOU,
  items: ownItems('是', '尚未实施'),
})

export const monitoringSource = defineCodeList({
  id: 'monitoring_source',
  label: '发现途径',
  verified: true,
  source: 'forms.md §10（农户自主申报/干部排查/部门预警）',
  note: '国家码未找到。',
  items: [
    { code: 'x1', label: '农户自主申报', national: false, aliases: ['自主申报', '农户申报', '申报'] },
    { code: 'x2', label: '干部排查', national: false, aliases: ['排查', '集中排查', '基层干部排查'] },
    { code: 'x3', label: '部门预警', national: false, aliases: ['预警', '部门筛查预警', '部门比对'] },
  ],
})

export const monitoringFactStage = defineCodeList({
  id: 'monitoring_fact_stage',
  label: '哪个时候的情况',
  verified: true,
  source: 'forms.md §10.1（识别时/消除时各一份）',
  items: [
    { code: '1', label: '识别时', aliases: ['识别', '纳入时'] },
    { code: '2', label: '风险消除时', aliases: ['消除时', '风险消除后', '消除'] },
  ],
})

/** 风险是否已消除 as the national export has it (是, 否), and what holds before a household is monitored at all. */
export const riskStanding = defineCodeList({
  id: 'risk_standing',
  label: '风险是否已消除',
  verified: true,
  source: 'forms.md §10.2（DE 列）；“未纳入”为本程序所加',
  items: [
    { code: '0', label: '否', aliases: ['未消除', '风险未消除'] },
    { code: '1', label: '是', aliases: ['已消除', '风险已消除'] },
    { code: '9', label: '未纳入', national: false },
  ],
})
