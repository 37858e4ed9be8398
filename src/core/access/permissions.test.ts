import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Role } from '../features/session/contract.ts'
import {
  divisionFilter,
  divisionPrefix,
  inDivisions,
  may,
  mayAdminister,
  mayRead,
  mayReview,
  maySeeSensitive,
  mayWrite,
  roleLabels,
  type Action,
} from './permissions.ts'

const TOWN = '621125105000'
const VILLAGE = '621125105201'
const ELSEWHERE = '621125106201'
const user = (role: Role, ...divisions: string[]) => ({ role, divisions })

describe('the table of permissions', () => {
  it.each<[Role, string[], string | null, { read: boolean; write: boolean; review: boolean; sensitive: boolean }]>([
    ['administrator', [], VILLAGE, { read: true, write: true, review: true, sensitive: true }],
    ['administrator', [TOWN], ELSEWHERE, { read: true, write: true, review: true, sensitive: true }],
    ['administrator', [], null, { read: true, write: true, review: true, sensitive: true }],
    ['entry', [], VILLAGE, { read: true, write: true, review: false, sensitive: true }],
    ['entry', [TOWN], VILLAGE, { read: true, write: true, review: false, sensitive: true }],
    ['entry', [TOWN], TOWN, { read: true, write: true, review: false, sensitive: true }],
    ['entry', [TOWN], ELSEWHERE, { read: false, write: false, review: false, sensitive: false }],
    ['entry', [VILLAGE], TOWN, { read: false, write: false, review: false, sensitive: false }],
    ['entry', [TOWN], null, { read: true, write: false, review: false, sensitive: true }],
    ['entry', [], null, { read: true, write: true, review: false, sensitive: true }],
    ['review', [TOWN], VILLAGE, { read: true, write: false, review: true, sensitive: true }],
    ['review', [TOWN], ELSEWHERE, { read: false, write: false, review: false, sensitive: false }],
    ['reader', [], VILLAGE, { read: true, write: false, review: false, sensitive: false }],
    ['reader', [TOWN], ELSEWHERE, { read: false, write: false, review: false, sensitive: false }],
    ['reader', [], null, { read: true, write: false, review: false, sensitive: false }],
  ])('%s of %j and a record of %s', (role, divisions, record, expected) => {
    const one = user(role, ...divisions)
    expect({ read: mayRead(one, record), write: mayWrite(one, record), review: mayReview(one, record), sensitive: maySeeSensitive(one, record) }).toEqual(
      expected,
    )
  })

  it.each<[Action, Role[]]>([
    ['administer users', ['administrator']],
    ['set parameters', ['administrator']],
    ['restore backup', ['administrator']],
    ['renew recovery code', ['administrator']],
    ['undo of others', ['administrator']],
    ['import', ['administrator', 'entry']],
    ['batch edit', ['administrator', 'entry']],
    ['undo own', ['administrator', 'entry']],
    ['review', ['administrator', 'review']],
    ['verify data', ['administrator', 'review']],
    ['see change log', ['administrator', 'entry', 'review']],
    ['back up', ['administrator', 'entry', 'review']],
    ['exchange', ['administrator', 'entry']],
    ['manage sites', ['administrator']],
    ['export', ['administrator', 'entry', 'review', 'reader']],
    ['print', ['administrator', 'entry', 'review', 'reader']],
  ])('“%s” is for %j', (action, roles) => {
    const allowed = (Object.keys(roleLabels) as Role[]).filter((role) => may(user(role), action))
    expect(allowed).toEqual(roles)
    expect(mayAdminister(user('entry'))).toBe(false)
  })

  it('packages are for those who see the whole office', () => {
    expect(may(user('entry', TOWN), 'exchange')).toBe(false)
    expect(may(user('administrator', TOWN), 'exchange')).toBe(true)
    expect(may(user('entry', TOWN), 'import')).toBe(true)
  })
})

describe('divisions', () => {
  it.each([
    ['620000000000', '62'],
    ['621100000000', '6211'],
    ['621125000000', '621125'],
    [TOWN, '621125105'],
    [VILLAGE, VILLAGE],
    ['621125105', '621125105'],
    ['621125', '621125'],
    ['621100', '6211'],
    ['62', '62'],
    ['621125100000', '621125100'],
  ])('the code %s stands for all that begin with %s', (code, prefix) => {
    expect(divisionPrefix(code)).toBe(prefix)
  })

  it('leaves out what lies within another, and limits nobody who has none', () => {
    expect(divisionFilter(user('entry', VILLAGE, TOWN, ELSEWHERE, TOWN))).toEqual(['621125105', ELSEWHERE])
    expect(divisionFilter(user('entry'))).toBeNull()
    expect(divisionFilter(user('administrator', TOWN))).toBeNull()
  })

  it('never lets anyone write or see in full what they may not read', () => {
    const code = fc.stringMatching(/^6211(25|26)10[1-3]20[1-3]$/)
    fc.assert(
      fc.property(fc.constantFrom<Role>('administrator', 'entry', 'review', 'reader'), fc.array(code, { maxLength: 3 }), code, (role, divisions, record) => {
        const one = user(role, ...divisions)
        expect(mayWrite(one, record) || maySeeSensitive(one, record) || mayReview(one, record) ? mayRead(one, record) : true).toBe(true)
        expect(mayRead(one, record)).toBe(inDivisions(divisionFilter(one), record))
      }),
    )
  })
})
