/** What happens to households as a whole, and the lines of the balance sheets (mechanisms.md §0.3; readings.md 6 to 8). */
import { defineCodeList } from '../define.ts'

export const householdEventKinds = defineCodeList({
  id: 'household_event_kind',
  label: '户变动类别',
  verified: true,
  source: 'mechanisms.md §0.2-3、§0.3（户主变更、分户、并户、整户自然销户）',
  items: [
    { code: '1', label: '更换户主', aliases: ['户主变更', '变更户主'] },
    { code: '2', label: '分户', aliases: ['析户', '分户另立'] },
    { code: '3', label: '并户', aliases: ['合户', '并入他户'] },
    { code: '4', label: '整户销户', aliases: ['自然销户', '整户自然销户', '销户'] },
  ],
})

export const householdEventReasons = defineCodeList({
  id: 'household_event_reason',
  label: '户变动原因',
  verified: false,
  source: 'mechanisms.md §0.3（死亡/迁出/并户）；其余按办理时要说明的内容列出，待核',
  items: [
    { code: '1', label: '全户死亡', aliases: ['死亡', '户内人员全部死亡'] },
    { code: '2', label: '全户迁出县外', aliases: ['迁出', '整户迁出', '户口迁出'] },
    { code: '3', label: '婚姻', aliases: ['结婚', '离婚'] },
    { code: '4', label: '子女成家另过', aliases: ['成家', '分家'] },
    { code: '5', label: '赡养、投靠', aliases: ['赡养', '投靠'] },
    { code: '6', label: '原户主死亡', aliases: ['户主死亡', '户主去世'] },
    { code: '7', label: '原户主外出或失能', aliases: ['户主外出', '户主失能'] },
    { code: '9', label: '其他' },
  ],
})

export const balanceLines = defineCodeList({
  id: 'balance_line',
  label: '平衡表科目',
  verified: true,
  source: 'mechanisms.md §0.3 人口平衡式；readings.md 6、7、8',
  note: '由程序按各户的记录得出，不用填写。',
  items: [
    { code: '00', label: '建账时在册' },
    { code: '10', label: '新识别' },
    { code: '11', label: '漏评补录' },
    { code: '12', label: '错退恢复' },
    { code: '13', label: '返贫' },
    { code: '14', label: '嫁入' },
    { code: '15', label: '新生儿' },
    { code: '16', label: '其他转入' },
    { code: '17', label: '村间调入' },
    { code: '18', label: '分户' },
    { code: '20', label: '脱贫' },
    { code: '21', label: '错评清退' },
    { code: '22', label: '死亡' },
    { code: '23', label: '嫁出' },
    { code: '24', label: '出国定居' },
    { code: '25', label: '判刑收监' },
    { code: '26', label: '其他转出' },
    { code: '27', label: '整户销户' },
    { code: '28', label: '村间调出' },
    { code: '29', label: '并户' },
    { code: '90', label: '原因不明' },
    { code: '91', label: '锁定后改动' },
  ],
})
