import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { DivisionNode } from '#core/features/divisions/contract.ts'
import { LOWEST_LEVEL, OFFICE_LEVELS } from '#core/rules/levels.ts'
import { useApi } from '../bridge/client.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { ErrorPanel } from '../components/ErrorPanel.tsx'
import { SearchInput } from '../components/SearchInput.tsx'
import { findOptions } from '../fields/pinyin.ts'
import { onEnter } from '../keyboard/ime.ts'
import classes from './DivisionWalk.module.css'

export interface ChosenDivision {
  readonly code: string
  readonly name: string
  /** 甘肃省 / 定西市 / 漳县. */
  readonly path: string
}

/** Where an office may be. */
const OF_OFFICES: ReadonlySet<DivisionNode['level']> = new Set(OFFICE_LEVELS)

/** Milliseconds without a key after which all levels are searched. */
const PAUSE = 250
const MOST = 20

/** Divisions at any level below, or anywhere, whose name or code was typed. */
function useSearched(text: string, under: string | undefined) {
  const [settled, settle] = useState('')
  const wanted = text.trim()
  useEffect(() => {
    const timer = setTimeout(() => settle(wanted), PAUSE)
    return () => clearTimeout(timer)
  }, [wanted])
  const query = useQuery({
    ...useApi().divisions.search.queryOptions({ input: { text: settled, limit: MOST, ...(under === undefined ? {} : { under }) } }),
    // Initials are looked for among what is on screen; a single character is in too many names.
    enabled: settled.length > 1 && !/^[a-z]+$/i.test(settled),
    retry: false,
  })
  return settled === wanted && settled.length > 1 ? (query.data ?? []) : []
}

/** Walks down the national list of divisions to the office: type a few letters, Enter goes down. */
export function DivisionWalk({ onChoose }: { readonly onChoose: (division: ChosenDivision) => void }): ReactNode {
  const [path, setPath] = useState<readonly DivisionNode[]>([])
  const [text, setText] = useState('')
  const search = useRef<HTMLInputElement>(null)
  const here = path.at(-1)
  const query = useQuery(useApi().divisions.national.queryOptions({ input: here === undefined ? {} : { parent: here.code } }))
  const elsewhere = useSearched(text, here?.code)
  const found = findOptions(
    (query.data ?? []).map((node) => ({ ...node, label: node.name })),
    text,
  )
  useEffect(() => {
    search.current?.focus()
  }, [path])
  const walk = (next: readonly DivisionNode[]): void => {
    setPath(next)
    setText('')
  }
  const below = elsewhere.filter(({ code }) => !found.some((node) => node.code === code))
  const down = (node: DivisionNode | undefined, above: readonly DivisionNode[] = path): void => {
    if (node !== undefined && node.level !== LOWEST_LEVEL) walk([...above, node])
  }
  const enter = (): void => {
    const [first] = below
    if (found[0] !== undefined || first === undefined) down(found[0])
    else down(first, first.path.slice(0, -1))
  }
  const choose = (node: DivisionNode, above: readonly DivisionNode[] = path): void =>
    onChoose({ code: node.code, name: node.name, path: [...above.filter((step) => step.code !== node.code), node].map((step) => step.name).join(' / ') })
  return (
    <Stack gap="sm">
      <Text size="md">本单位管到哪里，就选到哪一级：县扶贫办选到县，乡镇选到乡镇，村选到村。</Text>
      <nav className={classes['path']} aria-label="已选的上级">
        <Button variant="subtle" size="compact-sm" onClick={() => walk([])}>
          全国
        </Button>
        {path.map((node, index) => (
          <Group key={node.code} gap={0} wrap="nowrap">
            <IconChevronRight size={13} aria-hidden />
            <Button variant="subtle" size="compact-sm" onClick={() => walk(path.slice(0, index + 1))}>
              {node.name}
            </Button>
          </Group>
        ))}
      </nav>
      <div onKeyDown={onEnter(enter)} role="presentation">
        {/* Each level has a box of its own: what was typed just before one went down is not told to the next. */}
        <SearchInput
          key={here?.code}
          inputRef={search}
          label="查找"
          placeholder="名称、拼音首字母或代码，各级都查；回车进入"
          value={text}
          onChange={setText}
          delay={0}
        />
      </div>
      {query.error !== null && (
        <ErrorPanel
          error={query.error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      )}
      <div className={classes['list']}>
        {query.isPending && <Loader size="sm" m="md" role="status" aria-label="正在读取" />}
        {query.data !== undefined && found.length + below.length === 0 && <EmptyState title="没有找到" hint="请换一个写法，或从上一级重新选择。" />}
        <ul className={classes['items']}>
          {found.map((node) => (
            <li key={node.code} className={classes['item']}>
              <button type="button" className={classes['down']} disabled={node.level === LOWEST_LEVEL} onClick={() => down(node)}>
                {node.name}
                <span className={classes['code']}>{node.code}</span>
              </button>
              {OF_OFFICES.has(node.level) && (
                <Button variant="light" size="compact-sm" onClick={() => choose(node)}>
                  选{node.name}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {below.length > 0 && (
          <ul className={classes['elsewhere']} aria-label="各级查到的">
            {below.map((node) => (
              <li key={node.code} className={classes['item']}>
                <button type="button" className={classes['down']} disabled={node.level === LOWEST_LEVEL} onClick={() => down(node, node.path.slice(0, -1))}>
                  {node.name}
                  <span className={classes['code']}>
                    {node.path
                      .slice(0, -1)
                      .map(({ name }) => name)
                      .join(' / ')}
                  </span>
                </button>
                {OF_OFFICES.has(node.level) && (
                  <Button variant="light" size="compact-sm" onClick={() => choose(node, node.path.slice(0, -1))}>
                    选{node.name}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </div>
      {here !== undefined && OF_OFFICES.has(here.level) && (
        <Group justify="flex-end">
          <Button onClick={() => choose(here)}>就选{here.name}</Button>
        </Group>
      )}
    </Stack>
  )
}
