import { NativeSelect, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ColumnRole, ListMapping, OpenedList } from '#core/features/comparisons/contract.ts'
import { useClient } from '../../bridge/client.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { ColumnRow, ColumnsTable } from '../../components/ColumnsTable.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { StepWizard } from '../../components/StepWizard.tsx'
import { whole } from '../../components/whole.ts'
import { listSteps, type ListDraft } from './steps.ts'

const ROLES: readonly { readonly value: ColumnRole | ''; readonly label: string }[] = [
  { value: 'number', label: '证件号码' },
  { value: 'name', label: '姓名' },
  { value: 'township', label: '乡镇' },
  { value: 'village', label: '村或地址' },
  { value: 'item', label: '车牌号、登记号等' },
  { value: 'evidence', label: '留作证据的文字' },
  { value: '', label: '不用' },
]

function mappingOf(sheet: OpenedList['sheets'][number] | undefined): ListMapping {
  return Object.fromEntries((sheet?.headings ?? []).map(({ heading, role }) => [heading, role]))
}

/** What each column is; 下一步 compares all rows. */
export function ColumnsStep({
  draft,
  onChange,
  onBack,
  onChecking,
}: {
  readonly draft: ListDraft
  readonly onChange: (draft: ListDraft) => void
  readonly onBack: () => void
  readonly onChecking: (job: string) => void
}): ReactNode {
  const client = useClient()
  const checking = useCommand(client.comparisons.check, { inline: true })
  const { sheets } = draft.opened
  const sheet = sheets.find(({ name }) => name === draft.options.sheet) ?? sheets.find(({ problem }) => problem === null) ?? sheets[0]
  const mapping = draft.options.mapping ?? mappingOf(sheet)
  const roles = Object.values(mapping)
  const tells = roles.includes('number') || roles.includes('name')
  const twice = (['number', 'name', 'township', 'village', 'item'] as const).filter((role) => roles.filter((one) => one === role).length > 1)
  const set = (options: ListDraft['options']): void => onChange({ ...draft, options: { ...draft.options, ...options } })
  const check = async (): Promise<void> => {
    const options = { ...draft.options, mapping, ...(sheet === undefined ? {} : { sheet: sheet.name }) }
    const started = await checking.run({ comparison: draft.opened.comparison, options })
    if (started === null) return
    onChange({ ...draft, options })
    onChecking(started.job)
  }
  return (
    <StepWizard
      label="比对步骤"
      steps={listSteps}
      current="columns"
      onBack={onBack}
      onNext={() => {
        void check()
      }}
      nextLabel="比对全部行"
      nextDisabled={!tells || twice.length > 0}
      busy={checking.running}
      note={
        twice.length > 0
          ? '有两列选了同一项，请改其中一列。'
          : tells
            ? sheet?.remembered === true
              ? '按上次这种名单选的列。'
              : '请核对每一列是什么。'
            : '要指明哪一列是证件号码，至少指明姓名和村。'
      }
    >
      {checking.error !== null && <ErrorPanel error={checking.error} />}
      {sheets.length > 1 && (
        <NativeSelect
          label="工作表"
          w="20rem"
          mb="xs"
          value={sheet?.name ?? ''}
          onChange={(event) => {
            const next = sheets.find(({ name }) => name === event.currentTarget.value)
            set({ sheet: event.currentTarget.value, mapping: mappingOf(next) })
          }}
          data={sheets.map(({ name, rows }) => ({ value: name, label: `${name}（${whole.format(rows)} 行）` }))}
        />
      )}
      {sheet !== undefined && sheet.problem !== null && (
        <Text size="sm" c="amber.9" mb={4}>
          {sheet.problem}
        </Text>
      )}
      <ColumnsTable label="各列是什么" choice="是什么" width="14rem">
        {(sheet?.headings ?? []).map(({ column, heading, sample }) => (
          <ColumnRow key={column} column={column} heading={heading} sample={sample} leftOut={(mapping[heading] ?? null) === null}>
            <NativeSelect
              aria-label={`“${heading}”是什么`}
              value={mapping[heading] ?? ''}
              onChange={(event) => {
                const role = ROLES.find(({ value }) => value === event.currentTarget.value)?.value ?? ''
                set({ mapping: { ...mapping, [heading]: role === '' ? null : role } })
              }}
              data={[...ROLES]}
            />
          </ColumnRow>
        ))}
      </ColumnsTable>
    </StepWizard>
  )
}
