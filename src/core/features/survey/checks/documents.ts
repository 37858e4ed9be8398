/** The documents that a village must have (六有): kinds of attachments of the village, and the codes they are counted by. */
export const DOCUMENT_KINDS = [
  ['village_file', '1'],
  ['problem_ledger', '2'],
  ['need_list', '3'],
  ['village_plan', '4'],
  ['work_ledger', '5'],
  ['income_plan', '6'],
] as const
