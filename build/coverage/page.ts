/** The page of what is covered, from its data: pure, so that a test compares it with what lies in `docs/`. */
import { ruleSummaries } from '../../src/core/features/checks/rules.ts'
import { groups } from './index.ts'
import type { Answer, Group } from './types.ts'

const HEAD = `# Coverage

Which rule, statistic, form or test answers for each number of the domain that concerns households, people, identification, exit and monitoring, or
why none does. Written by \`node build/coverage/write.ts\` from \`build/coverage/\`; a test fails for a number without a line, and for a line that names what is not there.
Rules have a firing and a silent case each (\`cases.test.ts\`, \`rules.test.ts\` of their feature), statistics their laws (\`laws.test.ts\`), forms theirs (\`declared.test.ts\`, \`officeAgreement.test.ts\`).
`

const titles: ReadonlyMap<string, string> = new Map(ruleSummaries.map(({ id, title }) => [id, title]))

const hasAnswer = ({ rules = [], statistics = [], forms = [], tests = [] }: Answer): boolean =>
  [rules, statistics, forms, tests].some(({ length }) => length > 0)

function countsOf({ answers }: Group): readonly number[] {
  const answered = answers.filter((one) => hasAnswer(one) && one.reason === undefined).length
  const inPart = answers.filter((one) => hasAnswer(one) && one.reason !== undefined).length
  return [answers.length, answered, inPart, answers.length - answered - inPart]
}

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`

function rowOf({ number, what, rules = [], statistics = [], forms = [], tests = [], reason = '' }: Answer): string {
  const said = rules.map((id) => `${id} ${titles.get(id) ?? ''}`)
  return row([number, what, ...[said, statistics, forms, tests].map((some) => some.join('<br>')), reason])
}

function sectionOf({ page, title, answers }: Group): string {
  return [
    `\n## ${title} (${page})\n`,
    '| number | what | rules | statistics | forms | tests | reason |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...answers.map(rowOf),
  ].join('\n')
}

/** The text of `docs/coverage.md`. */
export function coveragePage(): string {
  const summary = [
    '| | numbers | answered for | in part | not |',
    '| --- | --- | --- | --- | --- |',
    ...groups.map((group) => row([`${group.page} ${group.title}`, ...countsOf(group)])),
  ]
  return `${[HEAD, ...summary, ...groups.map(sectionOf)].join('\n')}\n`
}
