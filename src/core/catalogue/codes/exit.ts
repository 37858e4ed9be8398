/** Leaving poverty: what is judged of households and villages, in which way they leave, how they are looked at (mechanisms.md M35; forms.md §9). */
import { defineCodeList } from '../define.ts'

const OWN_ITEMS = 20

export const exitAbout = defineCodeList({
  id: 'exit_about',
  label: '退出标准管什么',
  verified: true,
  source: 'forms.md §9.1、§9.2',
  items: [
    { code: '1', label: '贫困户', aliases: ['户'] },
    { code: '2', label: '贫困村', aliases: ['村'] },
  ],
})

export const exitItems = defineCodeList({
  id: 'exit_item',
  label: '退出指标',
  verified: true,
  source: 'forms.md §9.1（国家）、§9.2（甘肃 2018：户 6 项，村 4 类）',
  note: '“本县指标”留给没有列出的条款，例如甘肃 2016 年的户 7 项、11 项和村 13 项、20 项，名称写在退出标准里。',
  items: [
    { code: 'h_income', label: '收入稳定超线', aliases: ['收入', '人均纯收入'] },
    { code: 'h_food', label: '不愁吃、不愁穿', aliases: ['吃穿', '吃穿不愁'] },
    { code: 'h_water', label: '安全饮水', aliases: ['饮水安全', '饮水'] },
    { code: 'h_school', label: '义务教育', aliases: ['义务教育有保障'] },
    { code: 'h_medical', label: '基本医疗', aliases: ['基本医疗有保障', '医疗'] },
    { code: 'h_housing', label: '住房安全', aliases: ['住房', '安全住房'] },
    { code: 'v_rate', label: '贫困发生率', aliases: ['发生率'] },
    { code: 'v_industry', label: '主导产业', aliases: ['产业'] },
    { code: 'v_cooperative', label: '农民专业合作组织', aliases: ['合作社', '合作组织'] },
    { code: 'v_collective', label: '集体经济收入', aliases: ['集体经济'] },
    { code: 'v_road', label: '建制村通硬化路', aliases: ['硬化路', '通村路'] },
    { code: 'v_power', label: '自然村通动力电', aliases: ['动力电'] },
    { code: 'v_environment', label: '人居环境', aliases: ['人居环境干净整洁'] },
    { code: 'v_school', label: '义务教育阶段有学上', aliases: ['有学上'] },
    { code: 'v_clinic', label: '村卫生室', aliases: ['卫生室'] },
    { code: 'v_pension', label: '基本养老保险全覆盖', aliases: ['养老保险'] },
    { code: 'v_allowance', label: '低保应保尽保', aliases: ['低保'] },
    { code: 'v_infrastructure', label: '基础设施' },
    { code: 'v_services', label: '基本公共服务', aliases: ['公共服务'] },
    { code: 'pending', label: '待补（条文没有找到）', aliases: ['待补'] },
    ...Array.from({ length: OWN_ITEMS }, (_, index) => ({ code: `own_${index + 1}`, label: `本县指标 ${index + 1}` })),
  ],
})

export const exitWays = defineCodeList({
  id: 'exit_way',
  label: '退出方式',
  verified: false,
  source: 'mechanisms.md M01、M35（发展脱贫、兜底脱贫分开统计；分类名称待核）',
  items: [
    { code: '1', label: '发展脱贫', aliases: ['发展类', '产业就业脱贫', '发展产业脱贫'] },
    { code: '2', label: '兜底脱贫', aliases: ['兜底类', '社会保障兜底', '低保兜底', '兜底'] },
  ],
})

export const exitLooks = defineCodeList({
  id: 'exit_look',
  label: '哪一次验收',
  verified: true,
  source: 'forms.md §9.2（乡村初评、县验、市抽查）；mechanisms.md M35',
  items: [
    { code: '1', label: '乡镇初验', aliases: ['初验', '乡验'] },
    { code: '2', label: '县级验收', aliases: ['县验', '县级核查', '验收'] },
    { code: '3', label: '市级抽查', aliases: ['市抽查', '抽查'] },
    { code: '4', label: '第三方评估', aliases: ['第三方'] },
  ],
})

export const exitChoices = defineCodeList({
  id: 'exit_choice',
  label: '怎样选中',
  verified: true,
  source: 'mechanisms.md M35（抽样名单）',
  items: [
    { code: '1', label: '随机抽样', aliases: ['抽样', '抽中'] },
    { code: '2', label: '全部核查', aliases: ['全查'] },
    { code: '3', label: '指定', aliases: ['指定核查', '举报核查'] },
  ],
})

export const exitPhases = defineCodeList({
  id: 'exit_phase',
  label: '验收时',
  verified: true,
  source: 'mechanisms.md M01（错退率只看已脱贫的）',
  items: [
    { code: '1', label: '拟退出', aliases: ['拟退出户'] },
    { code: '2', label: '已退出', aliases: ['已脱贫', '已退出户'] },
  ],
})

export const exitResults = defineCodeList({
  id: 'exit_result',
  label: '验收结果',
  verified: true,
  source: 'mechanisms.md M35（合格、退回）',
  items: [
    { code: '1', label: '合格', aliases: ['通过', '达标'] },
    { code: '2', label: '退回', aliases: ['不合格', '未通过', '不达标'] },
  ],
})
