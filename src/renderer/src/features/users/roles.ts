import type { Role } from '#core/features/session/contract.ts'

/** What each role may do, in words; the table in access/permissions.ts says it in code. */
export const roleSentences: readonly { readonly role: Role; readonly sentence: string }[] = [
  { role: 'administrator', sentence: '什么都能做：管理用户和参数，恢复备份，撤销别人的操作。' },
  { role: 'entry', sentence: '在自己的区划里登记、修改、导入、导出、打印，撤销自己的操作；看得到完整的证号和电话。' },
  { role: 'review', sentence: '看自己区划的全部资料（含完整证号），看操作记录，检查数据，导出打印；不改资料。' },
  { role: 'reader', sentence: '只看自己区划的资料，证号、电话、银行账号和病种遮住中间；可以导出和打印遮住的。' },
]
