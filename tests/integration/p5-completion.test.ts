import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { StaffActor } from '#domain/actor.ts'
import { uuidv7 } from '#lib/ids.ts'
import { TUESDAY_MORNING_MS, type TwoClinics, twoClinics } from '../support/clinics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { type Attempt, attempt, codeOf, insertInto, markInError, rawAs, rawPool, rowsOf } from '../support/raw-sql.ts'
import { bookRaw, visitAt } from '../support/visits.ts'

const NOW = new Date(TUESDAY_MORNING_MS).toISOString()
const DAY_MS = 86_400_000
const START_MS = Date.parse('2027-06-01T08:00:00Z')

let test: TestDatabase
let owner: pg.Pool
let raw: pg.Pool
let river: TwoClinics['riverside']
let encounterId: string
let day = 0

beforeAll(async () => {
  test = await testDatabase({ clinics: true })
  river = twoClinics().riverside
  owner = rawPool(test.ownerUrl, 2)
  raw = rawPool(test.appUrl, 10)
})

afterAll(async () => {
  await raw?.end()
  await owner?.end()
  await test?.drop()
})

beforeEach(async () => {
  encounterId = await openEncounter()
})

async function openEncounter(): Promise<string> {
  const visit = visitAt(river, { startMs: START_MS + day++ * DAY_MS })
  const id = uuidv7()
  const opened = await rawAs(raw, river.ana, async (client) => {
    await bookRaw(client, river, visit)
    await insertInto(client, 'encounter', encounterRow(id, visit.id))
  })
  expect(codeOf(opened)).toBe('ok')
  return id
}

const encounterRow = (id: string, appointmentId: string, status = 'in-progress') => ({
  clinic_id: river.clinicId,
  id,
  appointment_id: appointmentId,
  patient_id: river.patientId,
  practitioner_id: river.practitionerId,
  status,
  started_at: NOW,
  completed_at: status === 'finished' ? NOW : null,
  version: 1,
})

const of = () => ({ clinic_id: river.clinicId, encounter_id: encounterId })

const lotUseRow = (quantity: number) => ({
  ...of(),
  id: uuidv7(),
  lot_id: river.lot('24H07A'),
  quantity,
  by_identity_id: river.ana.identityId,
  used_at: NOW,
  at: NOW,
})

const procedureRow = (needles: number) => ({
  ...of(),
  id: uuidv7(),
  area_id: 'upper-trapezius.left',
  technique: 'deep-dry-needling',
  diameter_mm: 0.3,
  length_mm: 50,
  needles,
  insertions: needles,
  retained: false,
  lot_id: river.lot('24H07A'),
  performed_at: NOW,
  entered_in_error: false,
})

const NOTHING = {
  inserted: 0,
  removed: 0,
  fell_out_found: 0,
  broken: 0,
  left_in_place: 0,
  missing: 0,
  discarded_unused: 0,
  dropped_found: 0,
  dropped_not_found: 0,
}

const countRow = (count: Partial<typeof NOTHING>, closed = true) => ({
  ...of(),
  ...NOTHING,
  ...count,
  closed_at: closed ? NOW : null,
  version: 1,
})

const write = (table: string, row: Readonly<Record<string, unknown>>) =>
  rawAs(raw, river.ana, (client) => insertInto(client, table, row))

const complete = () =>
  attempt(raw, river.ana, `UPDATE encounter SET status = 'finished', completed_at = $2 WHERE id = $1`, [
    encounterId,
    NOW,
  ])

const reasonOf = (outcome: Attempt<unknown>): string =>
  outcome.ok ? 'ok' : outcome.detail === undefined ? outcome.code : `${outcome.code} ${outcome.detail}`

/** Six needles opened, five in, one thrown away unused. */
const needleSix = async (): Promise<void> => {
  expect(codeOf(await write('lot_use', lotUseRow(6)))).toBe('ok')
  expect(codeOf(await write('procedure', procedureRow(5)))).toBe('ok')
}

