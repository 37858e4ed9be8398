/** Made-up answers of file exchange: a county office in the middle of a month. For the gallery and for tests. */
import type {
  Conflict,
  Duplicate,
  ExchangeOverview,
  FormerEdit,
  FoundPackage,
  OutcomeCounts,
  PackageRow,
  Place,
  PreviewChange,
  Proposal,
  ReceivePreview,
  Recipient,
  ReviewReturn,
  SiteSummary,
  Transfer,
  PersonTransfer,
} from '#core/features/exchange/contract.ts'
import type { Job } from '#core/features/jobs/contract.ts'
import { sampleIdNumber, sampleName } from './sampleData.ts'

export const sampleOverview: ExchangeOverview = {
  site: { id: 's0', label: '扶贫办 1 号机', fingerprint: '7F3K2M9QX4TB', standing: 'superior', unit: { code: '621125000000', name: '漳县扶贫开发办公室' } },
  superior: null,
  waiting: {
    conflicts: 14,
    duplicates: 2,
    proposals: 5,
    returned: 0,
    answered: 0,
    transfers: 1,
    overruled: 1,
    unsent: 326,
    missingFiles: 3,
    former: 2,
    unsaved: 1,
  },
  lastSent: '2026-11-20T02:14:00Z',
  lastReceived: '2026-11-23T06:05:00Z',
}

const UNITS = ['三岔镇', '新寺镇', '金钟镇', '盐井镇', '武阳镇', '殪虎桥镇', '大草滩镇', '四族镇', '石川镇', '贵清山镇', '马泉乡', '武当乡', '东泉乡'] as const

export const sampleRecipients: readonly Recipient[] = [
  {
    to: '621125101000',
    kind: 'unit',
    label: '三岔镇',
    unit: '621125101000',
    unsent: 326,
    lastSent: '2026-10-20T02:14:00Z',
    lastAcknowledged: '2026-10-22T02:14:00Z',
    outdated: [],
  },
  {
    to: '621125102000',
    kind: 'unit',
    label: '新寺镇',
    unit: '621125102000',
    unsent: 0,
    lastSent: '2026-11-20T02:14:00Z',
    lastAcknowledged: null,
    outdated: [],
  },
  { to: 's3', kind: 'site', label: '金钟镇 2 号机', unit: '621125103000', unsent: null, lastSent: null, lastAcknowledged: null, outdated: [] },
]

const samplePlaces: readonly Place[] = [
  { id: 'e', label: '扶贫办 U 盘（E:）', free: 6_120_000_000, total: 15_600_000_000, writable: true, removable: true },
  { id: 'f', label: 'KINGSTON（F:）', free: 820_000, total: 7_800_000_000, writable: false, removable: true },
  { id: 'd', label: '上次用过的文件夹“交换文件”', free: 120_000_000_000, total: null, writable: true, removable: false },
]

const sender = { site: 's1', unit: '621125101000', unitName: '三岔镇', label: '扶贫站电脑' }

const sampleFound: readonly FoundPackage[] = [
  {
    file: 'f1',
    name: '621125101000-14.bfx',
    bytes: 1_860_000,
    readable: true,
    note: null,
    kind: 'changes',
    number: 14,
    madeAt: '2026-11-23T01:20:00Z',
    sender,
    status: 'new',
    records: 312,
  },
  {
    file: 'f2',
    name: '621125101000-13.bfx',
    bytes: 920_000,
    readable: true,
    note: '第 13 号已在 10 月 25 日合并。',
    kind: 'changes',
    number: 13,
    madeAt: '2026-10-25T01:20:00Z',
    sender,
    status: 'applied',
    records: 207,
  },
  {
    file: 'f3',
    name: '621125000000-41.bfx',
    bytes: 48_000,
    readable: true,
    note: '这是本机写给三岔镇的。',
    kind: 'receipt',
    number: 41,
    madeAt: '2026-10-25T02:00:00Z',
    sender: { site: 's0', unit: '621125000000', unitName: '漳县扶贫开发办公室', label: '扶贫办 1 号机' },
    status: 'own',
    records: 0,
  },
  {
    file: 'f4',
    name: '621125109000-02.bfx',
    bytes: 310_000,
    readable: false,
    note: '文件不完整，可能没有写完就拔出了 U 盘；请对方重新写一次。',
    kind: null,
    number: null,
    madeAt: null,
    sender: null,
    status: 'unreadable',
    records: null,
  },
]

