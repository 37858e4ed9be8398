import { Button, Group, NativeSelect } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { referredBy } from '#core/catalogue/derive/subject.ts'
import { findField, isRegisterName, registerOf } from '#core/catalogue/index.ts'
import type { FieldValue } from '#core/catalogue/types.ts'
import type { HistoryEntry } from '#core/features/records/contract.ts'
import { useApi } from '../../bridge/client.tsx'
import { RecordHistory } from '../../components/history/RecordHistory.tsx'
import { useSession } from '../../session/useSession.tsx'
import { useRecordActions } from './useRecordActions.ts'

/** Who changed what of one record, all fields or one; own changes can be undone. */
export function RecordHistoryTab({ register, id, related = false }: { readonly register: string; readonly id: string; readonly related?: boolean }): ReactNode {
  const [field, setField] = useState('')
  const { mayWrite } = useSession()
  const { undo } = useRecordActions()
  const api = useApi()
  const entries = useQuery(api.records.history.queryOptions({ input: { register, id, related, ...(field === '' ? {} : { field }) } })).data?.entries
  const { titleOf, recordTitleOf } = useHistoryTitles(entries ?? [])
  const fields = registerOf(register).fields.filter((candidate) => candidate.derived === undefined)
  return (
    <div>
      <Group gap="xs" mb="sm">
        <NativeSelect
          aria-label="看哪一项的变更"
          value={field}
          onChange={(event) => setField(event.currentTarget.value)}
          w={240}
          data={[
            { value: '', label: related ? '全部变更（含属于它的记录）' : '全部项目' },
            ...fields.map((candidate) => ({ value: candidate.key, label: candidate.label })),
          ]}
        />
      </Group>
      <RecordHistory
        register={register}
        id={id}
        related={related}
        {...(field === '' ? {} : { field })}
        titleOf={titleOf}
        {...(related ? { recordTitleOf } : {})}
        actionsOf={(changeSet) =>
          mayWrite && (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconArrowBackUp size={14} aria-hidden />}
              onClick={() => {
                void undo(changeSet)
              }}
            >
              撤销
            </Button>
          )
        }
      />
    </div>
  )
}

export interface HistoryTitles {
  readonly titleOf: (register: string, field: string, value: FieldValue) => string | undefined
  readonly recordTitleOf: (register: string, record: string) => string | undefined
}

/** The most names of a kind asked for at once; further ones go without. */
const MOST_NAMES = 500

/** Names of the records that history entries speak of, removed ones too, and of those behind their references and divisions. */
export function useHistoryTitles(entries: readonly HistoryEntry[]): HistoryTitles {
  const wanted = useMemo(() => namedIn(entries), [entries])
  const { data } = useQuery({ ...useApi().records.names.queryOptions({ input: wanted }), enabled: wanted.records.length + wanted.divisions.length > 0 })
  const titles = useMemo(() => new Map(data?.records.map(({ id, title }) => [id, title])), [data])
  const names = useMemo(() => new Map(data?.divisions.map(({ code, name }) => [code, name])), [data])
  return {
    titleOf: (register, key, value) => {
      const field = isRegisterName(register) ? findField(register, key) : undefined
      if (typeof value !== 'string') return undefined
      const referred = referredBy(field, value)
      if (field?.type === 'subject') return referred === undefined ? value : `${registerOf(referred.register).label}：${titles.get(referred.id) ?? ''}`
      if (referred !== undefined) return titles.get(referred.id)
      return field?.type === 'division' ? names.get(value) : undefined
    },
    recordTitleOf: (_register, record) => titles.get(record),
  }
}

interface Named {
  readonly records: { register: string; ids: string[] }[]
  readonly divisions: string[]
}

/** Records and divisions that entries speak of. */
function namedIn(entries: readonly HistoryEntry[]): Named {
  const found = new Map<string, Set<string>>()
  const divisions = new Set<string>()
  const add = (register: string, id: FieldValue): void => {
    if (typeof id !== 'string') return
    const ids = found.get(register) ?? new Set<string>()
    found.set(register, ids.add(id))
  }
  for (const entry of entries) {
    if (!isRegisterName(entry.register)) continue
    add(entry.register, entry.record)
    const field = entry.field === null ? undefined : findField(entry.register, entry.field)
    for (const value of [entry.before, entry.after]) {
      const referred = referredBy(field, value)
      if (referred !== undefined) add(referred.register, referred.id)
      if (field?.type === 'division' && typeof value === 'string') divisions.add(value)
    }
  }
  return {
    records: [...found].map(([register, ids]) => ({ register, ids: [...ids].sort().slice(0, MOST_NAMES) })),
    divisions: [...divisions].sort().slice(0, MOST_NAMES),
  }
}
