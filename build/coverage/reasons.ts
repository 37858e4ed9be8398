/** Why several numbers are not answered for yet. */
export const FINANCE = '互助资金、贷款、贴息的台账还没有建，随产业和金融一起做'
export const TEAMS = '驻村工作队的考勤和走访台账还没有建，随帮扶责任一起做'
export const BOOKLETS = '扶贫手册、明白卡随后做'