const counts = (fresh: number, changed: number, same: number, conflicts: number, proposals: number, rejected: number): OutcomeCounts => ({
  records: fresh + changed + same + conflicts + proposals + rejected,
  new: fresh,
  changed,
  same,
  conflicts,
  proposals,
  rejected,
})

export const samplePreview: ReceivePreview = {
  package: 'p14',
  found: {
    file: 'f1',
    name: '621125101000-14.bfx',
    bytes: 1_860_000,
    readable: true,
    note: null,
    kind: 'changes',
    number: 14,
    madeAt: '2026-11-23T01:20:00Z',
    sender,
    status: 'new',
    records: 312,
  },
  counts: counts(21, 254, 18, 14, 4, 1),
  registers: [
    { register: 'household', ...counts(6, 102, 10, 9, 0, 0) },
    { register: 'person', ...counts(15, 120, 6, 5, 2, 1) },
    { register: 'household_year', ...counts(0, 32, 2, 0, 2, 0) },
  ],
  places: [
    { place: '621125101201', name: '小林村', ...counts(12, 130, 9, 10, 2, 1) },
    { place: '621125101202', name: '大林村', ...counts(9, 124, 9, 4, 2, 0) },
  ],
  files: { received: 46, damaged: 1, missing: 3 },
  skipped: [12],
  gap: false,
  wentBack: false,
  duplicates: 2,
  transfers: 1,
  returned: 0,
  answered: { accepted: 0, declined: 0 },
  differing: [{ place: '621125101202', name: '大林村', registers: ['person'] }],
}

const at = '2026-11-18T03:20:00Z'

const samplePreviewRows: readonly PreviewChange[] = [0, 1, 2, 3, 4, 5].map((index) => ({
  register: 'household',
  record: `h${index}`,
  title: `${sampleName(index)}户`,
  place: '621125101201',
  placeName: '小林村',
  outcome: index === 3 ? 'rejected' : index < 3 ? 'conflicts' : 'changed',
  reason: index === 3 ? '证件号码的校验码不对。' : null,
  by: '李文书',
  at,
  changes: [
    { field: 'phone', before: '13900001111', after: '13900001234', contested: index < 3 },
    { field: 'exit_status', before: '0', after: '1', contested: false },
  ],
}))

/** What was made on this PC before a backup was put back: a household changed, and one entered. */
export const sampleFormer: readonly FormerEdit[] = [
  {
    register: 'household',
    record: 'h1',
    title: sampleName(1),
    place: '621125101201',
    placeName: '小林村',
    cameAt: at,
    from: '漳县扶贫开发办公室',
    by: '李文书',
    at: '2026-11-21T08:10:00Z',
    edits: 2,
    action: 'update',
    opens: { register: 'household', id: 'h1' },
    changes: [
      { field: 'main_cause', now: '01', former: '02' },
      { field: 'phone', now: null, former: '13900001234' },
    ],
  },
  {
    register: 'household',
    record: 'h7',
    title: sampleName(7),
    place: '621125101202',
    placeName: '大林村',
    cameAt: at,
    from: '漳县扶贫开发办公室',
    by: '王文书',
    at: '2026-11-22T02:40:00Z',
    edits: 1,
    action: 'insert',
    opens: null,
    changes: [
      { field: 'local_no', now: null, former: '117' },
      { field: 'main_cause', now: null, former: '09' },
    ],
  },
]

export function sampleConflict(index: number): Conflict {
  const removal = index === 2
  return {
    register: 'household',
    record: `h${index}`,
    title: `${sampleName(index)}户`,
    field: removal ? '$deleted' : index % 2 === 0 ? 'main_cause' : 'phone',
    place: '621125101201',
    placeName: '小林村',
    openedAt: '2026-11-23T06:05:00Z',
    opens: { register: 'household', id: `h${index}` },
    mayDecide: index !== 5,
    contested: null,
    siblings: [
      {
        author: 's0',
        number: 40 + index,
        stamp: '00d1f1a2b3c4d5e6',
        value: removal ? false : index % 2 === 0 ? '02' : '13900001111',
        by: '王专干',
        unitName: '漳县扶贫开发办公室',
        at: '2026-11-15T03:20:00Z',
        ours: true,
        provisional: false,
        package: null,
        reason: null,
      },
      {
        author: 's1',
        number: 80 + index,
        stamp: '0a1b2c3d4e5f6071',
        value: removal ? true : index % 2 === 0 ? '01' : '13900001234',
        by: '李文书',
        unitName: '三岔镇',
        at,
        ours: false,
        provisional: true,
        package: '621125101000-14.bfx',
        reason: '11 月入户核实，户主患病',
      },
    ],
  }
}

