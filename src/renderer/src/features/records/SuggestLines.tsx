import { Button } from '@mantine/core'
import { IconListNumbers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Related } from '#core/catalogue/derive/related.ts'
import { registerOf } from '#core/catalogue/index.ts'
import { suggestedLines } from '#core/rules/suggestedLines.ts'
import type { Row } from '#core/shapes.ts'
import { useApi } from '../../bridge/client.tsx'
import { useAnnounce } from '../../components/LiveMessage.tsx'

/** More are hardly usual. */
const MOST = 100

/** Offers the lines that are usual for a record of its kind, where none are entered yet; they are lines like any other from then on. */
export function SuggestLines({
  related,
  parent,
  onSuggested,
}: {
  readonly related: Related
  readonly parent: Row
  readonly onSuggested: (rows: readonly Row[]) => void
}): ReactNode {
  const { suggests } = registerOf(related.register).partOf ?? {}
  const kind = suggests === undefined ? null : (parent[suggests.by] ?? null)
  const api = useApi()
  const { data } = useQuery({
    ...api.records.query.queryOptions({ input: { register: suggests?.register ?? '', where: { [suggests?.by ?? '']: kind }, limit: MOST } }),
    enabled: suggests !== undefined && kind !== null,
  })
  const announce = useAnnounce()
  if (suggests === undefined || data === undefined || data.rows.length === 0) return null
  const suggest = (): void => {
    onSuggested(suggestedLines(data.rows, parent, suggests))
    announce(`已填入 ${data.rows.length} 行，可以再改`)
  }
  return (
    <Button variant="light" size="compact-sm" leftSection={<IconListNumbers size={14} aria-hidden />} onClick={suggest}>
      {suggests.label}（{data.rows.length} 行{data.rows.some((row) => row['unverified'] === true) ? '，待核' : ''}）
    </Button>
  )
}
