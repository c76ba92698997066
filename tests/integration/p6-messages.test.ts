import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { uuidv7 } from '#lib/ids.ts'
import { type TestClinic, TUESDAY_MORNING_MS, twoClinics } from '../support/clinics.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { attempt, codeOf, insertInto, rawAs, rawPool, rowsOf, tally } from '../support/raw-sql.ts'

let test: TestDatabase
let owner: pg.Pool
let raw: pg.Pool
let river: TestClinic

beforeAll(async () => {
  test = await testDatabase({ clinics: true })
  river = twoClinics().riverside
  owner = rawPool(test.ownerUrl, 2)
  raw = rawPool(test.appUrl, 50)
  await owner.query(`DELETE FROM communication WHERE encounter_id = $1`, [river.past.encounterId])
})

afterAll(async () => {
  await raw?.end()
  await owner?.end()
  await test?.drop()
})

const message = (wish: Readonly<Record<string, unknown>> = {}) =>
  rawAs(raw, river.system, (client) =>
    insertInto(client, 'communication', {
      clinic_id: river.clinicId,
      id: uuidv7(),
      kind: 'aftercare',
      encounter_id: river.past.encounterId,
      appointment_id: river.past.appointmentId,
      patient_id: river.otherPatientId,
      step_id: river.scope.id('aftercare-step', 'at once'),
      channel: 'email',
      attempt: 1,
      status: 'due',
      due_at: new Date(TUESDAY_MORNING_MS).toISOString(),
      basis: 'last-needle-out',
      areas: [],
      chest_warning: false,
      created_at: new Date(TUESDAY_MORNING_MS).toISOString(),
      ...wish,
    }),
  )

it('P6: of a hundred that make one step of one visit due at once, one does', async () => {
  for (let round = 0; round < 20; round++) {
    await owner.query(`DELETE FROM communication WHERE encounter_id = $1`, [river.past.encounterId])
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => message()))
    expect(tally(outcomes)).toEqual({ ok: 1, '23505': 99 })
  }
})

it('P6: another attempt is made only when a person asked for it, and each attempt once', async () => {
  expect(codeOf(await message({ attempt: 2 }))).toBe('23514')
  const asked = { attempt: 2, requested_by_identity_id: river.desk.identityId }
  expect(codeOf(await message(asked))).toBe('ok')
  expect(codeOf(await message(asked))).toBe('23505')
  expect(codeOf(await message({ attempt: 0 }))).toBe('23514')
})

it('P6: a message is never struck out to be sent again', async () => {
  const struck = await attempt(raw, river.owner, 'DELETE FROM communication WHERE encounter_id = $1', [
    river.past.encounterId,
  ])
  expect(codeOf(struck)).toBe('42501')
  expect(
    await rowsOf(owner, 'SELECT 1 FROM communication WHERE encounter_id = $1', [river.past.encounterId]),
  ).toHaveLength(2)
})

it('P6: another channel than those the clinic has, and another state than those a message knows, are refused', async () => {
  expect(codeOf(await message({ channel: 'pigeon' }))).toBe('23514')
  expect(codeOf(await message({ attempt: 3, requested_by_identity_id: 'x', status: 'hopefully' }))).toBe('23514')
})

it('P6: a further channel is no further message: of a hundred by mail and by text, one is made', async () => {
  await owner.query(`DELETE FROM communication WHERE encounter_id = $1`, [river.past.encounterId])
  const both = Array.from({ length: 100 }, (_, nth) => message({ channel: nth % 2 === 0 ? 'email' : 'sms' }))
  expect(tally(await Promise.all(both))).toEqual({ ok: 1, '23505': 99 })
})

it('P6: of a hundred that say one thing about one visit, one does; another change is another message', async () => {
  const around = { kind: 'appointment-changed', step_id: null, encounter_id: null, basis: null }
  const change = (occasion: string) => message({ ...around, occasion })
  const outcomes = await Promise.all(Array.from({ length: 100 }, () => change('2')))
  expect(tally(outcomes)).toEqual({ ok: 1, '23505': 99 })
  expect(codeOf(await change('3'))).toBe('ok')
  expect(codeOf(await message({ ...around, occasion: '2', kind: 'appointment-confirmed' }))).toBe('ok')
  expect(codeOf(await message({ ...around, occasion: '2', attempt: 2 }))).toBe('23514')
  await owner.query(`DELETE FROM communication WHERE encounter_id IS NULL AND appointment_id = $1`, [
    river.past.appointmentId,
  ])
})

it('P6: a message is about one visit of its own patient, and each kind about what it has to be', async () => {
  const around = { kind: 'appointment-changed', step_id: null, encounter_id: null, basis: null }
  for (const wrong of [
    { ...around, patient_id: river.patientId },
    { ...around, appointment_id: null },
    { ...around, recipient_identity_id: river.desk.identityId },
    { kind: 'staff-alert', step_id: null, basis: null },
    { kind: 'rumour' },
    { step_id: null },
    { kind: 'consent-copy' },
    { appointment_id: river.coming.appointmentId },
  ])
    expect.soft(codeOf(await message({ ...wrong, occasion: 'wrong' })), JSON.stringify(wrong)).toBe('23514')
})

it('P6: the channel may change until a message is handed over, and not after', async () => {
  const here = 'WHERE encounter_id = $1 AND attempt = 1'
  await owner.query(`DELETE FROM communication WHERE encounter_id = $1`, [river.past.encounterId])
  expect(codeOf(await message())).toBe('ok')
  const change = (set: string) =>
    attempt(raw, river.system, `UPDATE communication SET ${set} ${here}`, [river.past.encounterId])
  expect(codeOf(await change(`channel = 'sms', status = 'sending'`))).toBe('ok')
  expect(codeOf(await change(`channel = 'email'`))).toBe('FF008')
  expect(codeOf(await change(`status = 'due'`))).toBe('ok')
  expect(codeOf(await change(`channel = 'email'`))).toBe('ok')
})

it('P6: a message that is settled is never due again, and no message becomes one of another step or visit', async () => {
  const here = 'WHERE encounter_id = $1 AND attempt = 1'
  const change = (set: string) =>
    attempt(raw, river.system, `UPDATE communication SET ${set} ${here}`, [river.past.encounterId])
  for (const settled of ['sent', 'unknown', 'failed', 'withheld']) {
    await owner.query(`DELETE FROM communication ${here}`, [river.past.encounterId])
    expect(codeOf(await message())).toBe('ok')
    expect(codeOf(await change(`status = 'sending'`))).toBe('ok')
    expect(codeOf(await change(`status = 'due'`))).toBe('ok')
    expect(codeOf(await change(`status = '${settled}'`))).toBe('ok')
    for (const again of ['due', 'sending'])
      expect.soft(codeOf(await change(`status = '${again}'`)), `${settled}, then ${again}`).toBe('FF008')
  }
  const other = river.scope.id('aftercare-step', 'another')
  for (const set of [
    'attempt = 7',
    `kind = 'removal'`,
    `occasion = 'x'`,
    `step_id = '${other}'`,
    `encounter_id = '${other}'`,
  ])
    expect.soft(codeOf(await change(set)), set).toBe('42501')
  await expect(
    owner.query(`UPDATE communication SET attempt = 7 ${here}`, [river.past.encounterId]),
  ).rejects.toMatchObject({ code: 'FF008' })
})
