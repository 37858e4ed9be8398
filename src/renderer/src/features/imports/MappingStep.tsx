import { Badge, Checkbox, NativeSelect, Select, TextInput } from '@mantine/core'
import type { ComboboxParsedItem } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { findField, isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { ImportOptions } from '#core/features/imports/contract.ts'
import { useApi, useClient } from '../../bridge/client.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { ColumnRow, ColumnsTable } from '../../components/ColumnsTable.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { StepWizard } from '../../components/StepWizard.tsx'
import { matchesText } from '../../fields/pinyin.ts'
import { yearChoices } from '../../frame/TopBar.tsx'
import { useSession } from '../../session/useSession.tsx'
import { whole } from '../../components/whole.ts'
import { doubleTargets, partsOf, recognisedMapping } from './draft.ts'
import type { ImportSheet } from './draft.ts'
import classes from './imports.module.css'
import { importSteps } from './steps.ts'
import type { StepProps } from './steps.ts'

const recognitions: Readonly<Record<ImportSheet['recognised'], string>> = {
  template: '认出是本程序的模板',
  national: '认出是全国系统的表',
  remembered: '按上次对好的表头',
  guessed: '按表头文字猜的，请逐列核对',
  none: '没有认出表头，请逐列选择',
}

interface TargetGroup {
  readonly group: string
  readonly items: readonly { readonly value: string; readonly label: string }[]
}

/** Sheet, headings and options; 下一步 checks every row. */
export function MappingStep({ draft, onChange, onStep, onRestart }: StepProps): ReactNode {
  const client = useClient()
  const { year } = useSession()
  const targets = useQuery(useApi().imports.targets.queryOptions({ input: { register: draft.register } }))
  const checking = useCommand((options: ImportOptions) => client.imports.dryRun({ import: draft.import, options }), { inline: true })
  const sheet = draft.sheets.find((candidate) => candidate.name === draft.options.sheet) ?? draft.sheets[0]
  const groups = useMemo(() => groupsOf(targets.data ?? []), [targets.data])
  const mapping = draft.options.mapping ?? {}
  const parts = partsOf(sheet)
  const double = doubleTargets(mapping, parts)
  const mapped = Object.values(mapping).filter((target) => target !== null)
  const missing = (targets.data ?? []).filter((target) => target.required && target.target.startsWith(`${draft.register}.`) && !mapped.includes(target.target))
  const set = (options: Partial<ImportOptions>): void => onChange({ ...draft, options: { ...draft.options, ...options } })
  const check = async (): Promise<void> => {
    const options: ImportOptions = { ...draft.options, acceptRejected: true }
    const started = await checking.run(options)
    if (started === null) return
    onChange({ ...draft, options, checking: started.job, writing: null })
    onStep('check')
  }
  const headings = sheet?.headings ?? []
  const ready = mapped.length > 0 && double.size === 0
  return (
    <StepWizard
      label="导入步骤"
      steps={importSteps}
      current="map"
      onBack={onRestart}
      onNext={() => {
        void check()
      }}
      nextLabel="核对全部行"
      nextDisabled={!ready}
      busy={checking.running}
      note={
        double.size > 0
          ? '有两列对到了同一项，请改其中一列。'
          : `${whole.format(headings.length)} 列：导入 ${mapped.length} 列，不导入 ${headings.length - mapped.length} 列${missing.length > 0 ? `。没有必填项：${missing.map((target) => target.label).join('、')}（新增的行需要）` : ''}`
      }
    >
      <div className={classes['map']}>
        <div className={classes['options']}>
          {draft.sheets.length > 1 && (
            <NativeSelect
              label="工作表"
              value={sheet?.name ?? ''}
              data={draft.sheets.map((candidate) => ({
                value: candidate.name,
                label: `${candidate.name}（${whole.format(candidate.rows)} 行${candidate.hidden ? '，隐藏' : ''}）`,
              }))}
              onChange={(event) => {
                const next = draft.sheets.find((candidate) => candidate.name === event.currentTarget.value)
                if (next !== undefined) set({ sheet: next.name, mapping: recognisedMapping(next) })
              }}
            />
          )}
          <NativeSelect
            label="年度（表里没有年度列时）"
            value={String(draft.options.year ?? year)}
            onChange={(event) => set({ year: Number(event.currentTarget.value) })}
            data={yearChoices(year, draft.options.year ?? year).map(String)}
          />
          <Checkbox
            label="标题写的是另一年时，以所选年度为准"
            description="不勾选：标题与所选年度不同时不导入"
            checked={draft.options.yearAgainstTitle === true}
            onChange={(event) => set({ yearAgainstTitle: event.currentTarget.checked })}
          />
          <Checkbox
            label="不导入隐藏的行和列"
            description="不勾选：照常导入，并说明有哪些"
            checked={draft.options.hidden === 'leave'}
            onChange={(event) => set({ hidden: event.currentTarget.checked ? 'leave' : 'take' })}
          />
          <Checkbox
            label="空单元格清除原有内容"
            description="不勾选：空的不动原有内容"
            checked={draft.options.emptyErases === true}
            onChange={(event) => set({ emptyErases: event.currentTarget.checked })}
          />
          <Checkbox
            label="姓名、证件号码与库里不同时，以表为准"
            description="不勾选：这样的行列入拒绝，由您决定"
            checked={draft.options.acceptIdentityChanges === true}
            onChange={(event) => set({ acceptIdentityChanges: event.currentTarget.checked })}
          />
          <TextInput
            label="可疑情况的说明"
            description="有可疑之处仍要导入时，记入操作记录"
            value={draft.options.reason ?? ''}
            onChange={(event) => set({ reason: event.currentTarget.value })}
          />
        </div>
        <div className={classes['headings']}>
          {checking.error !== null && <ErrorPanel error={checking.error} />}
          {targets.error !== null && (
            <ErrorPanel
              error={targets.error}
              onRetry={() => {
                void targets.refetch()
              }}
            />
          )}
          {sheet !== undefined && (
            <div className={classes['recognised']}>
              <Badge color={sheet.recognised === 'guessed' || sheet.recognised === 'none' ? 'amber' : 'green'}>{recognitions[sheet.recognised]}</Badge>
              {sheet.headingRow !== null && (
                <span>
                  表头在第 {sheet.headingRow} 行，共 {whole.format(sheet.rows)} 行
                </span>
              )}
            </div>
          )}
          {sheet?.problems.map((problem) => (
            <p key={`${problem.column} ${problem.code}`} className={classes['problem']}>
              {problem.column === '' ? '' : `“${problem.column}”：`}
              {problem.message}
            </p>
          ))}
          <ColumnsTable label="各列导入到哪里" choice="导入到" width="19rem">
            {headings.map(({ column, heading, part, sample }) => (
              <ColumnRow
                key={column}
                column={column}
                heading={part === undefined ? heading : `${heading}（${part}）`}
                sample={sample}
                leftOut={(mapping[heading] ?? null) === null}
              >
                <TargetSelect
                  heading={part === undefined ? heading : `${heading}（${part}）`}
                  target={mapping[heading] ?? null}
                  groups={groups}
                  double={double.has(mapping[heading] ?? '')}
                  onTarget={(target) => set({ mapping: { ...mapping, [heading]: target } })}
                />
              </ColumnRow>
            ))}
          </ColumnsTable>
        </div>
      </div>
    </StepWizard>
  )
}

function TargetSelect({
  heading,
  target,
  groups,
  double,
  onTarget,
}: {
  readonly heading: string
  readonly target: string | null
  readonly groups: readonly TargetGroup[]
  /** Another column goes there, too. */
  readonly double: boolean
  readonly onTarget: (target: string | null) => void
}): ReactNode {
  return (
    <Select
      aria-label={`“${heading}”导入到`}
      placeholder="不导入"
      value={target}
      data={groups.map(({ group, items }) => ({ group, items: [...items] }))}
      onChange={onTarget}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `不导入“${heading}”` }}
      nothingFoundMessage="没有这一项"
      maxDropdownHeight={320}
      error={double}
      limit={300}
      filter={({ options, search }) =>
        options.flatMap((option): ComboboxParsedItem[] => {
          if (!('group' in option)) return matchesText(option.label, search) ? [option] : []
          const items = option.items.filter((item) => matchesText(item.label, search))
          return items.length === 0 ? [] : [{ ...option, items }]
        })
      }
    />
  )
}

/** Targets under the name of their register. A label repeats its register's name only where the core made it so. */
function groupsOf(targets: readonly { readonly target: string; readonly label: string }[]): readonly TargetGroup[] {
  const groups = new Map<string, { value: string; label: string }[]>()
  for (const { target, label } of targets) {
    const [register = '', key = ''] = target.split('.')
    const group = isRegisterName(register) ? registerOf(register).label : '其他'
    const own = isRegisterName(register) ? findField(register, key)?.label : undefined
    groups.set(group, [...(groups.get(group) ?? []), { value: target, label: own ?? label }])
  }
  return [...groups].map(([group, items]) => ({ group, items }))
}
