import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { useApi } from '../../bridge/client.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { SuggestInput } from '../../fields/SuggestInput.tsx'

export interface Destination {
  readonly code: string
  readonly name: string
}

/** Any village of the county, found by the name of its township or its own. `onPick` gets null while what is typed chooses none. */
export function DestinationInput({
  onPick,
  autoFocus,
}: {
  readonly onPick: (destination: Destination | null) => void
  readonly autoFocus: boolean
}): ReactNode {
  const id = useId()
  const [text, setText] = useState('')
  const [picked, setPicked] = useState<Destination | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const found = useQuery(useApi().exchange.destinations.queryOptions({ input: { text } }))
  const options = found.data ?? []
  const resolve = (query: string): Destination | null => {
    const same = options.filter((option) => option.name === query.trim())
    return same.length === 1 ? (same[0] ?? null) : null
  }
  return (
    <div>
      {found.error !== null && (
        <ErrorPanel
          error={found.error}
          onRetry={() => {
            void found.refetch()
          }}
        />
      )}
      <label htmlFor={id} style={{ fontSize: '0.8125rem', fontWeight: 500 }}>
        迁到哪个村
      </label>
      <SuggestInput
        id={id}
        text={picked?.name ?? ''}
        options={options}
        keyOf={(option) => option.code}
        renderOption={(option) => option.name}
        isChosen={(option) => option.code === picked?.code}
        onQuery={setText}
        loading={found.isFetching}
        onPick={(option) => {
          setPicked(option)
          onPick(option)
          setProblem(null)
        }}
        resolve={resolve}
        onUnresolved={(query) => {
          onPick(null)
          setProblem(`没有选定村：“${query}”请从列表中选一个。`)
        }}
        onRestore={() => {
          onPick(picked)
          setProblem(null)
        }}
        emptyText="没有找到；可输村名、乡镇名或首字母"
        placeholder="村名、乡镇名或首字母"
        invalid={problem !== null}
        describedBy={`${id}-problem`}
        autoFocus={autoFocus}
      />
      {problem !== null && (
        <Text id={`${id}-problem`} size="xs" c="red.7" role="alert">
          {problem}
        </Text>
      )}
    </div>
  )
}
