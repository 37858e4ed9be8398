/** Finding the poor from both directions: what is looked at, why, and what comes of it. */
import { defineCodeList } from '../define.ts'

export const identificationScopes = defineCodeList({
  id: 'identification_scope',
  label: '核查对象',
  verified: true,
  source: 'mechanisms.md M01（范围：在册、已脱贫、未在册）',
  items: [
    { code: '1', label: '在册', aliases: ['在册户', '建档立卡户', '未脱贫户'] },
    { code: '2', label: '已脱贫', aliases: ['已脱贫户', '脱贫户'] },
    { code: '3', label: '未在册', aliases: ['未在册户', '未建档户', '一般农户', '非贫困户'] },
  ],
})

export const identificationDirections = defineCodeList({
  id: 'identification_direction',
  label: '核查方向',
  verified: true,
  source: 'mechanisms.md M01（正向、反向）',
  items: [
    { code: '1', label: '正向', aliases: ['正向识别'] },
    { code: '2', label: '反向', aliases: ['反向核查', '反向排查'] },
  ],
})

export const identificationGrounds = defineCodeList({
  id: 'identification_ground',
  label: '因何核查',
  verified: true,
  source: 'mechanisms.md M01（来源=自查/比对/举报）',
  items: [
    { code: '1', label: '本人申请', aliases: ['申请'] },
    { code: '2', label: '入户评估', aliases: ['入户摸底', '摸底'] },
    { code: '3', label: '自查', aliases: ['自查自纠'] },
    { code: '4', label: '部门比对', aliases: ['比对', '数据比对'] },
    { code: '5', label: '群众举报', aliases: ['举报'] },
    { code: '6', label: '抽查', aliases: ['随机抽查', '抽样'] },
  ],
})

export const identificationOutcomes = defineCodeList({
  id: 'identification_outcome',
  label: '认定结果',
  verified: true,
  source: 'mechanisms.md M01（id_decision 的八种结论）',
  items: [
    { code: '1', label: '维持在册', aliases: ['维持贫困'] },
    { code: '2', label: '新识别', aliases: ['新增', '纳入'] },
    { code: '3', label: '清退', aliases: ['错评清退', '清退（错评）', '剔除'] },
    { code: '4', label: '维持脱贫' },
    { code: '5', label: '错退恢复', aliases: ['错退'] },
    { code: '6', label: '返贫' },
    { code: '7', label: '维持非贫', aliases: ['不纳入'] },
    { code: '8', label: '漏评补录', aliases: ['漏评', '补录'] },
  ],
})

export const redLines = defineCodeList({
  id: 'red_line',
  label: '红线',
  verified: false,
  source: 'mechanisms.md M01（外地样本 [S36]，漳县原件未找到，待核）',
  items: [
    { code: '01', label: '家庭成员或户主直系为公职人员', aliases: ['财政供养人员', '公职人员'] },
    { code: '02', label: '任村“三委”干部', aliases: ['村干部'] },
    { code: '03', label: '有 3 万元以上机动车', aliases: ['有车', '机动车'] },
    { code: '04', label: '在城镇自建或购买房屋', aliases: ['有房', '城镇购房'] },
    { code: '05', label: '注册企业并经营', aliases: ['工商注册', '注册企业'] },
    { code: '06', label: '种养大户或雇工经营', aliases: ['种养大户', '雇工'] },
    { code: '07', label: '故意分户、并户', aliases: ['分户', '并户'] },
    { code: '08', label: '空挂户', aliases: ['人户分离'] },
    { code: '09', label: '死亡、服刑、失踪或不共享收支', aliases: ['死亡', '服刑', '失踪'] },
    { code: '10', label: '优亲厚友' },
    { code: '99', label: '其他' },
  ],
})

export const unlistedOrigins = defineCodeList({
  id: 'unlisted_origin',
  label: '未建档户的来历',
  verified: true,
  source: 'mechanisms.md M01（未在册者：低保、残疾、大病、危房、失学户）',
  items: [
    { code: '1', label: '本人申请', aliases: ['申请'] },
    { code: '2', label: '入户调查', aliases: ['调查', '摸底'] },
    { code: '3', label: '部门名单', aliases: ['比对', '部门比对'] },
    { code: '4', label: '花名册', aliases: ['来表', '户籍花名册', '名册'] },
    { code: '9', label: '其他' },
  ],
})