/** A household that two townships took in, as the office above them sees it. */
export const sampleContested: Conflict = {
  ...sampleConflict(1),
  field: 'village',
  placeName: '三岔镇小林村',
  contested: { units: ['三岔镇', '新寺镇'], decider: '漳县扶贫开发办公室', townships: true },
  siblings: sampleConflict(1).siblings.map((sibling, index) => ({
    ...sibling,
    ours: false,
    unitName: index === 0 ? '新寺镇' : '三岔镇',
    value: index === 0 ? '621125102201' : '621125101202',
    reason: index === 0 ? '易地搬迁' : '投靠子女',
  })),
}

export const sampleConflicts = {
  total: 14,
  rows: [...[0, 1, 2, 3, 4, 5, 6, 7].map(sampleConflict), sampleContested],
  groups: [
    { place: '621125101201', placeName: '小林村', register: 'household', count: 8 },
    { place: '621125101202', placeName: '大林村', register: 'person', count: 5 },
    { place: null, placeName: '', register: 'organization', count: 1 },
  ],
}

const person = { name: sampleName(4), sex: '1', id_number: sampleIdNumber(4), ethnicity: '01', phone: '13900001234' }

export const sampleDuplicate: Duplicate = {
  register: 'person',
  place: '621125101201',
  openedAt: '2026-11-23T06:05:00Z',
  fields: ['id_number'],
  records: [
    {
      id: 'p1',
      title: sampleName(4),
      placeName: '小林村',
      unitName: '三岔镇',
      by: '李文书',
      at,
      references: 4,
      ifDropped: { pointed: 1, removed: 3 },
      values: { ...person, birth_date: '1992-05-05' },
    },
    {
      id: 'p2',
      title: sampleName(4),
      placeName: '河口村',
      unitName: '新寺镇',
      by: '王专干',
      at: '2026-11-12T03:20:00Z',
      references: 2,
      ifDropped: { pointed: 1, removed: 1 },
      values: { ...person, name: '李小虹', phone: '13900009999', birth_date: '1992-05-05', bank_account: '6217000012340001234' },
    },
  ],
}

export const sampleProposals: readonly Proposal[] = [0, 1, 2].map((index) => ({
  id: index + 1,
  register: 'household',
  record: `h${index}`,
  title: `${sampleName(index)}户`,
  place: '621125101201',
  placeName: '小林村',
  action: index === 2 ? 'remove' : 'update',
  state: 'open',
  by: '赵科长',
  unitName: '漳县扶贫开发办公室',
  at,
  reason: '公安比对，电话已变更',
  note: null,
  changes: index === 2 ? [] : [{ field: 'phone', now: '13900001111', proposed: '13900001234' }],
  mine: false,
  opens: { register: 'household', id: `h${index}` },
  changeSet: 'c1',
}))

const transfer: Transfer = {
  id: 't1',
  household: 'h1',
  headName: sampleName(1),
  population: 4,
  fromVillage: '621125102201',
  fromName: '新寺镇小林村',
  toVillage: '621125101202',
  toName: '三岔镇大林村',
  state: 'out',
  reason: '易地搬迁',
  outOn: '2026-11-10',
  outBy: '孙干事',
  settledOn: null,
  settledBy: null,
  remark: null,
  gone: false,
  mayAccept: true,
  mayDecline: true,
  mayCancel: false,
  overruled: false,
  unconfirmed: true,
}

