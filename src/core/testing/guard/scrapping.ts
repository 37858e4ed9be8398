/** How a made-up gadget is scrapped: a procedure with everything that procedures have. */
import type { ProcedureDefinition } from '../../catalogue/procedure.ts'

export const scrapping: ProcedureDefinition = {
  key: 'gadget_scrapping',
  label: '器件报废',
  state: 'stage',
  due: 'stage_due',
  initial: 'in_use',
  source: '测试',
  states: [
    { key: 'in_use', label: '在用' },
    { key: 'proposed', label: '拟报废', within: { days: 10, working: true } },
    { key: 'discussed', label: '已评议' },
    { key: 'noticed', label: '公示中' },
    { key: 'reviewed', label: '已审核' },
    { key: 'scrapped', label: '已报废', final: true },
    { key: 'suspended', label: '暂停', side: true },
  ],
  steps: [
    { key: 'propose', label: '提出报废', from: ['in_use'], to: 'proposed', who: { level: 'village' }, needs: { fields: ['bought_on', 'keeper_id'] } },
    {
      key: 'discuss',
      label: '评议',
      from: ['proposed'],
      to: 'discussed',
      who: { level: 'village' },
      act: 'meeting',
      needs: {
        vote: { present: { parts: 2, of: 3 }, inFavour: { parts: 1, of: 2, moreThan: true } },
        signatures: { label: '评议人', atLeast: 2 },
        papers: [{ kind: 'minutes', of: 'act' }],
      },
    },
    { key: 'post', label: '张贴公示', from: ['discussed'], to: 'noticed', who: { level: 'village' }, act: 'notice' },
    {
      key: 'review',
      label: '乡镇审核',
      from: ['noticed'],
      to: 'reviewed',
      who: { level: 'township' },
      needs: { notice: { posted: 'post', days: { value: 7, parameter: 'gadget_notice_days' }, inclusive: true } },
    },
    { key: 'price_checked', label: '财务签认', kind: 'signOff', from: ['reviewed'], who: { level: 'township' } },
    { key: 'parts_checked', label: '维修签认', kind: 'signOff', from: ['reviewed'], who: { level: 'township' } },
    {
      key: 'scrap',
      label: '核准报废',
      from: ['reviewed'],
      to: 'scrapped',
      who: { level: 'county', roles: ['entry', 'review'] },
      needs: { signOffs: ['price_checked', 'parts_checked'], papers: [{ kind: 'photo' }] },
    },
    { key: 'send_back', label: '退回重议', from: ['noticed', 'reviewed'], to: 'proposed', who: { level: 'township' } },
    { key: 'withdraw', label: '撤回', from: ['proposed', 'discussed'], to: 'in_use', who: { level: 'village' } },
    { key: 'suspend', label: '异议中止', kind: 'suspend', from: ['discussed', 'noticed', 'reviewed'], to: 'suspended', who: { level: 'township' } },
    { key: 'resume', label: '恢复办理', kind: 'resume', from: ['suspended'], who: { level: 'township' } },
  ],
}
