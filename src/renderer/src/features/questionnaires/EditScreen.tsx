/** Writing a questionnaire: the paper as an outline at the left, what is chosen in it at the right; kept as a draft until it is published. */
import { Alert, Button, Checkbox, Group, Loader, Menu, Stack, Textarea, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { registerOf } from '#core/catalogue/index.ts'
import type { Written } from '#core/features/questionnaires/contract.ts'
import { questionnaireScope } from '#core/questionnaires/scope.ts'
import { askable, problemsOf, walk } from '#core/questionnaires/tree.ts'
import { ANSWER_TYPES, type AnswerType, type Tree } from '#core/questionnaires/types.ts'
import { useApi, useClient, useShell } from '../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'
import { useCommand } from '../../bridge/useCommand.ts'
import { useConfirm } from '../../components/ConfirmDialog.tsx'
import { ErrorPanel } from '../../components/ErrorPanel.tsx'
import { Page, PageHeader } from '../../components/PageHeader.tsx'
import { useShortcut } from '../../keyboard/useShortcut.ts'
import { useGo, useLeaveGuard, useRouteParameter, useSearchParameter } from '../../router/navigation.ts'
import { useSession } from '../../session/useSession.tsx'
import { Panel } from '../home/Panel.tsx'
import { useRefresh } from '../records/useRefresh.ts'
import { itemOf, newItem, withAdded, withChanged, withMoved, without } from './editing.ts'
import { gradesIn, gradesText } from './grades.ts'
import { ItemEditor } from './ItemEditor.tsx'
import { printable } from './printable.ts'
import classes from './questionnaires.module.css'

const EMPTY: Written = { code: '', name: '', about: askable.slice(0, 1), source: null, unverified: false, tree: { items: [] } }

/** Begins with a published version, a draft, one that comes with the program, or nothing. */
export function EditScreen(): ReactNode {
  const id = useRouteParameter('id')
  const draft = useSearchParameter('draft')
  const from = useSearchParameter('from')
  const api = useApi()
  const version = useQuery({ ...api.questionnaires.show.queryOptions({ input: { id } }), enabled: id !== 'new' })
  const drafts = useQuery({ ...api.questionnaires.drafts.queryOptions(), enabled: draft !== undefined })
  const builtIn = useQuery({ ...api.questionnaires.builtIn.queryOptions(), enabled: from !== undefined })
  const error = version.error ?? drafts.error ?? builtIn.error
  if (error !== null) return <ErrorPanel error={error} />
  if ((id !== 'new' && version.data === undefined) || (draft !== undefined && drafts.data === undefined) || (from !== undefined && builtIn.data === undefined))
    return <Loader m="md" size="sm" role="status" aria-label="正在读取" />
  const begun: Written | undefined = version.data ?? drafts.data?.find(({ code }) => code === draft) ?? builtIn.data?.find(({ code }) => code === from)
  return <Editor key={`${id} ${draft ?? ''} ${from ?? ''}`} begun={begun ?? EMPTY} />
}

function Editor({ begun }: { readonly begun: Written }): ReactNode {
  const [written, setWritten] = useState<Written>(() => {
    const { code, name, about, source, unverified, tree } = begun
    return { code, name, about, source, unverified, tree }
  })
  const [chosen, setChosen] = useState<string | null>(null)
  const [dirty, setDirty] = useState(false)
  const client = useClient()
  const shell = useShell()
  const go = useGo()
  const confirm = useConfirm()
  const refresh = useRefresh()
  const { unit } = useSession()
  const saving = useCommand(client.questionnaires.saveDraft, { inline: true })
  const publishing = useCommand(client.questionnaires.publish, { inline: true })
  useLeaveGuard(dirty)
  const problems = problemsOf(written.tree)
  const ready = /^[a-z][a-z0-9_]{0,39}$/.test(written.code) && written.name.trim() !== ''
  const change = (part: Partial<Written>): void => {
    setWritten({ ...written, ...part })
    setDirty(true)
  }
  const changeTree = (tree: Tree): void => change({ tree })
  const save = async (): Promise<void> => {
    if (!ready) return
    if ((await saving.run(written)) === null) return
    setDirty(false)
    refresh('questionnaire_draft')
    notifyDone('已保存草稿', written.name)
  }
  const submit = (): void => {
    void save()
  }
  useShortcut('save', submit)
  const publish = async (): Promise<void> => {
    const answer = await confirm({ title: `发布“${written.name}”`, message: '发布以后这一版不能再改，要改就发布新的一版。', confirmLabel: '发布' })
    if (!answer.confirmed) return
    const done = await publishing.run(written)
    if (done === null) return
    setDirty(false)
    refresh('questionnaire', 'questionnaire_draft')
    notifyDone('已发布', `${written.name}第 ${done.version} 版`)
    go(`/questionnaires/${done.id}`, undefined, true)
  }
  const item = itemOf(written.tree, chosen)
  const error = saving.error ?? publishing.error
  return (
    <Page
      header={
        <PageHeader
          title={written.name === '' ? '编写问卷' : written.name}
          actions={
            <Group gap="xs">
              <Button
                variant="default"
                onClick={() => {
                  shell.printHtml(printable(questionnaireScope({ ...written, version: 0, issuer: unit.name }, null))).catch(notifyError)
                }}
              >
                打印看看
              </Button>
              <Button variant="default" title="Ctrl+S" loading={saving.running} disabled={!ready} onClick={submit}>
                保存草稿
              </Button>
              <Button
                loading={publishing.running}
                disabled={!ready || problems.length > 0 || written.about.length === 0}
                onClick={() => {
                  void publish()
                }}
              >
                发布
              </Button>
            </Group>
          }
        />
      }
    >
      <Stack gap="md">
        {error !== null && <ErrorPanel error={error} />}
        {problems.length > 0 && (
          <Alert color="amber" title={`发布前还有 ${problems.length} 处要改`}>
            <ul aria-label="要改的地方" style={{ margin: 0, paddingLeft: '1.125rem' }}>
              {problems.slice(0, 8).map(({ code, message }) => (
                <li key={`${code} ${message}`}>{message}</li>
              ))}
            </ul>
          </Alert>
        )}
        <Head written={written} onChange={change} />
        <div className={classes['editor']}>
          <Panel
            title="题目"
            actions={
              <AddMenu
                tree={written.tree}
                chosen={chosen}
                onAdd={(tree, code) => {
                  changeTree(tree)
                  setChosen(code)
                }}
              />
            }
            flush
          >
            <Outline tree={written.tree} chosen={chosen} bad={new Set(problems.map(({ code }) => code))} onChoose={setChosen} />
          </Panel>
          {item !== null && (
            <Panel
              title={item.type === 'section' ? '这一部分' : '这道题'}
              actions={
                <Group gap={4}>
                  <Button variant="subtle" size="compact-sm" aria-label="上移" onClick={() => changeTree(withMoved(written.tree, item.code, -1))}>
                    <IconArrowUp size={16} aria-hidden />
                  </Button>
                  <Button variant="subtle" size="compact-sm" aria-label="下移" onClick={() => changeTree(withMoved(written.tree, item.code, 1))}>
                    <IconArrowDown size={16} aria-hidden />
                  </Button>
                  <Button
                    variant="subtle"
                    color="red"
                    size="compact-sm"
                    leftSection={<IconTrash size={16} aria-hidden />}
                    onClick={() => {
                      changeTree(without(written.tree, item.code))
                      setChosen(null)
                    }}
                  >
                    删除
                  </Button>
                </Group>
              }
            >
              <ItemEditor
                item={item}
                tree={written.tree}
                onChange={(next) => {
                  changeTree(withChanged(written.tree, item.code, next))
                  setChosen(next.code)
                }}
              />
            </Panel>
          )}
        </div>
      </Stack>
    </Page>
  )
}

function Head({ written, onChange }: { readonly written: Written; readonly onChange: (part: Partial<Written>) => void }): ReactNode {
  const [grades, setGrades] = useState(() => gradesText(written.tree.grades ?? []))
  const read = gradesIn(grades)
  const changeGrades = (text: string): void => {
    setGrades(text)
    const next = gradesIn(text)
    const { grades: _, ...tree } = written.tree
    if (next !== null) onChange({ tree: next.length === 0 ? tree : { ...tree, grades: next } })
  }
  const changePreface = (text: string): void => {
    const { preface: _, ...tree } = written.tree
    onChange({ tree: text.trim() === '' ? tree : { ...tree, preface: text } })
  }
  return (
    <Panel title="问卷">
      <Stack gap="sm">
        <Group grow align="flex-start">
          <TextInput label="名称" required maxLength={80} value={written.name} onChange={(event) => onChange({ name: event.currentTarget.value })} />
          <TextInput
            label="代号"
            required
            description="小写字母和数字，如 wqly2015（五清六有）；同一代号再发布就是下一版"
            value={written.code}
            onChange={(event) => onChange({ code: event.currentTarget.value.trim() })}
            error={written.code !== '' && !/^[a-z][a-z0-9_]{0,39}$/.test(written.code) ? '只能用小写字母、数字和下划线，字母开头' : null}
          />
        </Group>
        <Checkbox.Group label="问什么" value={[...written.about]} onChange={(about) => onChange({ about })}>
          <Group gap="md" pt={4}>
            {askable.map((name) => (
              <Checkbox key={name} value={name} label={registerOf(name).label} />
            ))}
          </Group>
        </Checkbox.Group>
        <Group grow align="flex-start">
          <Textarea
            label="开头的说明"
            autosize
            minRows={1}
            maxLength={2000}
            value={written.tree.preface ?? ''}
            onChange={(event) => changePreface(event.currentTarget.value)}
          />
          <TextInput
            label="等次"
            description="从高到低，如 90=优；80=良；0=差"
            value={grades}
            onChange={(event) => changeGrades(event.currentTarget.value)}
            error={read === null ? '请写成 90=优；80=良' : null}
          />
        </Group>
        <Group align="flex-end">
          <TextInput
            label="来源（文件、条目）"
            maxLength={400}
            flex={1}
            value={written.source ?? ''}
            onChange={(event) => onChange({ source: event.currentTarget.value === '' ? null : event.currentTarget.value })}
          />
          <Checkbox label="待核：还没有正式文件" checked={written.unverified} onChange={(event) => onChange({ unverified: event.currentTarget.checked })} />
        </Group>
      </Stack>
    </Panel>
  )
}

const KINDS: readonly (AnswerType | 'section')[] = ['boolean', 'one', 'several', 'score', 'integer', 'decimal', 'text', 'date', 'code', 'reference']

function AddMenu({
  tree,
  chosen,
  onAdd,
}: {
  readonly tree: Tree
  readonly chosen: string | null
  readonly onAdd: (tree: Tree, code: string) => void
}): ReactNode {
  const add = (type: AnswerType | 'section', behind: string | null): void => {
    const added = newItem(tree, type)
    onAdd(withAdded(tree, behind, added), added.code)
  }
  return (
    <Group gap={4}>
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <Button size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />}>
            加题
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {KINDS.map((type) => (
            <Menu.Item key={type} onClick={() => add(type, chosen)}>
              {type === 'section' ? '部分' : ANSWER_TYPES[type]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => add('section', null)}>
        加部分
      </Button>
    </Group>
  )
}

function Outline({
  tree,
  chosen,
  bad,
  onChoose,
}: {
  readonly tree: Tree
  readonly chosen: string | null
  readonly bad: ReadonlySet<string>
  readonly onChoose: (code: string) => void
}): ReactNode {
  return (
    <ol className={classes['outline']} aria-label="题目">
      {walk(tree.items).map(({ item, above }) => (
        <li key={item.code}>
          <button
            type="button"
            className={classes['outlineItem']}
            style={{ paddingLeft: `${0.75 + above.length * 1.25}rem` }}
            aria-current={item.code === chosen}
            data-section={item.type === 'section' || undefined}
            onClick={() => onChoose(item.code)}
          >
            <span className={classes['code']}>{item.code}</span>
            <span className={bad.has(item.code) ? classes['bad'] : undefined}>{item.label}</span>
            <span className={classes['code']}>{item.type === 'section' ? '' : ANSWER_TYPES[item.type]}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}