export const sampleTransfers: readonly Transfer[] = [
  transfer,
  {
    ...transfer,
    id: 't2',
    household: 'h2',
    headName: sampleName(2),
    fromName: '三岔镇小林村',
    toName: '金钟镇河口村',
    mayAccept: false,
    mayDecline: false,
    mayCancel: true,
    unconfirmed: false,
  },
  {
    ...transfer,
    id: 't3',
    household: 'h3',
    headName: sampleName(3),
    state: 'declined',
    settledOn: '2026-11-20',
    settledBy: '钱干事',
    remark: '该户没有在本村落户',
    mayAccept: false,
    mayDecline: false,
  },
  {
    ...transfer,
    id: 't4',
    household: 'h4',
    headName: sampleName(4),
    state: 'cancelled',
    settledOn: '2026-11-25',
    settledBy: '赵科长',
    remark: '漳县扶贫开发办公室裁定这一户归金钟镇河口村：已在那里安置',
    mayAccept: false,
    mayDecline: false,
    overruled: true,
    unconfirmed: false,
  },
]

const personTransfer: PersonTransfer = {
  id: 'm1',
  person: 'p1',
  name: '李小红',
  headName: sampleName(1),
  fromVillage: '621125102201',
  fromName: '新寺镇小林村',
  toVillage: '621125101202',
  toName: '三岔镇大林村',
  state: 'out',
  decreaseReason: '02',
  reason: '与本村张姓青年登记结婚',
  outOn: '2026-11-12',
  outBy: '孙干事',
  settledOn: null,
  settledBy: null,
  remark: null,
  gone: false,
  mayAccept: true,
  mayDecline: true,
  mayCancel: false,
  unconfirmed: true,
}

export const samplePersonTransfers: readonly PersonTransfer[] = [
  personTransfer,
  {
    ...personTransfer,
    id: 'm2',
    person: 'p2',
    name: '王桂花',
    headName: sampleName(2),
    fromName: '三岔镇小林村',
    toName: '金钟镇河口村',
    decreaseReason: '08',
    reason: '投靠儿子',
    mayAccept: false,
    mayDecline: false,
    mayCancel: true,
    unconfirmed: false,
  },
  {
    ...personTransfer,
    id: 'm3',
    person: 'p3',
    name: '赵春梅',
    headName: null,
    state: 'in',
    settledOn: '2026-11-20',
    settledBy: '钱干事',
    mayAccept: false,
    mayDecline: false,
    unconfirmed: false,
  },
  { ...personTransfer, id: 'm4', person: 'p4', name: '周小兰', headName: sampleName(4), gone: true, mayAccept: false },
]

export const sampleReturn: ReviewReturn = {
  id: 'r1',
  household: 'h1',
  headName: sampleName(1),
  village: '621125101201',
  villageName: '小林村',
  state: 'open',
  remark: '2016 年工资性收入 18,000 元没有佐证，请核对后补说明；致贫原因与残疾证不一致。',
  returnedOn: '2026-11-18',
  returnedBy: '赵科长',
  answer: null,
  answeredOn: null,
  mayAnswer: true,
  mayClose: false,
}

const sampleSites: readonly SiteSummary[] = [
  {
    id: 's0',
    unit: '621125000000',
    unitName: '漳县扶贫开发办公室',
    label: '扶贫办 1 号机',
    fingerprint: '7F3K2M9QX4TB',
    state: 'admitted',
    admittedOn: '2026-01-04',
    withdrawnOn: null,
    own: true,
    superior: true,
  },
  {
    id: 's1',
    unit: '621125101000',
    unitName: '三岔镇',
    label: '扶贫站电脑',
    fingerprint: 'B2QX9M3K7F4T',
    state: 'admitted',
    admittedOn: '2026-01-12',
    withdrawnOn: null,
    own: false,
    superior: false,
  },
  {
    id: 's2',
    unit: '621125102000',
    unitName: '新寺镇',
    label: '旧电脑',
    fingerprint: 'M3K7B2QX9F4T',
    state: 'withdrawn',
    admittedOn: '2026-01-12',
    withdrawnOn: '2026-06-30',
    own: false,
    superior: false,
  },
]

const row = {
  direction: 'out' as const,
  kind: 'changes' as const,
  number: 41,
  file: '漳县→三岔镇_2026年11月下发_第41号.bfx',
  site: null,
  unit: '621125101000',
  unitName: '三岔镇',
  madeAt: '2026-11-20T02:10:00Z',
  handledAt: '2026-11-20T02:14:00Z',
  bytes: 860_000,
  sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  state: 'written' as const,
  changeSet: null,
  saved: null,
  kept: false,
  counts: { records: 132, operations: 211, files: 4 },
  receipt: null,
}

