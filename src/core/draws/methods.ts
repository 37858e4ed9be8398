/** The ways of drawing: each is declared with how it is repeated by hand, and a draw keeps the one that it was made by. Pure data, for screens too. */

export interface DrawMethod {
  readonly key: string
  readonly label: string
  /** How to repeat it, line by line. */
  readonly byHand: readonly string[]
}

/** Of draws kept before there were several. */
export const FIRST_METHOD = 'interval'

export const DRAW_METHODS: readonly DrawMethod[] = [
  {
    key: FIRST_METHOD,
    label: '等距抽取',
    byHand: [
      '一、每一层各按“名单”里的序号排好，共 N 条，要抽 n 条。',
      '二、第一个：随机数除以 N 的余数就是它的序号；余数是 0 的，就是第 N 条。',
      '三、第 i 个：在第一个的序号上加 (i−1)×N÷n，小数去掉；超过 N 的减去 N。',
      '四、备选：第 j 个备选是第 j 个抽中的往后数、第一个还没有抽到的；数到最后一条接着从第一条数。备选比抽中的多，从第一个抽中的再数一轮。',
    ],
  },
  {
    key: 'sha256',
    label: '按校验值排序抽取（SHA-256）',
    byHand: [
      '一、每一层各算各的：把“随机数|编号”（例如 4817|101）算成 SHA-256，得到 64 位十六进制数。没有编号或者编号重复的，编号换成记录 id。',
      '二、一层里按算得的数从小到大排，前 n 条是抽中的，次序就是第几个。',
      '三、备选：排在抽中的后面，依次是第 1 个、第 2 个备选。',
      '四、算一条：Windows 的 PowerShell、Linux 的 sha256sum 都能算，文字末尾不要带换行。',
    ],
  },
]

export const methodOf = (key: string | null): DrawMethod | undefined => DRAW_METHODS.find((one) => one.key === (key ?? FIRST_METHOD))
