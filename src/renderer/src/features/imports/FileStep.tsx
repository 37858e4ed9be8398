import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { mayAnywhere } from '#core/access/asker.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { ErrorPayload } from '#core/errors.ts'
import { openedImportShape, type OpenedImport } from '#core/features/imports/contract.ts'
import { payloadOf } from '../../bridge/errors.ts'
import { useClient, useShell } from '../../bridge/client.tsx'
import { notifyDone, notifyError } from '../../bridge/notify.tsx'
import { FileChoice, FileStart, SHEET_EXTENSIONS } from '../../components/FileChoice.tsx'
import { isEnded, useJob } from '../../components/jobs/useJobs.ts'
import { StepWizard } from '../../components/StepWizard.tsx'
import { useSession } from '../../session/useSession.tsx'
import { firstSheet, recognisedMapping } from './draft.ts'
import type { ImportDraft } from './draft.ts'
import { importSteps } from './steps.ts'
import { useAsker } from '../records/useMayWrite.ts'
import { sheets } from './sheets.ts'

const NOTES = [
  '认得本程序的模板、全国系统的花名册和导出表；其他表在下一步把表头对上就行，下次会记得。',
  '选好文件只是读取和核对，最后一步确认之后才写入；写入以后还可以整次撤销。',
  '旧的 .xls 和 WPS 的 .et 可以直接导入；几万行的大表另存为 .xlsx 更快。',
]

/** What is imported, its template, and the file. */
export function FileStep({
  register,
  onRegister,
  onOpened,
}: {
  readonly register: string
  readonly onRegister: (register: string) => void
  readonly onOpened: (draft: ImportDraft) => void
}): ReactNode {
  const client = useClient()
  const shell = useShell()
  const { year } = useSession()
  const [opening, setOpening] = useState<string | null>(null)
  const [error, setError] = useState<ErrorPayload | null>(null)
  const job = useJob(opening)
  const ended = job?.id === opening && isEnded(job) ? job : undefined
  const opened = ended?.state === 'done' ? openedImportShape.safeParse(ended.result).data : undefined
  const reading = opening !== null && ended === undefined
  const failure = ended === undefined || opened !== undefined || ended.state === 'cancelled' ? error : payloadOf(ended.error)
  const taken = useRef<string | null>(null)
  useEffect(() => {
    if (ended === undefined || taken.current === ended.id) return
    taken.current = ended.id
    // Its outcome stands on this page; the list of tasks need not keep it.
    client.jobs.dismiss({ job: ended.id }).catch(() => undefined)
    if (opened !== undefined) onOpened(draftFor(register, opened, year))
  }, [client, ended, onOpened, opened, register, year])
  // Whoever leaves the page does not wait for the file any more.
  useEffect(
    () => () => {
      if (opening !== null && taken.current !== opening) client.jobs.cancel({ job: opening }).catch(() => undefined)
    },
    [client, opening],
  )
  const template = async (): Promise<void> => {
    try {
      const ticket = await client.imports.template({ register })
      if (await shell.saveFile(ticket, ticket.name)) notifyDone('模板已保存', ticket.name)
    } catch (problem) {
      notifyError(problem)
    }
  }
  const asker = useAsker()
  const pick = async (): Promise<void> => {
    setError(null)
    setOpening(null)
    try {
      const ticket = await shell.pickFile({ title: '选择要导入的文件', extensions: SHEET_EXTENSIONS })
      if (ticket === null) return
      setOpening((await client.imports.open({ register, ticket: ticket.ticket })).job)
    } catch (problem) {
      setError(payloadOf(problem))
    }
  }
  return (
    <StepWizard label="导入步骤" steps={importSteps} current="file">
      <FileStart notes={NOTES}>
        <Group align="flex-end" gap="sm">
          <NativeSelect
            label="导入到哪个台账"
            value={register}
            disabled={reading}
            onChange={(event) => onRegister(event.currentTarget.value)}
            data={sheets.filter(({ value }) => mayAnywhere(asker, registerOf(value), 'read') && mayAnywhere(asker, registerOf(value), 'write'))}
            w="20rem"
          />
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            onClick={() => {
              void template()
            }}
          >
            下载模板
          </Button>
        </Group>
        <Text size="sm" c="gray.7">
          {register === 'household' ? '一行一人的花名册会合成户和成员；也可以一行一户。' : registerOf(register).description}
        </Text>
        <FileChoice
          kinds="Excel、WPS 表格（.xlsx、.xlsm、.xls、.et）或 CSV（GB18030、UTF-8），最多 20 万行"
          reading={reading ? { job, title: '正在读取文件' } : null}
          error={failure}
          onPick={pick}
        />
      </FileStart>
    </StepWizard>
  )
}

function draftFor(register: string, opened: OpenedImport, year: number): ImportDraft {
  const sheet = firstSheet(opened.sheets)
  return {
    register,
    import: opened.import,
    file: opened.file,
    sheets: opened.sheets,
    checking: null,
    writing: null,
    // What the sheet itself says of its year goes before the year on screen; the next step shows it.
    options: { year: sheet?.year ?? year, ...(sheet === undefined ? {} : { sheet: sheet.name, mapping: recognisedMapping(sheet) }) },
  }
}
