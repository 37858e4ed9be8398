import { defineCodeList } from '../define.ts'
import type { CodeItem } from '../types.ts'

/** In the order of the national system, which is not the order of GB/T 3304: exchange labels, never bare codes. */
const NAMES = [
  '汉族', '满族', '回族', '蒙古族', '藏族', '维吾尔族', '苗族', '彝族', '壮族', '布依族', '朝鲜族', '侗族', '瑶族', '白族',
  '土家族', '哈尼族', '哈萨克族', '傣族', '黎族', '傈僳族', '佤族', '畲族', '高山族', '拉祜族', '水族', '东乡族', '纳西族', '景颇族',
  '柯尔克孜族', '土族', '达斡尔族', '仫佬族', '羌族', '布朗族', '撒拉族', '毛南族', '仡佬族', '锡伯族', '阿昌族', '普米族', '塔吉克族', '怒族',
  '乌孜别克族', '俄罗斯族', '鄂温克族', '德昂族', '保安族', '裕固族', '京族', '塔塔尔族', '独龙族', '鄂伦春族', '赫哲族', '门巴族', '珞巴族', '基诺族',
] as const

const items: readonly CodeItem[] = [
  ...NAMES.map((label, index) => ({ code: String(index + 1).padStart(2, '0'), label, aliases: [label.slice(0, -1)] })),
  { code: '99', label: '其他', aliases: ['其他民族'] },
]

export const ethnicity = defineCodeList({
  id: 'ethnicity', label: '民族', verified: true, labelsOnly: true, items,
  source: 'AAB007；公开代码 #48267864181、#6714075037',
  note: '顺序不同于 GB/T 3304（国标 02 为蒙古族、03 为回族），导入导出请用中文名。',
})
