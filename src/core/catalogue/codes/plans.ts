/** One household, one plan: by which path a household leaves poverty, what each measure brings in, how far it is. */
import { defineCodeList } from '../define.ts'

export const planPaths = defineCodeList({
  id: 'plan_path',
  label: '脱贫路径',
  verified: true,
  source: 'mechanisms.md M04（路径=发展/输转/搬迁/兜底）',
  items: [
    { code: '1', label: '发展', aliases: ['发展产业', '产业发展', '产业', '发展一批'] },
    { code: '2', label: '输转', aliases: ['劳务输转', '转移就业', '务工', '输转一批'] },
    { code: '3', label: '搬迁', aliases: ['易地搬迁', '搬迁一批', '易地扶贫搬迁'] },
    { code: '4', label: '兜底', aliases: ['政策兜底', '社会保障兜底', '兜底一批', '低保兜底'] },
  ],
})

export const measureCategories = defineCodeList({
  id: 'measure_category',
  label: '措施类别',
  verified: false,
  source: 'mechanisms.md M04（六大类 [S30]）；forms.md §5.1；漳县的分类未见，待核',
  items: [
    { code: '1', label: '雨露计划', aliases: ['培训', '技能培训'] },
    { code: '2', label: '扶贫小额信贷', aliases: ['小额信贷', '小额贷款', '贷款'] },
    { code: '3', label: '易地搬迁', aliases: ['易地扶贫搬迁', '搬迁'] },
    { code: '4', label: '产业发展', aliases: ['产业', '产业扶贫'] },
    { code: '5', label: '基础设施', aliases: ['基础设施建设'] },
    { code: '6', label: '公共服务与社会事业', aliases: ['公共服务和社会事业', '公共服务', '社会事业'] },
  ],
})

export const incomeKinds = defineCodeList({
  id: 'income_kind',
  label: '收入种类',
  verified: false,
  source: 'mechanisms.md M04（同一收入不得被两条措施重复计）；readings.md 14；分得够细，一个人的两样产业不算一样，待核',
  items: [
    { code: '11', label: '务工工资', aliases: ['务工', '外出务工', '打工', '劳务'] },
    { code: '12', label: '公益性岗位工资', aliases: ['公益岗', '公益性岗位', '护林员'] },
    { code: '21', label: '粮食洋芋', aliases: ['粮食', '洋芋', '马铃薯', '蚕豆'] },
    { code: '22', label: '药材', aliases: ['中药材'] },
    { code: '23', label: '蔬菜', aliases: ['菜'] },
    { code: '24', label: '林果', aliases: ['果树', '林果业'] },
    { code: '31', label: '养牛', aliases: ['牛'] },
    { code: '32', label: '养羊', aliases: ['羊'] },
    { code: '33', label: '养猪', aliases: ['猪'] },
    { code: '34', label: '养鸡等家禽', aliases: ['养鸡', '鸡', '家禽', '养禽'] },
    { code: '35', label: '养蜂', aliases: ['蜂', '中蜂'] },
    { code: '39', label: '其他养殖', aliases: ['养殖'] },
    { code: '41', label: '经商手工', aliases: ['经商', '电商', '加工', '手工', '运输'] },
    { code: '51', label: '入股分红', aliases: ['分红', '股金分红'] },
    { code: '52', label: '土地流转', aliases: ['流转', '租金'] },
    { code: '61', label: '低保金五保金', aliases: ['低保金', '五保金', '低保'] },
    { code: '62', label: '养老金', aliases: ['养老'] },
    { code: '63', label: '生态补偿', aliases: ['退耕还林补助', '公益林补偿'] },
    { code: '69', label: '其他补贴', aliases: ['补贴', '补助'] },
    { code: '99', label: '其他收入', aliases: ['其他', '其它'] },
  ],
})

export const measureProgress = defineCodeList({
  id: 'measure_progress',
  label: '措施进度',
  verified: true,
  source: 'mechanisms.md M04（措施落实）',
  items: [
    { code: '0', label: '方案未审' },
    { code: '1', label: '未落实', aliases: ['未开始'] },
    { code: '2', label: '落实中', aliases: ['部分落实'] },
    { code: '3', label: '已落实', aliases: ['落实', '完成'] },
    { code: '9', label: '不再执行' },
  ],
})
