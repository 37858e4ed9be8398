import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { recordPath, screenOf } from '#core/catalogue/derive/screen.ts'
import { isHidden } from '#core/access/asker.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { Where } from '#core/shapes.ts'
import { DataTable } from '../../components/DataTable/DataTable.tsx'
import { registerColumns } from '../../components/DataTable/registerColumns.tsx'
import { rowId } from '../../components/DataTable/types.ts'
import type { SortState } from '../../components/DataTable/types.ts'
import { useRecordPages } from '../../components/DataTable/useRecordPages.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { useMoneyUnit } from '../../fields/moneyUnit.tsx'
import { useGo } from '../../router/navigation.ts'
import classes from './records.module.css'
import { useSession } from '../../session/useSession.tsx'
import { useMayWrite } from './useMayWrite.ts'

/** The records of another register that belong to this one: the years of a village, the helpers of an organization. */
export function RelatedRecords({
  register,
  where,
  without,
  initial,
}: {
  readonly register: string
  readonly where: Where
  /** Columns that say the same in every row. */
  readonly without: readonly string[]
  /** What a new one begins with; values of the path. */
  readonly initial: Readonly<Record<string, string>>
}): ReactNode {
  const screen = screenOf(register)
  const definition = registerOf(register)
  const [sort, setSort] = useState<SortState | null>(null)
  const source = useRecordPages({ register, where, ...(sort === null ? {} : { sort: [{ field: sort.field, descending: sort.descending }] }) })
  const mayWrite = useMayWrite(register, 'insert')
  const { user } = useSession()
  const go = useGo()
  const moneyUnit = useMoneyUnit()
  const withoutKey = without.join(' ')
  const columns = useMemo(() => {
    const hides = withoutKey.split(' ')
    // Seen from elsewhere, a line says first what it belongs to, which needs no column where that stands around it.
    const belongs = definition.partOf === undefined || hides.includes(definition.partOf.by) ? [] : [definition.partOf.by]
    return registerColumns(definition, {
      first: [...belongs, ...(screen?.first ?? [])],
      listed: [...belongs, ...definition.fields.filter(({ listed }) => listed === true).map(({ key }) => key)],
      without: hides,
      moneyUnit,
      hidden: (field) => isHidden(user, definition, field),
    })
  }, [definition, screen, withoutKey, user, moneyUnit])
  return (
    <div className={classes['related']}>
      <div className={classes['relatedHead']}>
        <span>{definition.description}</span>
        {mayWrite && (
          <Button variant="light" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => go(recordPath(register, 'new'), initial)}>
            新增
          </Button>
        )}
      </div>
      <DataTable
        label={definition.label}
        storageKey={`related.${register}`}
        columns={columns}
        source={source}
        sort={sort}
        onSortChange={setSort}
        onOpen={(row) => go(recordPath(register, rowId(row)))}
        countUnit={screen?.counter ?? '条'}
        empty={<EmptyState title={`还没有${definition.label}`} />}
      />
    </div>
  )
}