describe('P5: a visit is not completed while a needle is unaccounted for', () => {
  it('a visit without needles completes without a count', async () => {
    expect(reasonOf(await complete())).toBe('ok')
  })

  it('a visit whose needles all have a fate completes', async () => {
    await needleSix()
    expect(
      codeOf(
        await write('needle_count', countRow({ inserted: 5, removed: 4, fell_out_found: 1, discarded_unused: 1 })),
      ),
    ).toBe('ok')
    expect(reasonOf(await complete())).toBe('ok')
  })

  it.each([
    ['nobody has counted', null],
    ['the count is still open', countRowOf({ inserted: 5, removed: 5, discarded_unused: 1 }, false)],
    ['one opened needle went nowhere', countRowOf({ inserted: 5, removed: 5 })],
    ['fewer went in than the record says', countRowOf({ inserted: 4, removed: 4, discarded_unused: 2 })],
    ['more went in than were opened', countRowOf({ inserted: 7, removed: 7 })],
  ])('it does not complete when %s', async (_, count) => {
    await needleSix()
    if (count !== null) expect(codeOf(await write('needle_count', { ...countRow({}), ...count }))).toBe('ok')
    expect(reasonOf(await complete())).toBe('FF005 count-open')
  })

  it('it does not complete when needles were counted that no box was opened for', async () => {
    expect(codeOf(await write('needle_count', countRow({ inserted: 3, removed: 3 })))).toBe('ok')
    expect(reasonOf(await complete())).toBe('FF005 count-open')
  })

  it('a count is not closed while it does not add up, and never goes below nothing', async () => {
    expect(codeOf(await write('needle_count', countRow({ inserted: 5, removed: 4 })))).toBe('23514')
    expect(codeOf(await write('needle_count', countRow({ inserted: 5, removed: 6, missing: -1 })))).toBe('23514')
    expect(codeOf(await write('needle_count', countRow({ inserted: 5, removed: 4 }, false)))).toBe('ok')
  })

  it.each(['missing', 'broken'] as const)('a needle that is %s needs an incident that says so', async (fate) => {
    await needleSix()
    expect(
      codeOf(await write('needle_count', countRow({ inserted: 5, removed: 4, [fate]: 1, discarded_unused: 1 }))),
    ).toBe('ok')
    expect(reasonOf(await complete())).toBe('FF005 needle-missing-without-incident')
    const incident = (kind: string) => ({
      ...of(),
      id: uuidv7(),
      kind,
      description: 'Looked everywhere.',
      by_identity_id: river.ana.identityId,
      at: NOW,
    })
    for (const about of ['fainted', fate === 'missing' ? 'needle-broken' : 'needle-missing']) {
      expect(codeOf(await write('incident', incident(about)))).toBe('ok')
      expect(reasonOf(await complete())).toBe('FF005 needle-missing-without-incident')
    }
    expect(codeOf(await write('incident', incident(`needle-${fate}`)))).toBe('ok')
    expect(reasonOf(await complete())).toBe('ok')
  })

  it('a visit cannot be completed by writing it down as completed', async () => {
    const visit = visitAt(river, { startMs: START_MS + day++ * DAY_MS })
    const saved = await rawAs(raw, river.ana, async (client) => {
      await bookRaw(client, river, visit)
      await insertInto(client, 'encounter', encounterRow(uuidv7(), visit.id, 'finished'))
    })
    expect(reasonOf(saved)).toBe('FF005 count-open')
  })

  it('what was signed stays as it was signed; it can only be withdrawn', async () => {
    const change = (set: string) =>
      attempt(raw, river.ana, `UPDATE consent SET ${set} WHERE clinic_id = $1`, [river.clinicId])
    for (const set of [`signed_name = 'Somebody'`, `risk_zones = '{}'`, `signature = '{}'`, `signed_at = now()`])
      expect.soft(codeOf(await change(set)), set).toBe('42501')
    expect(codeOf(await change('withdrawn_at = now()'))).toBe('ok')
  })

  it('in a race, a needle opened as the visit completes is in the count or refused: twenty times', async () => {
    for (let round = 0; round < 20; round++) {
      encounterId = await openEncounter()
      const [completed, used] = await Promise.all([complete(), write('lot_use', lotUseRow(1))])
      // one of them came first, and the other was told
      expect([codeOf(completed), codeOf(used)].toSorted()).toEqual([
        codeOf(completed) === 'ok' ? 'FF006' : 'FF005',
        'ok',
      ])
    }
  })
})

const noteRow = (subjective: string) => ({
  ...of(),
  subjective,
  objective: '',
  assessment: '',
  plan: '',
  text: '',
  by_identity_id: river.ana.identityId,
  at: NOW,
  version: 1,
})

const signatureRow = (part: 'author' | 'co-signer', by: StaffActor, more: object = {}) => ({
  ...{ ...of(), part, identity_id: by.identityId, name: by.name, hash: 'made up', remark: '', at: NOW },
  ...more,
})

const addendumRow = (text = 'The other shoulder.', reason = 'Wrong word') => ({
  ...{ ...of(), id: uuidv7(), text, reason, by_identity_id: river.ana.identityId, by_name: 'Ana', at: NOW },
})

const signaturesOf = () =>
  rowsOf<{ part: string; hash: string; whole: boolean; name: string }>(
    owner,
    `SELECT s.part, s.name, s.hash, s.hash = note_hash(n) AS whole FROM note_signature s
     JOIN clinical_note n USING (clinic_id, encounter_id) WHERE s.encounter_id = $1 ORDER BY s.part`,
    [encounterId],
  )

