/** forms.md §13.6-53, §13.1 and mechanisms.md §6-W53: who helps, and how many households. */
import { readIdentity } from '#core/rules/identity.ts'
import type { HelperRule } from './types.ts'

const MOBILE = /^1[3-9]\d{9}$/

export const helperRules: readonly HelperRule[] = [
  {
    id: '13.1-3h',
    title: '帮扶责任人的证件号码长度、校验码和出生日期段正确',
    official: 'E',
    kind: 'contradiction',
    source: 'forms.md §13.1-1、§13.1-3（S13 S16），GB 11643',
    reads: ['helper.id_number', 'helper.name'],
    verify: ({ helper, today }) => {
      const [problem] = helper.id_number ? readIdentity(helper.id_number, today).problems : []
      return problem === undefined ? [] : [{ field: 'helper.id_number', message: `帮扶责任人“${helper.name ?? ''}”的${problem.message}` }]
    },
  },
  {
    id: '13.1-10r',
    title: '帮扶责任人电话是手机号码',
    official: 'W',
    kind: 'doubt',
    source: 'forms.md §13.1-10（S13 S16）',
    reads: ['helper.phone', 'helper.name'],
    verify: ({ helper }) =>
      helper.phone && !MOBILE.test(helper.phone)
        ? [{ field: 'helper.phone', message: `帮扶责任人“${helper.name ?? ''}”的联系电话不是 11 位手机号码，请核对；确实是座机的可以说明。` }]
        : [],
  },
  {
    id: '13.6-53b',
    title: '帮扶责任人不在贫困人口之列',
    official: 'E',
    kind: 'doubt',
    relaxed: '责任人和贫困人口往往由不同的人、在不同的时候录入，谁错了要核实，只作疑点。',
    source: 'forms.md §13.6-53（S15）',
    reads: ['helper.id_number', 'helper.name'],
    verify: ({ helper, isPoor }) =>
      isPoor ? [{ field: 'helper.id_number', message: `帮扶责任人“${helper.name ?? ''}”的证件号码与一名在册的贫困人口相同；请核对两边的证件号码。` }] : [],
  },
  {
    id: '6-W53',
    title: '一名干部帮扶的户数不过多',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md §6-W53',
    reads: ['helper.name'],
    parameters: ['helped_maximum'],
    verify: ({ helper, households, threshold }) => {
      const most = threshold('helped_maximum')
      return households > most
        ? [{ field: 'helper.name', message: `帮扶责任人“${helper.name ?? ''}”现在结对 ${households} 户，多于 ${most} 户；请核对结对，或者分给别人。` }]
        : []
    },
  },
]