const samplePackages: readonly PackageRow[] = [
  { ...row, id: 'o1' },
  { ...row, id: 'o0', number: 42, state: 'made', saved: false, kept: true, file: '漳县→三岔镇_2026年11月下发_第42号.bfx' },
  { ...row, id: 'o2', number: 40, unitName: '新寺镇', state: 'overdue', madeAt: '2026-09-20T02:10:00Z', handledAt: '2026-09-20T02:14:00Z' },
  {
    ...row,
    id: 'o3',
    number: 39,
    state: 'acknowledged',
    receipt: {
      at: '2026-10-28T02:14:00Z',
      by: '三岔镇 李文书',
      applied: 130,
      conflicts: 1,
      proposals: 0,
      rejected: [{ register: 'person', title: sampleName(8), reason: '证件号码与另一人相同。' }],
    },
  },
  { ...row, id: 'o4', number: 38, kind: 'baseline', state: 'superseded' },
  { ...row, id: 'o5', number: 37, state: 'failed' },
  {
    ...row,
    id: 'i1',
    direction: 'in',
    number: 14,
    file: '三岔镇→漳县_2026年11月上报_第14号.bfx',
    state: 'applied',
    changeSet: 'c9',
    counts: { ...counts(21, 254, 18, 14, 4, 1) },
  },
  {
    ...row,
    id: 'i2',
    direction: 'in',
    number: 13,
    file: '三岔镇→漳县_2026年10月上报_第13号.bfx',
    state: 'undone',
    changeSet: 'c8',
    counts: { ...counts(0, 207, 0, 0, 0, 0) },
  },
]

/** An ended job. */
export function sampleJob(id: string, result: unknown, more: Partial<Job> = {}): Job {
  return {
    id,
    kind: 'exchange',
    title: '数据交换',
    state: 'done',
    phase: '',
    done: 1,
    total: 1,
    fraction: 1,
    startedAt: at,
    endedAt: at,
    by: '李文书',
    file: null,
    result,
    error: null,
    ...more,
  }
}

export const sampleExchangeJobs: readonly Job[] = [
  sampleJob('pack', {
    package: 'o9',
    file: '621125000000-42.bfx',
    kind: 'changes',
    changes: 132,
    records: 132,
    sha256: row.sha256,
    bytes: 862_000,
    written: true,
  }),
  sampleJob('open', samplePreview),
  sampleJob('apply', { counts: samplePreview.counts, changeSet: 'c9', receipt: '621125000000-43.bfx', package: 'i1' }),
]

