/** What payments to households give cause to look into (mechanisms.md M08.e, §6; readings.md 27). */
import { plainText, yuanText } from '#core/rules/money.ts'
import { isSameName } from '#core/catalogue/derive/names.ts'
import { isFar, unitSentence } from './rules.ts'
import type { PaymentFacts, PaymentRule } from './types.ts'

/** Kinds of which a household gets one ever: dangerous house, rebuilding, resettlement. */
const HOUSES: readonly string[] = ['01', '02', '03']
const REPAIR = '04'

/** Standard × hundredths of a quantity, half a 分 up. */
function worth(standard: number, quantity: number): number {
  return Number((BigInt(standard) * BigInt(quantity) * 2n + 100n) / 200n)
}

export const paymentRules: readonly PaymentRule[] = [
  {
    id: '6-E33p',
    title: '到户金额大于零',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md §6-E33、M08.e（到户金额为负）',
    reads: ['household_payment.amount'],
    verify: ({ record: { amount } }) =>
      typeof amount !== 'number' || amount > 0
        ? []
        : [{ field: 'household_payment.amount', message: `到户金额是 ${yuanText(amount)} 元，要大于零；收回的请在发放记录里登记“收回”。` }],
  },
  {
    id: '6-E35',
    title: '标准乘数量等于金额',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md §6-E35、M08.e（到户金额有尾差）',
    reads: ['household_payment.standard', 'household_payment.quantity', 'household_payment.amount'],
    verify: ({ record: { standard, quantity, amount } }) =>
      typeof standard !== 'number' || typeof quantity !== 'number' || typeof amount !== 'number' || worth(standard, quantity) === amount
        ? []
        : [
            {
              field: 'household_payment.amount',
              message: `标准 ${yuanText(standard)} 元乘数量 ${plainText(quantity, 2)} 是 ${yuanText(worth(standard, quantity))} 元，金额填了 ${yuanText(amount)} 元；请改成一致。`,
              suggestion: { field: 'household_payment.amount', value: worth(standard, quantity), label: '按标准乘数量' },
            },
          ],
  },
  {
    id: '6-E36',
    title: '账户户名是受益人',
    official: 'E',
    kind: 'doubt',
    relaxed: '家人、监护人代收的由人说明',
    source: 'mechanisms.md §6-E36（户名≠收款人）、M08.e',
    reads: ['household_payment.account_name', 'household_payment.household', 'household_payment.person_id'],
    across: true,
    verify: ({ record: { account_name: name }, names }) =>
      typeof name !== 'string' || name === '' || names.length === 0 || names.some((one) => isSameName(one, name))
        ? []
        : [{ field: 'household_payment.account_name', message: `账户户名“${name}”不是受益的人或户里的人；请核对账号，由别人代收的写明原因。` }],
  },
  {
    id: '6-E41',
    title: '不发给已死亡的人',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md §6-E41（死亡受益）、M08.e',
    reads: ['household_payment.person_id', 'household_payment.claim_id'],
    across: true,
    verify: ({ died, claimed }) =>
      died === null || claimed === null || claimed <= died
        ? []
        : [{ field: 'household_payment.person_id', message: `受益人已在 ${died} 死亡，报账日期是 ${claimed}；请从名单里去掉，或者改成应当领取的人。` }],
  },
  {
    id: '6-E40',
    title: '一户同一年同一种补助只领一次',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md §6-E40、M08.c（同年同类只允许一次）；readings.md 27',
    reads: ['household_payment.household', 'household_payment.year', 'household_payment.aid_kind', 'household_payment.item', 'household_payment.claim_id'],
    across: true,
    verify: (facts) => {
      const { year, aid_kind: kind } = facts.record
      const twice = facts.others.find((one) => one.year === year && one.kind === kind && (!one.sameProject || one.sameItem))
      return twice === undefined
        ? []
        : [{ field: 'household_payment.aid_kind', message: `这一户 ${twice.year} 年已在“${twice.project}”领过同一种补助；请核对，重复的去掉一笔。` }]
    },
  },
  {
    id: '12-once',
    title: '危房改造、灾后重建、易地搬迁一户只有一次',
    official: 'E',
    kind: 'contradiction',
    source: 'mechanisms.md M12.c、M27.c；readings.md 27（三种算一组，一户终生一次）',
    reads: ['household_payment.household', 'household_payment.aid_kind', 'household_payment.claim_id'],
    across: true,
    verify: (facts) => {
      const before = isHouse(facts) ? facts.others.find(({ kind, sameProject }) => HOUSES.includes(kind) && !sameProject) : undefined
      return before === undefined
        ? []
        : [{ field: 'household_payment.aid_kind', message: `这一户 ${before.year} 年已在“${before.project}”享受过危改、重建或搬迁，只能有一次；请核对。` }]
    },
  },
  {
    id: '12-repaired',
    title: '维修过的房子三年内不再危改',
    official: 'W',
    kind: 'doubt',
    source: 'mechanisms.md M12.e（同户三年内两次）；readings.md 27',
    reads: ['household_payment.household', 'household_payment.aid_kind', 'household_payment.year'],
    parameters: ['retrofit_again_years'],
    across: true,
    verify: (facts) => {
      const { year } = facts.record
      const repaired =
        isHouse(facts) && typeof year === 'number'
          ? facts.others.find((one) => one.kind === REPAIR && year >= one.year && year - one.year < facts.repairYears)
          : undefined
      return repaired === undefined
        ? []
        : [
            {
              field: 'household_payment.aid_kind',
              message: `这一户 ${repaired.year} 年领过房屋维修补助，不到 ${facts.repairYears} 年又列危改；请核对鉴定，确需的写明原因。`,
            },
          ]
    },
  },
  {
    id: '6-E32p',
    title: '到户金额没有把元、万元弄错',
    official: 'E',
    kind: 'doubt',
    relaxed: '相差一万倍的金额也可能是对的，由人核对后说明',
    source: 'mechanisms.md §6-E32（元/万元错）、M08.e',
    reads: ['household_payment.amount', 'household_payment.claim_id'],
    parameters: ['amount_gap'],
    across: true,
    verify: ({ record: { amount }, usual, gap }) =>
      typeof amount === 'number' && usual !== null && isFar(amount, usual, gap)
        ? [{ field: 'household_payment.amount', message: unitSentence(amount, usual) }]
        : [],
  },
]

const isHouse = ({ record: { aid_kind: kind } }: PaymentFacts): boolean => HOUSES.includes(String(kind))
