import { Checkbox, Text, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { LOWEST_LEVEL } from '#core/rules/levels.ts'
import { useFieldSources } from '../../fields/sources.tsx'
import { matchesText } from '../../fields/pinyin.ts'

/** Townships and villages a user is limited to; none chosen is the whole office. What lies below a chosen one goes with it. */
export function DivisionChoice({ value, onChange }: { readonly value: readonly string[]; readonly onChange: (codes: readonly string[]) => void }): ReactNode {
  const { divisions } = useFieldSources()
  const [text, setText] = useState('')
  const id = useId()
  const tops = new Set(
    divisions.filter((division) => division.parent === null || !divisions.some((other) => other.code === division.parent)).map((division) => division.code),
  )
  const parents = new Map(divisions.map((division) => [division.code, division.parent]))
  const above = (code: string): string | null => parents.get(code) ?? null
  const covered = (code: string): boolean => {
    for (let at = above(code); at !== null; at = above(at)) if (value.includes(at)) return true
    return false
  }
  const shown = divisions.filter(
    (division) =>
      !tops.has(division.code) &&
      (text.trim() === ''
        ? above(division.code) !== null && (tops.has(above(division.code) ?? '') || value.includes(division.code) || value.includes(above(division.code) ?? ''))
        : matchesText(division.name, text)),
  )
  const set = (code: string, chosen: boolean): void =>
    onChange(chosen ? [...value.filter((other) => above(other) !== code), code] : value.filter((other) => other !== code))
  return (
    <div role="group" aria-labelledby={id}>
      <Text id={id} size="sm" fw={500}>
        只限这些区划（不选是本单位全部）
      </Text>
      <TextInput mt={2} aria-label="查找区划" placeholder="乡镇、村（可用首字母）" value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <div style={{ height: '10rem', overflow: 'auto', border: '1px solid var(--line)', borderRadius: 4, marginTop: 4, padding: '0.375rem 0.5rem' }}>
        {shown.map((division) => {
          const parent = divisions.find((other) => other.code === division.parent)
          return (
            <Checkbox
              key={division.code}
              size="xs"
              mb={4}
              pl={division.level === LOWEST_LEVEL ? '1rem' : 0}
              disabled={covered(division.code)}
              checked={value.includes(division.code) || covered(division.code)}
              label={division.level === LOWEST_LEVEL && parent !== undefined ? `${division.name}（${parent.name}）` : division.name}
              onChange={(event) => set(division.code, event.currentTarget.checked)}
            />
          )
        })}
        {shown.length === 0 && (
          <Text size="sm" c="gray.7">
            没有找到
          </Text>
        )}
      </div>
    </div>
  )
}
