/** Water, roads, houses and land: what is built, of what kind, in which state. */
import { defineCodeList } from '../define.ts'

const M09 = 'mechanisms.md M09'
const COMMON = '【常】待核'

export const waterWorks = defineCodeList({
  id: 'water_work',
  label: '饮水工程类型',
  verified: false,
  source: `${M09}.b（集中供水/水窖/井）；国家码未得`,
  items: [
    { code: '1', label: '集中供水', aliases: ['集中供水工程', '自来水', '自来水工程'] },
    { code: '2', label: '水窖', aliases: ['集雨水窖'] },
    { code: '3', label: '井', aliases: ['水井', '机井', '大口井'] },
  ],
})

export const waterSources = defineCodeList({
  id: 'water_source',
  label: '饮水类型',
  verified: false,
  source: `${M09}.a（自来水/井/河/塘/水窖/桶装等 [S27][S28]）；国家码未得`,
  items: [
    { code: '1', label: '自来水' },
    { code: '2', label: '井水', aliases: ['井'] },
    { code: '3', label: '河水', aliases: ['河', '溪水', '河沟水'] },
    { code: '4', label: '塘水', aliases: ['塘', '池塘', '坑塘'] },
    { code: '5', label: '水窖', aliases: ['窖水', '集雨水'] },
    { code: '6', label: '桶装水', aliases: ['桶装'] },
    { code: '9', label: '其他' },
  ],
})

export const roadKinds = defineCodeList({
  id: 'road_kind',
  label: '道路类型',
  verified: false,
  source: 'mechanisms.md M11.b（通乡/通村/通组/产业路）',
  items: [
    { code: '1', label: '通乡路', aliases: ['通乡'] },
    { code: '2', label: '通村路', aliases: ['通村', '建制村通畅', '通畅工程'] },
    { code: '3', label: '通组路', aliases: ['通组', '通社路', '通自然村路'] },
    { code: '4', label: '产业路', aliases: ['产业'] },
  ],
})

export const roadSurfaces = defineCodeList({
  id: 'road_surface',
  label: '路面',
  verified: false,
  source: `mechanisms.md M11.a（沥青水泥路、砂砾路）；其余${COMMON}`,
  items: [
    { code: '1', label: '沥青', aliases: ['沥青路', '油路', '柏油路'] },
    { code: '2', label: '水泥', aliases: ['水泥路', '混凝土', '水泥混凝土'] },
    { code: '3', label: '砂砾', aliases: ['砂砾路', '砂石', '砂石路'] },
    { code: '4', label: '土路', aliases: ['土', '便道'] },
  ],
})

export const houseGrades = defineCodeList({
  id: 'house_grade',
  label: '房屋鉴定等级',
  verified: false,
  source: `mechanisms.md M12.a（A–D，C 修缮、D 重建${COMMON}）`,
  items: [
    { code: '1', label: 'A级', aliases: ['A', 'A类'] },
    { code: '2', label: 'B级', aliases: ['B', 'B类'] },
    { code: '3', label: 'C级', aliases: ['C', 'C类', 'C级危房'] },
    { code: '4', label: 'D级', aliases: ['D', 'D类', 'D级危房'] },
  ],
})

export const retrofitWays = defineCodeList({
  id: 'retrofit_way',
  label: '危房改造方式',
  verified: false,
  source: `mechanisms.md M12（修缮、重建）；异地新建${COMMON}`,
  items: [
    { code: '1', label: '修缮加固', aliases: ['修缮', '加固', '维修加固', '维修'] },
    { code: '2', label: '拆除重建', aliases: ['重建', '原址重建', '翻建'] },
    { code: '3', label: '异地新建', aliases: ['新建', '异址新建'] },
  ],
})

export const housePriorities = defineCodeList({
  id: 'house_priority',
  label: '危改优先对象',
  verified: false,
  source: 'mechanisms.md M12.c（五保、低保、残疾、建档立卡优先序）',
  items: [
    { code: '1', label: '五保户', aliases: ['五保', '特困供养户'] },
    { code: '2', label: '低保户', aliases: ['低保'] },
    { code: '3', label: '残疾人家庭', aliases: ['残疾', '残疾户', '贫困残疾人家庭'] },
    { code: '4', label: '建档立卡户', aliases: ['建档立卡', '建卡户', '一般贫困户'] },
    { code: '5', label: '其他户', aliases: ['其他', '一般农户'] },
  ],
})

export const housePhotos = defineCodeList({
  id: 'house_photo',
  label: '房屋照片',
  verified: false,
  source: 'forms.md §5.3（建前/建中/建后/入住后照片）',
  items: [
    { code: '1', label: '建前' },
    { code: '2', label: '建中' },
    { code: '3', label: '建后' },
    { code: '4', label: '入住后' },
  ],
})

export const damageGrades = defineCodeList({
  id: 'damage_grade',
  label: '受损等级',
  verified: false,
  source: `mechanisms.md M27.b（受损等级）；分级${COMMON}`,
  items: [
    { code: '1', label: '倒塌', aliases: ['毁坏', '全倒户'] },
    { code: '2', label: '严重破坏', aliases: ['严重损坏', '严重受损'] },
    { code: '3', label: '中等破坏', aliases: ['中等损坏', '一般损坏'] },
    { code: '4', label: '轻微破坏', aliases: ['轻微损坏', '轻微受损'] },
  ],
})

export const rebuildWays = defineCodeList({
  id: 'rebuild_way',
  label: '重建方式',
  verified: false,
  source: 'mechanisms.md M27（住房重建 16237 户、维修加固 16481 户）',
  items: [
    { code: '1', label: '重建', aliases: ['住房重建', '新建'] },
    { code: '2', label: '维修加固', aliases: ['维修', '加固', '修缮'] },
  ],
})

export const terraceBanks = defineCodeList({
  id: 'terrace_bank',
  label: '田坎类型',
  verified: false,
  source: `mechanisms.md M13.b（田坎类型）；分类${COMMON}`,
  items: [
    { code: '1', label: '土坎', aliases: ['土'] },
    { code: '2', label: '石坎', aliases: ['石'] },
    { code: '3', label: '植物坎', aliases: ['生物坎'] },
  ],
})

export const plotOverlaps = defineCodeList({
  id: 'plot_overlap',
  label: '同一图斑的其他用途',
  verified: false,
  source: 'mechanisms.md M13.e（退耕/流转同图斑）',
  items: [
    { code: '1', label: '退耕还林', aliases: ['退耕'] },
    { code: '2', label: '土地流转', aliases: ['流转'] },
    { code: '3', label: '其他项目已改' },
  ],
})