describe('P5: a signed note does not change', () => {
  beforeEach(async () => {
    expect(codeOf(await write('clinical_note', noteRow('Eased after two days.')))).toBe('ok')
  })

  it('is signed by nobody but the practitioner of its visit, and which words were signed is not for the signer to say', async () => {
    for (const stranger of [river.mei, river.owner, river.assistant])
      expect.soft(codeOf(await write('note_signature', signatureRow('author', stranger))), stranger.name).toBe('23514')
    expect(codeOf(await write('note_signature', signatureRow('author', river.ana)))).toBe('ok')
    expect(await signaturesOf()).toMatchObject([{ part: 'author', whole: true }])
    expect((await signaturesOf())[0]?.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('stays as it was signed, for everybody and for the owner of the database, while the visit goes on', async () => {
    expect(codeOf(await write('note_signature', signatureRow('author', river.ana)))).toBe('ok')
    for (const sql of [
      `UPDATE clinical_note SET subjective = 'Other words' WHERE encounter_id = $1`,
      'DELETE FROM clinical_note WHERE encounter_id = $1',
    ]) {
      expect.soft(codeOf(await attempt(raw, river.ana, sql, [encounterId])), sql).toBe('FF006')
      await expect(owner.query(sql, [encounterId])).rejects.toMatchObject({ code: 'FF006' })
    }
    for (const sql of [
      `UPDATE note_signature SET name = 'Somebody' WHERE encounter_id = $1`,
      'DELETE FROM note_signature WHERE encounter_id = $1',
    ]) {
      expect.soft(codeOf(await attempt(raw, river.ana, sql, [encounterId])), sql).toBe('42501')
      await expect(owner.query(sql, [encounterId])).rejects.toMatchObject({ code: 'FF006' })
    }
  })

  it('is signed by completing the visit, by whichever path; a note without words is not', async () => {
    expect(reasonOf(await complete())).toBe('ok')
    expect(await signaturesOf()).toMatchObject([{ part: 'author', name: 'Ana Ruiz', whole: true }])
    encounterId = await openEncounter()
    expect(codeOf(await write('clinical_note', noteRow('  ')))).toBe('ok')
    expect(reasonOf(await complete())).toBe('ok')
    expect(await signaturesOf()).toEqual([])
  })

  it('in a race, what is signed is what was written first or what was written is refused: twenty times', async () => {
    for (let round = 0; round < 20; round++) {
      encounterId = await openEncounter()
      expect(codeOf(await write('clinical_note', noteRow('First words.')))).toBe('ok')
      const [signed, written] = await Promise.all([
        write('note_signature', signatureRow('author', river.ana)),
        attempt(raw, river.ana, `UPDATE clinical_note SET subjective = 'Second words.' WHERE encounter_id = $1`, [
          encounterId,
        ]),
      ])
      expect(codeOf(signed)).toBe('ok')
      expect(['ok', 'FF006']).toContain(codeOf(written))
      expect(await signaturesOf()).toMatchObject([{ whole: true }])
    }
  })

  it('a second name is the supervisor’s or a clinical lead’s, and never the author’s own', async () => {
    expect(codeOf(await write('note_signature', signatureRow('co-signer', river.mei)))).toBe('23514')
    await owner.query('UPDATE practitioner SET supervisor_id = $2 WHERE clinic_id = $3 AND id = $1', [
      river.practitionerId,
      river.mei.practitionerId,
      river.clinicId,
    ])
    try {
      expect(codeOf(await write('note_signature', signatureRow('author', river.ana)))).toBe('ok')
      for (const other of [river.ana, river.ben, river.owner])
        expect.soft(codeOf(await write('note_signature', signatureRow('co-signer', other))), other.name).toBe('23514')
      expect(reasonOf(await complete())).toBe('ok')
      expect(codeOf(await write('note_signature', signatureRow('co-signer', river.mei)))).toBe('ok')
      expect(await signaturesOf()).toMatchObject([{ whole: true }, { part: 'co-signer', whole: true }])
    } finally {
      await owner.query('UPDATE practitioner SET supervisor_id = NULL WHERE clinic_id = $2 AND id = $1', [
        river.practitionerId,
        river.clinicId,
      ])
    }
  })

  it('something is added once it is fixed, with a reason, and stays', async () => {
    expect(codeOf(await write('addendum', addendumRow()))).toBe('23514')
    expect(reasonOf(await complete())).toBe('ok')
    expect(codeOf(await write('addendum', addendumRow('More.', ' ')))).toBe('23514')
    expect(codeOf(await write('addendum', addendumRow()))).toBe('ok')
    for (const sql of [
      `UPDATE addendum SET text = 'Nothing' WHERE encounter_id = $1`,
      'DELETE FROM addendum WHERE encounter_id = $1',
    ]) {
      expect.soft(codeOf(await attempt(raw, river.ana, sql, [encounterId])), sql).toBe('42501')
      await expect(owner.query(sql, [encounterId])).rejects.toMatchObject({ code: 'FF006' })
    }
    const [visit] = await rowsOf<{ id: string }>(owner, 'SELECT appointment_id AS id FROM encounter WHERE id = $1', [
      encounterId,
    ])
    await markInError(owner, [visit?.id ?? ''])
    expect(codeOf(await write('addendum', addendumRow()))).toBe('FF006')
  })
})

describe('P5: a completed record does not change', () => {
  beforeEach(async () => {
    await needleSix()
    await write('needle_count', countRow({ inserted: 5, removed: 5, discarded_unused: 1 }))
    await write('screening_answer', { ...of(), question_id: 'pregnancy', answer: { value: 'no' }, answered_at: NOW })
    await write('clinical_note', { ...of(), text: 'Eased.', by_identity_id: river.ana.identityId, at: NOW, version: 1 })
    expect(reasonOf(await complete())).toBe('ok')
  })

  it('nothing is added to it', async () => {
    expect(codeOf(await write('procedure', procedureRow(1)))).toBe('FF006')
    expect(codeOf(await write('lot_use', lotUseRow(1)))).toBe('FF006')
    expect(
      codeOf(
        await write('screening_answer', { ...of(), question_id: 'implant', answer: { value: 'no' }, answered_at: NOW }),
      ),
    ).toBe('FF006')
  })

  it.each([
    ['encounter', `UPDATE encounter SET needles_out_at = now() WHERE id = $1`],
    ['encounter', `UPDATE encounter SET status = 'in-progress' WHERE id = $1`],
    ['encounter', `UPDATE encounter SET status = 'entered-in-error', completed_at = now() WHERE id = $1`],
    ['procedure', `UPDATE procedure SET needles = 4 WHERE encounter_id = $1`],
    ['needle_count', `UPDATE needle_count SET inserted = 4, removed = 4 WHERE encounter_id = $1`],
    ['needle_count', `DELETE FROM needle_count WHERE encounter_id = $1`],
    ['screening_answer', `UPDATE screening_answer SET answer = '{}' WHERE encounter_id = $1`],
    ['screening_answer', `DELETE FROM screening_answer WHERE encounter_id = $1`],
    ['clinical_note', `UPDATE clinical_note SET text = 'other' WHERE encounter_id = $1`],
    ['clinical_note', `DELETE FROM clinical_note WHERE encounter_id = $1`],
  ])('no row of its %s is changed: %s', async (_, sql) => {
    expect(codeOf(await attempt(raw, river.ana, sql, [encounterId]))).toBe('FF006')
    await expect(owner.query(sql, [encounterId])).rejects.toMatchObject({ code: 'FF006' })
  })

  it('no row of it is moved to an open visit', async () => {
    const open = await openEncounter()
    for (const table of ['procedure', 'needle_count', 'screening_answer', 'clinical_note']) {
      const moved = await attempt(raw, river.ana, `UPDATE ${table} SET encounter_id = $2 WHERE encounter_id = $1`, [
        encounterId,
        open,
      ])
      expect(codeOf(moved)).toBe('FF006')
    }
  })

  it('it can be marked as entered in error, once and for all', async () => {
    const mark = (status: string) =>
      attempt(raw, river.ana, 'UPDATE encounter SET status = $2, version = version + 1 WHERE id = $1', [
        encounterId,
        status,
      ])
    // not without a reason, nor without its appointment
    expect(codeOf(await mark('entered-in-error'))).toBe('23514')
    const [visit] = await rowsOf<{ id: string }>(owner, 'SELECT appointment_id AS id FROM encounter WHERE id = $1', [
      encounterId,
    ])
    expect(codeOf(await rawAs(raw, river.ana, (client) => markInError(client, [visit?.id ?? ''])))).toBe('ok')
    expect(codeOf(await mark('finished'))).toBe('FF006')
    expect(codeOf(await mark('in-progress'))).toBe('FF006')
    const rows = await rowsOf(owner, 'SELECT 1 FROM procedure WHERE encounter_id = $1', [encounterId])
    expect(rows).toHaveLength(1)
  })
})

/** A count without its visit, for the tables of cases above. */
function countRowOf(count: Partial<typeof NOTHING>, closed = true) {
  return { ...count, closed_at: closed ? NOW : null }
}