/** Every call of exchange, answered. */
export const sampleExchangeCalls = {
  overview: () => sampleOverview,
  sites: () => sampleSites,
  recipients: () => sampleRecipients,
  places: () => samplePlaces,
  request: () => ({ ticket: 'q', name: '加入申请-三岔镇.json', size: 900 }),
  admit: () => ({ ticket: 'a', name: '登记文件-三岔镇.bfx', size: 1900 }),
  withdraw: () => ({ done: true }),
  readRequest: () => ({
    site: 's9',
    unit: '621125104000',
    unitName: '盐井镇',
    label: '扶贫站电脑',
    fingerprint: 'Q9XM7F3K2B4T',
    madeAt: at,
    renewal: false,
    known: null,
  }),
  packPreview: ({ full }: { full: boolean }) => ({
    recipient: sampleRecipients[0],
    full,
    records: 132,
    edits: 326,
    files: 4,
    fileBytes: 3_400_000,
    registers: [
      { register: 'household', records: 61 },
      { register: 'household_year', records: 40 },
      { register: 'person', records: 29 },
      { register: 'review_return', records: 2 },
    ],
    places: [
      { place: '621125101201', name: '小林村', records: 71 },
      { place: '621125101202', name: '大林村', records: 40 },
      { place: '', name: '全县共用', records: 21 },
    ],
  }),
  pack: () => ({ job: 'pack' }),
  open: () => ({ job: 'open' }),
  apply: () => ({ job: 'apply' }),
  close: () => ({ done: true }),
  packages: ({ direction }: { direction?: string }) => {
    const rows = samplePackages.filter((one) => one.direction === direction)
    return { total: rows.length, rows }
  },
  grid: ({ year }: { year: number }) => ({
    year,
    rows: UNITS.map((unitName, unit) => ({
      unit: `6211251${String(unit + 1).padStart(2, '0')}000`,
      unitName,
      months: Array.from({ length: 12 }, (_, month) => ({
        month: month + 1,
        packages: month > 10 ? 0 : 1 + ((unit * 3 + month) % 3 === 0 ? 1 : 0),
        last: month > 9 ? null : at,
        state:
          month === 11
            ? 'future'
            : month > 9
              ? unit % 4 === 0
                ? 'received'
                : 'missing'
              : month === 0 && unit > 9
                ? 'none'
                : (unit * 5 + month) % 17 === 3
                  ? 'missing'
                  : 'received',
      })),
    })),
  }),
  scan: ({ place }: { place: string }) => (place === 'e' ? sampleFound : []),
  previewRows: ({ outcome }: { outcome?: string }) => {
    const rows = samplePreviewRows.filter((one) => outcome === undefined || one.outcome === outcome)
    return { total: rows.length, rows }
  },
  undoApply: () => ({ changeSet: 'c10', restored: 294, told: true }),
  receipt: () => ({ ticket: 'r', name: '621125000000-43.bfx', size: 4000 }),
  conflicts: () => sampleConflicts,
  conflictChecks: () => ({
    common: [],
    siblings: [{ author: 's0', number: 40, stamp: '00d1f1a2b3c4d5e6', checks: ['主要致贫原因是“因残”，但没有成员填写了残疾情况。'] }],
  }),
  resolve: () => ({ changeSet: 'c', decided: 1, findings: [] }),
  resolveByRule: () => ({ changeSet: 'c', decided: 8, findings: [] }),
  duplicates: () => ({ total: 1, rows: [sampleDuplicate] }),
  mergeDuplicates: () => ({ changeSet: 'c', households: [] }),
  keepApart: () => ({ changeSet: 'c' }),
  proposalChecks: () => ({ findings: [] }),
  noteDecision: () => ({ done: true }),
  proposals: ({ mine = false }: { mine?: boolean }) => ({ total: 3, rows: mine ? [] : sampleProposals }),
  settleProposals: ({ ids }: { ids: number[] }) => ({ changeSet: 'c', settled: ids.length, findings: [] }),
  formerEdits: () => ({ total: 2, rows: sampleFormer }),
  settleFormerEdits: ({ records }: { records?: string[] }) => ({ changeSet: 'c', settled: records?.length ?? 2, left: 0 }),
  digest: () => ({
    all: '4be1c07a9f2d833e5a60',
    places: ['小林村', '大林村', '河口村'].map((name, index) => ({
      place: `62112510120${index + 1}`,
      name,
      digest: `${index}7c2e9a04d8f6b1135a6`,
      records: 412 + index,
      registers: {},
    })),
  }),
  transfers: ({ household }: { household?: string }) => {
    const rows = sampleTransfers.filter((one) => household === undefined || one.household === household)
    return { total: rows.length, rows }
  },
  transferOut: () => ({ id: 't9', changeSet: 'c' }),
  settleTransfer: () => ({ changeSet: 'c' }),
  personTransfers: ({ person, household }: { person?: string; household?: string }) => {
    // One of them is a member of the household of the samples.
    const rows = samplePersonTransfers.filter(
      (one) => (person ?? one.person) === one.person && (household === undefined || (household === 'h1' && one.id === 'm2')),
    )
    return { total: rows.length, rows }
  },
  personTransferOut: () => ({ id: 'm9', changeSet: 'c' }),
  settlePersonTransfer: () => ({ changeSet: 'c' }),
  destinations: ({ text }: { text: string }) =>
    [
      { code: '621125102202', name: '新寺镇大林村' },
      { code: '621125103203', name: '金钟镇河口村' },
    ].filter((one) => one.name.includes(text)),
  returns: ({ state = 'open' }: { state?: string }) => {
    const rows = state === 'open' ? [sampleReturn] : []
    return { total: rows.length, rows }
  },
  returnHousehold: () => ({ id: 'r9', changeSet: 'c' }),
  answerReturn: () => ({ changeSet: 'c' }),
  closeReturn: () => ({ changeSet: 'c' }),
  inCharge: () => ({ unitName: '三岔镇' }),
}
