import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asActor } from '#db/scope.ts'
import type { StaffActor } from '#domain/actor.ts'
import { triage } from '#domain/aftercare/triage.ts'
import type { SaidInput } from '#features/check-in/schema.ts'
import { uuidv7 } from '#lib/ids.ts'
import { BEARABLE_ALARMS } from '../../prisma/seed/safety.ts'
import { KIND_OF, newCheckInLink, recordReply } from '../../src/features/check-in/records.ts'
import { triageRulesOn, triageTermsOn } from '../../src/features/triage-policy/queries.ts'
import { callWhenUnanswered, raiseAnswerAlert } from '../../src/worker/watch-answers.ts'
import { refusalOf } from '../support/front-desk.ts'
import { MINUTE_MS } from '../support/instants.ts'
import { monthOfAnswers, redSentences, weeksOf } from '../support/month-of-answers.ts'
import { EXIF, jpegOf, pngOf } from '../support/pictures.ts'

import { attempt, codeOf, rawPool, rowsOf } from '../support/raw-sql.ts'
import {
  complete,
  needle,
  type OpenVisit,
  openManyVisits,
  openTreatmentRoom,
  prepare,
  SOLEUS,
  scan,
  setDatabaseClock,
  TRAPEZIUS,
  type TreatmentRoom,
  takeOut,
} from '../support/treatment-room.ts'

let room: TreatmentRoom
let raw: pg.Pool
/** One near the lung, completed; one far from it; one whose needles are not counted yet. */
let near: OpenVisit
let far: OpenVisit
let open: OpenVisit

const DAY_MS = 86_400_000

const needled = async (visit: OpenVisit, areaId: string): Promise<void> => {
  const lotId = await scan(room, visit, '24H07A', 3)
  await needle(room, visit, { lotId, areaIds: [areaId], needles: 4 })
  await prepare(room, visit)
  await takeOut(room, visit, 40, { removed: 4 })
  await complete(room, visit, 45)
}

beforeAll(async () => {
  room = await openTreatmentRoom()
  raw = rawPool(room.appUrl, 4)
  const [first, second, third] = await openManyVisits(room, 3)
  if (first === undefined || second === undefined || third === undefined) throw new Error('no visits')
  ;[near, far, open] = [first, second, third]
  await needled(near, TRAPEZIUS)
  await needled(far, SOLEUS)
  const lotId = await scan(room, open, '24H07A', 3)
  await needle(room, open, { lotId, areaIds: [SOLEUS], needles: 2 })
  await setDatabaseClock(room.owner, near.startMs + 200 * MINUTE_MS)
})
afterAll(async () => {
  await raw?.end()
  await room?.close()
})

const patientOf = async (visit: OpenVisit): Promise<string> => {
  const [row] = await rowsOf<{ id: string }>(room.owner, 'SELECT patient_id AS id FROM encounter WHERE id = $1', [
    visit.encounterId,
  ])
  return row?.id ?? ''
}

const linkOf = async (visit: OpenVisit, nowMs = near.startMs + 100 * MINUTE_MS) => {
  const { system, clinicId } = room.riverside
  const patientId = await patientOf(visit)
  return asActor(room.database, system, (tx) =>
    newCheckInLink(tx, { clinicId, patientId, encounterId: visit.encounterId }, nowMs),
  )
}

const nobody = (minute = 200) => room.as(null, { nowMs: near.startMs + minute * MINUTE_MS })
const CALM = { chest: 'no', infection: 'no', numbness: 'no', needle: 'none', bruise: 'none', soreness: 2 } as const
const say = async (visit: OpenVisit, said: Partial<SaidInput>, more: { formId?: string; token?: string } = {}) => {
  const { formId = randomUUID(), token = (await linkOf(visit)).token } = more
  const { answerId } = await nobody().checkIn.answerLink({ slug: 'riverside', token, formId, said })
  return answerId
}
const followed = async (answerId: string) => {
  const [row] = await rowsOf<{ tier: string; tasks: { kind: string; rings: boolean; minutes: number }[] }>(
    room.owner,
    `SELECT c.tier, coalesce((SELECT json_agg(json_build_object('kind', t.kind, 'rings', t.rings,
       'minutes', round(extract(epoch FROM t.due_at - c.at) / 60)) ORDER BY t.kind) FROM task t WHERE t.check_in_id = c.id), '[]') AS tasks
     FROM check_in c WHERE c.id = $1`,
    [answerId],
  )
  return row
}
const incidentsOf = (visit: OpenVisit) =>
  rowsOf<{ kind: string }>(room.owner, 'SELECT kind FROM incident WHERE encounter_id = $1 ORDER BY at, id', [
    visit.encounterId,
  ])

describe('the link of a message', () => {
  it('is opened as often as anybody likes and changes nothing by it; who answers answers as often as they like', async () => {
    const { token } = await linkOf(far)
    const look = () => nobody().checkIn.openLink({ slug: 'riverside', token })
    const before = await rowsOf(room.owner, 'SELECT count(*) FROM check_in')
    for (let times = 0; times < 5; times++) expect(await look()).toMatchObject({ state: 'open' })
    expect(await rowsOf(room.owner, 'SELECT count(*) FROM check_in')).toEqual(before)
    await say(far, CALM, { token })
    await say(far, { ...CALM, soreness: 1 }, { token })
    expect(await look()).toMatchObject({ state: 'open', asked: { lastAnsweredAt: expect.any(String), answer: null } })
  })

  it('says plainly when it has expired or never was one, and takes no answer then', async () => {
    const { token, expiresMs } = await linkOf(far)
    const late = room.as(null, { nowMs: expiresMs })
    expect(await late.checkIn.openLink({ slug: 'riverside', token })).toEqual({ state: 'expired' })
    for (const [slug, wrong] of [
      ['riverside', `${token}x`],
      ['hillside', token],
      ['nowhere', token],
    ] as const)
      expect(await nobody().checkIn.openLink({ slug, token: wrong })).toEqual({ state: 'unknown' })
    const answer = { slug: 'riverside', token, formId: randomUUID(), said: { words: 'Better' } }
    expect((await refusalOf(late.checkIn.answerLink(answer))).refusals[0]?.reason).toBe('not-found')
  })

  it('keeps only a hash of its token, which nobody who works here or is a patient reads', async () => {
    const { token } = await linkOf(far)
    const kept = await rowsOf(
      room.owner,
      'SELECT 1 FROM check_in_link WHERE token_hash = $1 OR position($1 in token_hash) > 0',
      [token],
    )
    expect(kept).toEqual([])
    const { ana, desk, clinicId } = room.riverside
    const patient = { kind: 'patient', identityId: 'p', clinicId, patientIds: [await patientOf(far)] } as const
    for (const who of [ana, { ...ana, clinicalLead: true }, desk, patient]) {
      const seen = await attempt(raw, who, 'SELECT 1 FROM check_in_link')
      expect(seen.ok ? seen.value.rowCount : 'refused').toBe(0)
    }
  })

  it('shows the answer of its own visit and no other', async () => {
    const [mine, other] = [await say(near, CALM), await say(far, CALM)]
    const { token } = await linkOf(near)
    const shown = async (answerId: string) => {
      const opened = await nobody().checkIn.openLink({ slug: 'riverside', token, answerId })
      return opened.state === 'open' ? (opened.asked.answer?.id ?? null) : opened.state
    }
    expect([await shown(mine), await shown(other)]).toEqual([mine, null])
  })
})

describe('an answer', () => {
  it('counts once however often its form is sent, and anew when it was changed', async () => {
    const formId = randomUUID()
    const { token } = await linkOf(far)
    const all = await Promise.all(Array.from({ length: 5 }, () => say(far, { words: 'Sore?' }, { formId, token })))
    expect(new Set(all).size).toBe(1)
    expect(await say(far, { words: 'Very sore?' }, { formId, token })).not.toBe(all[0])
  })

  it('of trouble with the chest tells to call at once, rings, and opens an incident', async () => {
    const answerId = await say(near, { chest: 'unsure' })
    expect(await followed(answerId)).toEqual({
      tier: 'emergency',
      tasks: [{ kind: 'answer-emergency', rings: true, minutes: 5 }],
    })
    expect(await incidentsOf(near)).toEqual([{ kind: 'breathing' }])
    const { token } = await linkOf(near)
    const opened = await nobody().checkIn.openLink({ slug: 'riverside', token, answerId })
    expect(opened).toMatchObject({
      asked: { answer: { tier: 'emergency', words: [{ title: 'Call the emergency number now' }] } },
    })
  })

  it('makes a task in its time when it is concerning or nobody can sort it, and none when it is harmless', async () => {
    expect(await followed(await say(far, { ...CALM, infection: 'yes' }))).toEqual({
      tier: 'concerning',
      tasks: [{ kind: 'answer-concerning', rings: false, minutes: 60 }],
    })
    expect(await followed(await say(far, { ...CALM, words: 'Can I swim?' }))).toMatchObject({
      tier: 'unclassified',
      tasks: [{ kind: 'answer-unclear', rings: false }],
    })
    expect(await followed(await say(far, CALM))).toEqual({ tier: 'harmless', tasks: [] })
  })

  it('Z2: none closes what an earlier one opened, whether stoic, of pictures, misspelt, foreign or empty', async () => {
    const { token } = await linkOf(near)
    await say(near, { chest: 'yes' }, { token })
    const ringing = () => rowsOf(room.owner, `SELECT 1 FROM task WHERE rings AND status = 'open'`)
    const before = (await ringing()).length
    for (const words of ['I am fine', 'No chest pain any more', '👍', 'all godo', 'todo bien', 'danke, alles gut'])
      await say(near, { ...CALM, words }, { token })
    const empty = { slug: 'riverside', token, formId: randomUUID(), said: {} }
    expect((await refusalOf(nobody().checkIn.answerLink(empty))).refusals[0]?.reason).toBe('nothing-said')
    expect((await ringing()).length).toBe(before)
  })

  it('by text message is sorted by its words, and is of the visit just before it', async () => {
    const { clinicId, system } = room.riverside
    const reply = async (visit: OpenVisit, text: string, days = 0) => {
      const patientId = await patientOf(visit)
      const receivedMs = near.startMs + 300 * MINUTE_MS + days * DAY_MS
      return asActor(room.database, system, (tx) =>
        recordReply(tx, { clinicId, patientId, text, receivedMs, channel: 'sms' }),
      )
    }
    expect((await reply(far, 'bekomme schlecht luft')).tier).toBe('emergency')
    expect((await reply(far, 'Thanks!')).tier).toBe('harmless')
    // near the lung, thanks tell nothing of the lung
    expect((await reply(near, 'Thanks!')).tier).toBe('unclassified')
    // and long after a visit nobody knows what is meant
    expect((await reply(far, 'Thanks!', 30)).tier).toBe('unclassified')
  })
})

describe('a needle found at home', () => {
  const found = (visit: OpenVisit, more: Partial<SaidInput> = {}) =>
    say(visit, { ...CALM, needle: 'in-the-body', needles: 1, ...more })
  const written = (visit: OpenVisit) =>
    rowsOf(
      room.owner,
      `SELECT n.counted_as, n.found, n.needles, i.kind, t.kind AS task, t.status, t.check_in_id AS answer, n.by_name = p.name AS own
       FROM needle_correction n JOIN incident i ON i.id = n.incident_id JOIN task t ON t.id = n.task_id
       JOIN encounter e ON e.id = n.encounter_id JOIN patient p ON p.id = e.patient_id WHERE n.encounter_id = $1`,
      [visit.encounterId],
    )

  it('Z4: after the record is completed, stands beside the count with its incident and its task, and rings', async () => {
    const answer = await found(far)
    expect(await written(far)).toEqual([
      ...[{ counted_as: 'removed', found: 'in-the-body', needles: 1, kind: 'needle-found', task: 'needle-found' }].map(
        (row) => ({ ...row, status: 'open', answer, own: true }),
      ),
    ])
    expect(await followed(answer)).toEqual({
      tier: 'concerning',
      tasks: [{ kind: 'needle-found', rings: true, minutes: 5 }],
    })
    const [count] = await rowsOf(room.owner, 'SELECT removed FROM needle_count WHERE encounter_id = $1', [
      far.encounterId,
    ])
    expect(count).toEqual({ removed: 4 })
  })

  it('Z4: near the lung tells to call the emergency number', async () => {
    const answer = await found(near)
    expect(await followed(answer)).toMatchObject({ tier: 'emergency', tasks: [{ kind: 'needle-found', rings: true }] })
  })

  it('Z4: is never lost: also more than went in, or of a visit still open, have their incident and their task', async () => {
    for (const [visit, needles] of [
      [far, 9],
      [open, 1],
    ] as const) {
      const before = (await incidentsOf(visit)).length
      const answer = await found(visit, { needles, needle: 'outside' })
      expect(await followed(answer)).toMatchObject({ tasks: [{ kind: 'needle-found', rings: false }] })
      expect((await incidentsOf(visit)).length).toBe(before + 1)
    }
    expect(await written(far)).toHaveLength(1)
    expect(await written(open)).toEqual([])
  })
})

describe('a photo with an answer', () => {
  const DAY_LATER = 200 + 24 * 60
  const base64 = (made: Parameters<typeof jpegOf>[0] = {}) => Buffer.from(jpegOf(made)).toString('base64')
  /** Each another picture: the same one sent again is the same photo. */
  let nth = 0
  const another = () => base64({ coded: [++nth, 0x2a] })
  const answerOf = async (visit: OpenVisit, said: Partial<SaidInput> = CALM) => {
    const { token, expiresMs } = await linkOf(visit)
    const answerId = await say(visit, said, { token })
    const asked = { slug: 'riverside', token, answerId }
    const send = (picture: string, { minute = 201, ...more }: { minute?: number } & Partial<typeof asked> = {}) =>
      nobody(minute).answerPhoto.addByLink({ ...asked, picture, ...more })
    return { answerId, token, expiresMs, send }
  }
  const reasonOf = async (call: Promise<unknown>) => (await refusalOf(call)).message
  const photosOf = (answerId: string) =>
    rowsOf<{ jpeg: Buffer }>(room.owner, 'SELECT jpeg FROM check_in_photo WHERE check_in_id = $1', [answerId])
  const closeTask = (answerId: string) =>
    room.owner.query(
      `UPDATE task SET status = 'done', done_at = app_now(), outcome = 'reached', note = 'Talked.' WHERE check_in_id = $1 AND status = 'open'`,
      [answerId],
    )
  afterEach(() => room.owner.query('DELETE FROM check_in_photo'))

  it('joins it once however often it is sent, without where it was taken, and somebody has to look at it', async () => {
    const { answerId, send, token } = await answerOf(far)
    expect(await followed(answerId)).toEqual({ tier: 'harmless', tasks: [] })
    const taken = base64({ more: EXIF, behind: [...Buffer.from('<script>')] })
    const sent = await Promise.all([send(taken), send(taken), send(taken)])
    expect(sent).toEqual(Array.from({ length: 3 }, () => ({ photos: 1 })))
    expect(await photosOf(answerId)).toEqual([{ jpeg: Buffer.from(jpegOf()) }])
    expect(await send(another())).toEqual({ photos: 2 })
    expect(await followed(answerId)).toMatchObject({ tasks: [{ kind: 'answer-unclear', rings: false }] })
    const opened = await nobody().checkIn.openLink({ slug: 'riverside', token, answerId })
    expect(opened).toMatchObject({ asked: { answer: { photos: 2 } } })
  })

  it('Z2: that comes when everybody has closed the answer makes somebody look again', async () => {
    const { answerId, send } = await answerOf(far, { ...CALM, infection: 'yes' })
    await send(another())
    const kinds = async () => (await followed(answerId))?.tasks.map(({ kind }) => kind)
    expect(await kinds()).toEqual(['answer-concerning'])
    await closeTask(answerId)
    await send(another())
    expect(await kinds()).toEqual(['answer-concerning', 'answer-unclear'])
  })

  it('Z2: that cannot be taken says so and takes nothing of the answer with it: what rings has rung', async () => {
    const { answerId, send } = await answerOf(near, { chest: 'yes' })
    expect(await followed(answerId)).toMatchObject({ tasks: [{ rings: true }] })
    const wrong: [string, RegExp][] = [
      [Buffer.from('<svg onload="alert(1)"/>').toString('base64'), /not a picture/],
      [pngOf(8, 8).toString('base64'), /not a picture/],
      [base64().slice(0, -8), /not a picture/],
      [base64({ padding: 1_000_000 }), /too large/],
      [base64({ heightPx: 65_000 }), /too large/],
    ]
    for (const [picture, says] of wrong) expect(await reasonOf(send(picture))).toMatch(says)
    expect(await photosOf(answerId)).toEqual([])
    expect(await followed(answerId)).toMatchObject({ tier: 'emergency', tasks: [{ rings: true }] })
  })

  it('is taken by the link of its own answer alone, while that lasts and for a day', async () => {
    const [mine, other] = [await answerOf(far), await answerOf(far)]
    const picture = another()
    expect(await reasonOf(mine.send(picture, { answerId: other.answerId }))).toMatch(/takes no photo/)
    expect(await reasonOf(mine.send(picture, { slug: 'hillside' }))).toMatch(/no longer be answered/)
    expect(await reasonOf(mine.send(picture, { token: `${mine.token}x` }))).toMatch(/no longer be answered/)
    expect(await reasonOf(mine.send(picture, { minute: DAY_LATER }))).toMatch(/earlier day/)
    const over = room.as(null, { nowMs: mine.expiresMs }).answerPhoto
    const late = { slug: 'riverside', token: mine.token, answerId: mine.answerId, picture }
    expect(await reasonOf(over.addByLink(late))).toMatch(/no longer be answered/)
    expect(await photosOf(mine.answerId)).toEqual([])
  })

  it('is one of three, and of twelve of a visit, however many are sent at once, also by plain SQL', async () => {
    const five = [
      await answerOf(far),
      await answerOf(far),
      await answerOf(far),
      await answerOf(far),
      await answerOf(far),
    ]
    const sent = await Promise.allSettled(five.flatMap(({ send }) => Array.from({ length: 4 }, () => send(another()))))
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(12)
    for (const { answerId } of five) expect((await photosOf(answerId)).length).toBeLessThanOrEqual(3)
    const full = five[0]
    expect(await reasonOf(full?.send(another()) ?? Promise.resolve())).toMatch(/three photos|as many photos/i)
    expect(await insertPhoto({ check_in_id: full?.answerId })).toBe('23514')
  })

  it('is seen by who reads the answer, and by nobody else', async () => {
    const { ana, mei, desk, owner, assistant, clinicId } = room.riverside
    const { answerId, send } = await answerOf(far, { ...CALM, words: 'Look at this?' })
    await send(another())
    const at = (who: StaffActor) => room.as(who, { nowMs: far.startMs + 210 * MINUTE_MS })
    const [shown] = (await at(ana).checkIn.ofVisit({ encounterId: far.encounterId })).answers.filter(
      ({ id }) => id === answerId,
    )
    const [photo] = shown?.photos ?? []
    expect(photo).toMatchObject({ widthPx: 8, heightPx: 8 })
    const [waiting] = (await at({ ...ana, clinicalLead: false }).checkIn.waiting()).answers.filter(
      ({ words }) => words === 'Look at this?',
    )
    expect(waiting?.photos).toEqual([photo])
    const photoId = photo?.id ?? ''
    for (const who of [ana, assistant]) {
      const { jpeg } = await at(who).answerPhoto.read({ photoId })
      expect(Buffer.from(jpeg, 'base64').subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
    }
    const stranger = { ...mei, clinicalLead: false, practitionerId: randomUUID() }
    for (const [who, code] of [
      [desk, 'FORBIDDEN'],
      [owner, 'FORBIDDEN'],
      [stranger, 'NOT_FOUND'],
    ] as const)
      expect((await refusalOf(at(who).answerPhoto.read({ photoId }))).code).toBe(code)
    const self = { kind: 'patient', identityId: 'p', clinicId, patientIds: [await patientOf(far)] } as const
    const other = { ...self, patientIds: [await patientOf(near)] }
    const seen = async (who: Parameters<typeof attempt>[1]) => {
      const read = await attempt(raw, who, 'SELECT jpeg FROM check_in_photo')
      return read.ok ? read.value.rowCount : 'refused'
    }
    expect([await seen(self), await seen(other), await seen(desk), await seen(stranger)]).toEqual([1, 0, 0, 0])
    expect([await seen(null), await seen(room.hillside.owner)]).toEqual([0, 0])
  })

  const insertPhoto = async (
    change: Record<string, unknown>,
    who: Parameters<typeof attempt>[1] = room.riverside.system,
  ) => {
    const row: Record<string, unknown> = {
      ...{ clinic_id: room.riverside.clinicId, patient_id: await patientOf(far), at: new Date(far.startMs) },
      ...{ width_px: 8, height_px: 8, jpeg: Buffer.from(jpegOf()), ...change },
    }
    const names = Object.keys(row)
    const sql = `INSERT INTO check_in_photo (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`
    return codeOf(await attempt(raw, who, sql, Object.values(row)))
  }

  it('is written by the clinic alone, of the right patient, as a small picture that says nothing of where it was taken', async () => {
    const { ana, desk, clinicId } = room.riverside
    const self = { kind: 'patient', identityId: 'p', clinicId, patientIds: [await patientOf(far)] } as const
    const { answerId: check_in_id } = await answerOf(far, { ...CALM, words: 'Red?' })
    for (const who of [ana, desk, self]) expect(await insertPhoto({ check_in_id }, who)).toBe('42501')
    for (const change of [
      { patient_id: await patientOf(near) },
      { jpeg: pngOf(8, 8) },
      { jpeg: Buffer.from(jpegOf({ more: EXIF })) },
      { jpeg: Buffer.from(jpegOf({ padding: 1_000_000 })) },
      { height_px: 65_000 },
      // a harmless answer is on nobody's list
      { check_in_id: (await answerOf(far)).answerId },
    ])
      expect(await insertPhoto({ check_in_id, ...change })).toBe('23514')
    expect(await insertPhoto({ check_in_id })).toBe('ok')
    for (const sql of [`UPDATE check_in_photo SET width_px = 9`, 'DELETE FROM check_in_photo'])
      expect(codeOf(await attempt(raw, ana, sql))).toBe('42501')
  })

  it('goes with the patient when they are erased, and none comes after that', async () => {
    const { answerId, send } = await answerOf(far, { ...CALM, words: 'Red?' })
    await send(another())
    const patientId = await patientOf(far)
    await room.owner.query('UPDATE patient SET erased_at = app_now() WHERE id = $1', [patientId])
    try {
      expect(await photosOf(answerId)).toEqual([])
      expect(await reasonOf(send(another()))).toMatch(/takes no photo/)
      expect(await insertPhoto({ check_in_id: answerId })).toBe('23514')
    } finally {
      await room.owner.query('UPDATE patient SET erased_at = NULL WHERE id = $1', [patientId])
    }
  })
})

describe('nobody heard of', () => {
  const owed = (visit: OpenVisit) =>
    rowsOf<{ status: string; due: string }>(
      room.owner,
      `SELECT status, to_char(due_at AT TIME ZONE 'Europe/Berlin', 'HH24:MI') AS due FROM task WHERE kind = 'no-answer' AND encounter_id = $1`,
      [visit.encounterId],
    )
  const hoursOver = (visit: OpenVisit, hours: number) =>
    callWhenUnanswered(
      { database: room.database, now: () => visit.startMs + hours * 60 * MINUTE_MS },
      { clinicId: room.riverside.clinicId, encounterId: visit.encounterId },
    )

  it('Z2: after needling near the lung is somebody to call, by day, once; far from it, or after an answer, nobody', async () => {
    const [silent, calm, answered] = await openManyVisits(room, 3)
    if (silent === undefined || calm === undefined || answered === undefined) throw new Error('no visits')
    await needled(silent, TRAPEZIUS)
    await needled(calm, SOLEUS)
    await needled(answered, TRAPEZIUS)
    const jobs = await rowsOf<{ hours: number }>(
      room.owner,
      `SELECT round(extract(epoch FROM start_after - created_on) / 3600) AS hours FROM jobs.job
       WHERE name = 'call-unanswered' AND data ->> 'encounterId' = $1`,
      [silent.encounterId],
    )
    expect(jobs.map(({ hours }) => Number(hours))).toEqual([16])
    await say(answered, CALM)
    for (const visit of [silent, calm, answered]) for (const hours of [16, 17]) await hoursOver(visit, hours)
    const [task] = await owed(silent)
    expect(task?.status).toBe('open')
    // in the night nobody is called
    expect(task?.due.slice(0, 2)).toMatch(/^(0[89]|1\d|2[01])$/)
    expect(await owed(silent)).toHaveLength(1)
    expect([...(await owed(calm)), ...(await owed(answered))]).toEqual([])
  })

  it('Z2: is somebody to call also where no plan of the clinic speaks to them', async () => {
    const putOff = (days: number) =>
      room.owner.query(
        `BEGIN; SET LOCAL session_replication_role = 'replica'; UPDATE aftercare_plan SET valid_from = valid_from + ${days}; COMMIT`,
      )
    await putOff(36_500)
    const [unspoken] = await openManyVisits(room, 1)
    if (unspoken === undefined) throw new Error('no visit')
    await needled(unspoken, TRAPEZIUS)
    await putOff(-36_500)
    const found = (table: string, of: string) =>
      rowsOf(room.owner, `SELECT 1 FROM ${table} WHERE ${of} = $1`, [unspoken.encounterId])
    expect(await found('communication', 'step_id IS NOT NULL AND encounter_id')).toEqual([])
    expect(await found('jobs.job', `name = 'call-unanswered' AND data ->> 'encounterId'`)).not.toEqual([])
  })
})

describe('what PostgreSQL keeps of answers', () => {
  const insert = async (change: Record<string, unknown>, who = room.riverside.system) => {
    const row: Record<string, unknown> = {
      ...{ clinic_id: room.riverside.clinicId, patient_id: await patientOf(far), encounter_id: far.encounterId },
      ...{ via: 'sms', at: new Date(far.startMs).toISOString(), words: '', tier: 'harmless', rings: false },
      ...{ signs: [], rule_ids: [], ...change },
    }
    const names = Object.keys(row)
    const sql = `INSERT INTO check_in (${names.join(', ')}) VALUES (${names.map((_, nth) => `$${nth + 1}`).join(', ')})`
    return codeOf(await attempt(raw, who, sql, Object.values(row)))
  }

  it('Z2: trouble with the chest or a needle is never a trifle, and nothing to be read is without its task', async () => {
    expect(await insert({ chest: 'yes' })).toBe('23514')
    expect(await insert({ chest: 'unsure', tier: 'concerning', due_at: new Date().toISOString() })).toBe('23514')
    expect(await insert({ needle: 'outside', needles: 1 })).toBe('23514')
    const due = { tier: 'unclassified', due_at: new Date().toISOString() }
    expect(await insert(due)).toBe('23514')
    expect(await insert({ ...due, encounter_id: near.encounterId })).toBe('23514')
  })

  it('they are written by the clinic alone, changed by nobody and read by those in whose care somebody is', async () => {
    const { ana, mei, desk, assistant, clinicId } = room.riverside
    const self = { kind: 'patient', identityId: 'p', clinicId, patientIds: [await patientOf(far)] } as const
    const stranger = { ...mei, clinicalLead: false, practitionerId: randomUUID() }
    for (const who of [ana, desk, self]) expect(await insert({}, who as never)).toBe('42501')
    for (const sql of [`UPDATE check_in SET tier = 'harmless'`, 'DELETE FROM check_in'])
      expect(codeOf(await attempt(raw, ana, sql))).toBe('42501')
    const seen = async (who: Parameters<typeof attempt>[1]) => {
      const read = await attempt(raw, who, 'SELECT patient_id FROM check_in')
      return read.ok ? new Set(read.value.rows.map((row) => row.patient_id)).size : 0
    }
    expect(await seen({ ...ana, clinicalLead: false })).toBeGreaterThanOrEqual(2)
    expect([await seen(self), await seen(desk), await seen(stranger)]).toEqual([1, 0, 0])
    expect(await seen(assistant)).toBeGreaterThanOrEqual(2)
  })

  it('Z10: a task of an answer rings until it is taken, stays until it is closed with a note, and is taken in one’s own name', async () => {
    const { ana, desk } = room.riverside
    const task = `(SELECT id FROM task WHERE kind = 'answer-emergency' AND status = 'open' ORDER BY id LIMIT 1)`
    const change = async (set: string) => codeOf(await attempt(raw, desk, `UPDATE task SET ${set} WHERE id = ${task}`))
    expect(await change('rings = false')).toBe('FF008')
    expect(await change(`due_at = due_at + interval '1 day'`)).toBe('FF008')
    expect(await change(`status = 'done', done_at = now()`)).toBe('23514')
    expect(await change(`status = 'done', done_at = now(), outcome = 'reached', note = ' '`)).toBe('23514')
    const taken = (by: string) => `taken_by_identity_id = '${by}', taken_by_name = 'X', taken_at = now()`
    expect(await change(taken(ana.identityId))).toBe('23514')
    expect(codeOf(await attempt(raw, desk, `DELETE FROM task WHERE id = ${task}`))).toBe('FF008')
    // by whoever takes it, and no longer than the longest time that a clinic may set
    expect(await change(taken(desk.identityId))).toBe('23514')
    const closeBy = (minutes: number) => `${taken(desk.identityId)}, close_by = now() + interval '${minutes} minutes'`
    expect(await change(closeBy(600))).toBe('23514')
    expect(await change(closeBy(30))).toBe('ok')
    const longer = `UPDATE task SET close_by = close_by + interval '1 hour' WHERE id = ${task}`
    expect(codeOf(await attempt(raw, ana, longer))).toBe('23514')
  })
})

describe('what rings', () => {
  const at = (who: StaffActor, minute: number) => room.as(who, { nowMs: near.startMs + minute * MINUTE_MS })
  const heardBy = async (minute: number) => {
    const { ana, ben, assistant, owner, desk } = room.riverside
    const who = { ana, ben, assistant, owner, desk }
    const heard: string[] = []
    for (const [name, actor] of Object.entries(who))
      if ((await at({ ...actor, clinicalLead: false }, minute).checkIn.ringing()).answers.length > 0) heard.push(name)
    return heard
  }
  const closeAll = async () => {
    const open = await rowsOf<{ id: string }>(room.owner, `SELECT id FROM task WHERE rings AND status = 'open'`)
    for (const { id: taskId } of open)
      await at(room.riverside.desk, 210).task.close({
        ...{ requestId: randomUUID(), taskId, outcome: 'false-alarm', note: 'Only a test.' },
      })
  }

  it('reaches the desk and who treated, and everybody when nobody has taken it in time, whatever became of a job', async () => {
    await closeAll()
    expect(await heardBy(200)).toEqual([])
    await say(near, { chest: 'yes' })
    expect(await heardBy(201)).toEqual(['ana', 'desk'])
    expect(await heardBy(206)).toEqual(['ana', 'ben', 'assistant', 'owner', 'desk'])
  })

  it('Z2: says that it may be an emergency of whoever found a needle as well, and calls as many as the first of them', async () => {
    await closeAll()
    await say(near, { needle: 'in-the-body' })
    const heard = async (minute: number) => (await at(room.riverside.desk, minute).checkIn.ringing()).answers
    expect(await heard(201)).toMatchObject([{ isNeedle: true }])
    const { token } = await linkOf(near)
    const later = { slug: 'riverside', token, formId: randomUUID(), said: { chest: 'yes' } } as const
    await nobody(204).checkIn.answerLink(later)
    expect(await heard(204)).toMatchObject([{ isNeedle: false, stage: 'on-duty' }])
    expect(await heard(206)).toMatchObject([{ isNeedle: false, stage: 'everyone' }])
    await closeAll()
  })

  it('is told by message to those on duty at once, to everybody when nobody takes it, once each, and to nobody once it is taken', async () => {
    const checkInId = await say(near, { chest: 'yes' })
    const raise = (minute: number) =>
      raiseAnswerAlert(
        { database: room.database, now: () => near.startMs + minute * MINUTE_MS },
        { clinicId: room.riverside.clinicId, checkInId },
      )
    const told = () =>
      rowsOf<{ stage: string; people: number; kept: string }>(
        room.owner,
        `SELECT split_part(occasion, ' ', 2) AS stage, count(DISTINCT recipient_identity_id)::int AS people, max(content::text) AS kept
         FROM communication WHERE kind = 'staff-alert' AND split_part(occasion, ' ', 1)::uuid IN (SELECT id FROM task WHERE check_in_id = $1)
         GROUP BY 1 ORDER BY 1 DESC`,
        [checkInId],
      )
    await raise(201)
    await raise(201)
    const [onDuty] = await told()
    expect(onDuty).toMatchObject({ stage: 'on-duty', kept: '{}' })
    await raise(206)
    expect((await told()).map(({ stage }) => stage)).toEqual(['on-duty', 'everyone'])
    const [first, second] = await told()
    expect(second?.people).toBeGreaterThan(first?.people ?? 0)
    await closeAll()
    const before = await told()
    await raise(230)
    expect(await told()).toEqual(before)
    await say(near, { chest: 'yes' })
  })

  it('tells the desk who and how to reach them, and nothing of what was said', async () => {
    const [answer] = (await at(room.riverside.desk, 201).checkIn.ringing()).answers
    expect(answer).toMatchObject({ patientId: null, takenByName: null, stage: 'on-duty' })
    expect(Object.keys(answer ?? {}).sort()).toEqual(
      [
        'isMine',
        'isNeedle',
        'patientId',
        'patientName',
        'mayReadText',
        'patientPhone',
        'sinceIso',
        'stage',
        'takenByName',
        'takenIso',
        'taskId',
      ].sort(),
    )
  })

  it('is taken by one of many who press at once, stands on their screens alone, and is closed with a note and nothing less', async () => {
    const { ana, ben, desk } = room.riverside
    const [answer] = (await at(desk, 201).checkIn.ringing()).answers
    const taskId = answer?.taskId ?? ''
    const tries = await Promise.allSettled(
      [ana, ben, desk].map((who) => at(who, 202).checkIn.take({ requestId: randomUUID(), taskId })),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await heardBy(230)).toHaveLength(1)
    const list = (await at(desk, 230).task.list({})).tasks
    const [first] = list
    expect(first).toMatchObject({
      id: taskId,
      rings: true,
      withNote: true,
      owner: 'on-duty',
      takenByName: expect.any(String),
    })
    expect(
      (await refusalOf(at(desk, 230).task.complete({ requestId: randomUUID(), taskId }))).refusals[0],
    ).toMatchObject({
      reason: 'note-needed',
    })
    const close = { taskId, outcome: 'sent-to-help' as const, note: 'Called; the ambulance is there.' }
    await at(desk, 231).task.close({ requestId: randomUUID(), ...close })
    expect(await heardBy(240)).toEqual([])
    expect((await refusalOf(at(ana, 232).task.close({ requestId: randomUUID(), ...close }))).refusals[0]?.reason).toBe(
      'answered-already',
    )
  })

  it('Z10: taken and not closed in the clinic’s minutes it rings again for those on duty and the owner, says who took it, and each step once', async () => {
    const { ana: lead, desk, owner, clinicId } = room.riverside
    const ana = { ...lead, clinicalLead: false }
    const policy = at(lead, 200).clinicalPolicy
    const { entries } = await policy.list({ kind: 'messages' })
    const was = entries[0]?.current
    if (was?.proposal.kind !== 'messages') throw new Error('No numbers of messages are in force')
    const { versionId } = await policy.draft({
      ...{ requestId: randomUUID(), key: 'messages', replaces: null, source: 'Decided by the team.' },
      proposal: { kind: 'messages', content: { ...was.proposal.content, closeMinutes: 20 } },
      validFrom: new Date(near.startMs).toISOString().slice(0, 10),
    })
    await policy.approve({ requestId: randomUUID(), kind: 'messages', versionId })
    await closeAll()
    await say(near, { chest: 'yes' })
    // a second answer of the same patient is taken with it, and calls nobody by itself
    await say(near, { ...CALM, chest: 'unsure' })
    const [rung] = (await at(desk, 201).checkIn.ringing()).answers
    const taskId = rung?.taskId ?? ''
    const take = (who: StaffActor, minute: number) => at(who, minute).checkIn.take({ requestId: randomUUID(), taskId })
    const seen = async (who: StaffActor, minute: number) => (await at(who, minute).checkIn.ringing()).answers[0]
    await take(ana, 202)
    expect(await heardBy(221)).toEqual(['ana'])
    expect(await seen(ana, 221)).toMatchObject({ stage: null, isMine: true })
    expect((await refusalOf(take(desk, 221))).code).toBe('NOT_FOUND')
    expect(await heardBy(222)).toEqual(['ana', 'owner', 'desk'])
    const again = {
      stage: 'again',
      takenByName: ana.name,
      takenIso: new Date(near.startMs + 202 * MINUTE_MS).toISOString(),
    }
    expect(await seen(owner, 222)).toMatchObject({ ...again, isMine: false })
    expect(await seen(ana, 222)).toMatchObject({ ...again, isMine: true })
    const tasks = await rowsOf<{ id: string }>(room.owner, `SELECT id FROM task WHERE rings AND status = 'open'`)
    const raise = (minute: number) =>
      Promise.all(
        [...tasks, ...tasks].map(({ id }) =>
          raiseAnswerAlert(
            { database: room.database, now: () => near.startMs + minute * MINUTE_MS },
            { clinicId, taskId: id },
          ),
        ),
      )
    const told = async () =>
      (
        await rowsOf<{ people: number; messages: number; kept: object }>(
          room.owner,
          `SELECT count(DISTINCT recipient_identity_id)::int AS people, count(*)::int AS messages, min(content::text)::jsonb AS kept
           FROM communication WHERE kind = 'staff-alert' AND split_part(occasion, ' ', 1) = ANY ($1) AND split_part(occasion, ' ', 2) = 'again'`,
          [tasks.map(({ id }) => id)],
        )
      )[0]
    const steps = async () =>
      (
        await rowsOf(
          room.owner,
          `SELECT 1 FROM audit_event WHERE action = 'raise-answer-alert' AND detail ->> 'stage' = 'again'`,
        )
      ).length
    await raise(221)
    expect(await told()).toMatchObject({ messages: 0 })
    // two workers take up every job at the same instant
    await raise(222)
    const first = await told()
    expect(first).toMatchObject({ kept: { takenByName: ana.name } })
    expect(first?.messages).toBe(first?.people)
    expect(await steps()).toBe(1)
    // whoever took it still looks after it, and then somebody else takes it over
    await take(ana, 223)
    await raise(224)
    expect([await heardBy(242), await told()]).toEqual([['ana'], first])
    await raise(243)
    expect([(await told())?.messages, await steps()]).toEqual([2 * (first?.messages ?? 0), 2])
    const tries = await Promise.allSettled([take(desk, 244), take(owner, 244), take(ana, 244)])
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await raise(244)
    expect([await heardBy(245).then(({ length }) => length), await steps()]).toEqual([1, 2])
    expect(await heardBy(264)).not.toContain('ben')
    await closeAll()
    await raise(264)
    expect([await heardBy(264), await steps()]).toEqual([[], 2])
  })

  it('stands in the record with what came of it, and on the day of whoever treated until it is closed', async () => {
    const ana = { ...room.riverside.ana, clinicalLead: false }
    const { answers } = await at(ana, 240).checkIn.ofVisit({ encounterId: near.encounterId })
    expect(answers.find(({ chest }) => chest === 'yes')?.tasks).toMatchObject([{ status: expect.any(String) }])
    expect(answers.some(({ tasks }) => tasks.some(({ outcome }) => outcome === 'sent-to-help'))).toBe(true)
    await say(near, { ...CALM, infection: 'yes', words: 'It looks angry' })
    const waits = async () => (await at(ana, 240).checkIn.waiting()).answers
    const mine = (await waits()).find(({ words }) => words === 'It looks angry')
    expect(mine).toMatchObject({ tier: 'concerning', signs: ['infection'] })
    await at(ana, 241).task.close({
      ...{ requestId: randomUUID(), taskId: mine?.taskId ?? '', outcome: 'reached', note: 'Sees her doctor.' },
    })
    expect((await waits()).some(({ words }) => words === 'It looks angry')).toBe(false)
  })

  it('Z10: how often it rang in a week and what came of it is shown to the owner', async () => {
    const [week] = (await at(room.riverside.owner, 300).checkIn.load({})).weeks
    expect(week).toMatchObject({ answers: expect.any(Number), overdue: expect.any(Number) })
    expect(week?.alerts).toBeGreaterThan(2)
    expect(week?.actedUpon).toBeGreaterThan(0)
    expect(week?.falseAlarms).toBeGreaterThan(0)
  })

  it('what is due today stands first, then what has no time, then what is due later, page after page', async () => {
    const { desk, clinicId } = room.riverside
    const nowMs = near.startMs + 260 * MINUTE_MS
    const put = (nth: number, dueMs: number | null) =>
      room.owner.query(
        `INSERT INTO task (clinic_id, kind, status, detail, due_at) VALUES ($1, 'lot-to-check', 'open', $2, $3)`,
        [clinicId, JSON.stringify({ order: nth }), dueMs === null ? null : new Date(dueMs)],
      )
    await put(3, nowMs + 2 * DAY_MS)
    await put(1, null)
    await put(0, nowMs + MINUTE_MS)
    await put(2, null)
    const order = new Map(
      (
        await rowsOf<{ id: string; nth: number }>(
          room.owner,
          `SELECT id, (detail ->> 'order')::int AS nth FROM task WHERE detail ? 'order'`,
        )
      ).map(({ id, nth }) => [id, nth]),
    )
    const listed: number[] = []
    for (let cursor: string | null = null, more = true; more; more = cursor !== null) {
      const page: { tasks: { id: string }[]; nextCursor: string | null } = await room
        .as(desk, { nowMs })
        .task.list({ limit: 2, cursor })
      listed.push(...page.tasks.flatMap(({ id }) => order.get(id) ?? []))
      cursor = page.nextCursor
    }
    expect(listed).toEqual([0, 1, 2, 3])
    await room.owner.query(`UPDATE task SET status = 'done', done_at = now() WHERE detail ? 'order'`)
  })

  it('what was said is still to be answered when the visit turns out to be entered in error', async () => {
    const answerId = await say(open, { chest: 'yes' })
    const { version } = (await at(room.riverside.ana, 250).encounter.visit({ appointmentId: open.appointmentId }))
      .encounter ?? {
      version: 0,
    }
    await at(room.riverside.ana, 250).encounter.enterInError({
      ...{ requestId: randomUUID(), appointmentId: open.appointmentId, version, reason: 'The wrong person.' },
    })
    const left = await rowsOf(room.owner, `SELECT status FROM task WHERE check_in_id = $1`, [answerId])
    expect(left).toEqual([{ status: 'open' }])
  })
})

describe('an answer by text', () => {
  const hear = (text: string, providerId: string, fromNumber = '+491713920044') =>
    room.as(room.riverside.system, { nowMs: near.startMs + 350 * MINUTE_MS }).incomingText.receive({
      ...{ providerId, fromNumber, text, optOut: null },
    })

  beforeAll(async () => {
    const patientId = await patientOf(near)
    await room.owner.query(`UPDATE patient SET phone = '0171 3920044' WHERE id = $1`, [patientId])
  })

  it('Z2: is answered at once, by the red flags whatever it says, in the words of whoever wrote it', async () => {
    const patientId = await patientOf(near)
    const emergency = (await hear('I cannot breathe', 'SM-answered-1')).answer
    expect(emergency).toMatch(/call 112 now\. Do not wait for us/)
    for (const [nth, text] of ['All good, thanks', 'Can I swim?', '👍', 'Alles gut'].entries()) {
      const { answer } = await hear(text, `SM-answered-2${nth}`)
      expect(answer).toMatch(/Chest pain, trouble breathing, or fainting\? Call 112 at once/)
      expect(answer).not.toMatch(/fine|well|good/i)
    }
    await room.owner.query(`UPDATE patient SET locale = 'de' WHERE id = $1`, [patientId])
    expect((await hear('Keine Luft', 'SM-answered-3')).answer).toMatch(/Rufen Sie jetzt 112 an/)
    await room.owner.query(`UPDATE patient SET locale = 'en' WHERE id = $1`, [patientId])
  })

  it('Z2: names the emergency number of the country that its patient lives in, by text and on the page', async () => {
    const livesIn = async (zone: string | null) =>
      room.owner.query('UPDATE patient SET time_zone = $2 WHERE id = $1', [await patientOf(near), zone])
    await livesIn('Europe/London')
    expect((await hear('I cannot breathe', 'SM-abroad')).answer).toMatch(/call 999 \/ 112 now/)
    const { token } = await linkOf(near)
    expect(await nobody().checkIn.openLink({ slug: 'riverside', token })).toMatchObject({
      asked: { emergencyPhones: ['999', '112'] },
    })
    await livesIn(null)
  })

  it('I20: is answered no more after some on one day, but what may be an emergency is; a copy of one is answered again', async () => {
    expect((await hear('Hello?', 'SM-answered-4')).answer).toBeNull()
    expect((await hear('I cannot breathe', 'SM-answered-5')).answer).toMatch(/call 112 now/)
    expect((await hear('I cannot breathe', 'SM-answered-5')).answer).toMatch(/Call 112 at once/)
    expect((await hear('Are you open?', 'SM-answered-6', '+447700900123')).answer).toMatch(/one of us will read it/)
    expect((await hear('Your parcel waits', 'SM-answered-7', '72345')).answer).toBeNull()
  })

  it('I13: is answered to who stopped texts only when it may be an emergency', async () => {
    await hear('STOP', 'SM-answered-8')
    expect((await hear('Hello?', 'SM-answered-9')).answer).toBeNull()
    expect((await hear('my chest hurts', 'SM-answered-10')).answer).toMatch(/call 112 now/)
    await hear('START', 'SM-answered-11')
  })
})

describe('a text of which nobody knows whose it is', () => {
  const SHARED = '+491713920077'
  const at = (who: Parameters<TreatmentRoom['as']>[0], minute: number) =>
    room.as(who, { nowMs: near.startMs + minute * MINUTE_MS })
  let heard = 0
  /** A text comes in from a telephone that two people share, unless another is named. */
  const hear = (text: string, minute: number, fromNumber = SHARED) =>
    at(room.riverside.system, minute).incomingText.receive({
      ...{ providerId: `SM-of-nobody-${++heard}`, fromNumber, text, optOut: null },
    })
  const ringing = async (who: StaffActor, minute: number) =>
    (await at(who, minute).checkIn.ringing()).answers.filter(({ patientName }) => patientName === null)
  const tasks = (number = SHARED) =>
    rowsOf<{ kind: string; rings: boolean }>(
      room.owner,
      `SELECT kind, rings FROM task WHERE detail ->> 'fromNumber' = $1 ORDER BY id`,
      [number],
    )

  beforeAll(async () => {
    const ids = [room.riverside.patientId, room.riverside.otherPatientId]
    await room.owner.query(`UPDATE patient SET phone = '0171 3920077' WHERE id = ANY ($1)`, [ids])
  })

  it('Z10: a text of which nobody knows whose it is rings once for its number, and what can wait does not ring', async () => {
    const { desk } = room.riverside
    await hear('Can I go to the sauna?', 400)
    await hear('And swim?', 401)
    expect(await tasks()).toMatchObject([{ kind: 'answer-unclear', rings: false }])
    expect(await ringing(desk, 401)).toEqual([])
    await hear('It is very swollen and hot', 401, '+447700900555')
    expect((await tasks('+447700900555')).every(({ rings }) => !rings)).toBe(true)
  })

  it('Z2: a text of which nobody knows whose it is rings, whatever is open for its number', async () => {
    const { desk, ana, ben } = room.riverside
    await hear('I cannot breathe', 402)
    await hear('my chest hurts', 402)
    await hear('no chest pain', 402, '+447700900556')
    const [first, ...others] = await ringing(desk, 403)
    expect(others).toHaveLength(1)
    const shared = [first, ...others].find((one) => one?.patientPhone === SHARED)
    expect(shared).toMatchObject({ patientId: null, patientName: null, stage: 'on-duty', mayReadText: false })
    expect((await tasks()).map(({ kind, rings }) => [kind, rings])).toEqual([
      ['answer-unclear', false],
      ['answer-emergency', true],
      ['answer-emergency', true],
    ])
    // the desk and the clinical lead at first, everybody once the clinic's minutes are over
    const lead = { ...ana, clinicalLead: true }
    expect(await ringing(lead, 403)).toMatchObject([{ mayReadText: true }, { mayReadText: true }])
    const other = { ...ben, clinicalLead: false }
    expect([(await ringing(other, 403)).length, (await ringing(other, 408)).length]).toEqual([0, 2])
    const listed = (await at(desk, 403).task.list({})).tasks.find(({ id }) => id === shared?.taskId)
    expect(listed).toMatchObject({ fromNumber: SHARED, owner: 'on-duty', withNote: true, patient: null })
  })

  it('is told by message to those on duty and then to everybody, names nobody, and ends for its number when it is taken', async () => {
    const { clinicId, desk } = room.riverside
    const [text] = await rowsOf<{ id: string }>(
      room.owner,
      `SELECT id FROM incoming_text WHERE from_number = $1 AND rings ORDER BY id LIMIT 1`,
      [SHARED],
    )
    const raise = (minute: number) =>
      raiseAnswerAlert(
        { database: room.database, now: () => near.startMs + minute * MINUTE_MS },
        { clinicId, incomingTextId: text?.id ?? '' },
      )
    const told = () =>
      rowsOf<{ stage: string; people: number }>(
        room.owner,
        `SELECT split_part(occasion, ' ', 2) AS stage, count(*)::int AS people FROM communication
         WHERE kind = 'staff-alert' AND patient_id IS NULL GROUP BY 1 ORDER BY 1 DESC`,
      )
    await raise(403)
    await raise(403)
    await raise(408)
    const [onDuty, everyone] = await told()
    expect([onDuty?.stage, everyone?.stage]).toEqual(['on-duty', 'everyone'])
    expect(everyone?.people).toBeGreaterThan(onDuty?.people ?? 0)
    const waiting = await rowsOf(
      room.owner,
      `SELECT 1 FROM jobs.job WHERE name = 'raise-answer-alert' AND data ->> 'incomingTextId' = $1`,
      [text?.id],
    )
    expect(waiting).toHaveLength(2)
    const taskId = (await ringing(desk, 409)).find(({ patientPhone }) => patientPhone === SHARED)?.taskId ?? ''
    await at(desk, 409).checkIn.take({ requestId: randomUUID(), taskId })
    // both texts of this number are theirs; the other number goes on
    expect((await ringing(room.riverside.owner, 410)).map(({ patientPhone }) => patientPhone)).toEqual([
      '+447700900556',
    ])
    const before = await told()
    await raise(420)
    expect(await told()).toEqual(before)
    const close = { taskId, outcome: 'sent-to-help', note: 'The ambulance is there.' } as const
    await at(desk, 411).task.close({ requestId: randomUUID(), ...close })
  })

  it('Z2: is not written by plain SQL without a task that rings, is not ticked off, and stays as it rings', async () => {
    const { system, desk } = room.riverside
    const write = (tier: string, rings: boolean, number: string) =>
      attempt(
        raw,
        system,
        `INSERT INTO incoming_text (clinic_id, provider_id, from_number, meaning, text, tier, rings)
         VALUES ($1, $2, $3, 'whose', 'I cannot breathe', $4, $5)`,
        [room.riverside.clinicId, randomUUID(), number, tier, rings],
      )
    expect(codeOf(await write('emergency', false, SHARED))).toBe('23514')
    // what is open for the number is no task of an emergency
    expect(codeOf(await write('emergency', true, SHARED))).toBe('23514')
    expect(codeOf(await write('unclassified', false, '+447700900557'))).toBe('23514')
    expect(codeOf(await write('unclassified', false, SHARED))).toBe('ok')
    const task = `(SELECT id FROM task WHERE detail ->> 'fromNumber' = '${SHARED}' AND status = 'open' AND rings LIMIT 1)`
    const change = async (set: string) => codeOf(await attempt(raw, desk, `UPDATE task SET ${set} WHERE id = ${task}`))
    expect(await change('rings = false')).toBe('FF008')
    expect(await change(`detail = detail - 'fromNumber'`)).toBe('FF008')
    expect(await change(`status = 'done', done_at = now()`)).toBe('23514')
    expect(codeOf(await attempt(raw, desk, `DELETE FROM task WHERE id = ${task}`))).toBe('FF008')
    // an alert is about nobody; a message to a patient is about one
    const alone = `INSERT INTO communication (clinic_id, kind, channel, attempt, status, due_at, areas, chest_warning, occasion)
      VALUES ($1, 'recall', 'email', 1, 'due', now(), '{}', false, 'x')`
    expect(codeOf(await attempt(raw, system, alone, [room.riverside.clinicId]))).toBe('23514')
  })
})

describe('the proof of what was sent and answered', () => {
  const at = () => ({ nowMs: far.startMs + 20 * DAY_MS })
  /** What asks how it goes went out; all else about the second visit did not, since nobody wanted it. */
  beforeAll(async () => {
    const asks = '(SELECT s.check_in FROM aftercare_step s WHERE s.clinic_id = c.clinic_id AND s.id = c.step_id)'
    const set = (what: string, visits: readonly OpenVisit[], which: string) =>
      room.owner.query(`UPDATE communication c SET ${what} WHERE encounter_id = ANY ($1) AND ${which}`, [
        visits.map(({ encounterId }) => encounterId),
      ])
    const { desk } = room.riverside
    for (const visit of [near, far]) await say(visit, { chest: 'yes' })
    const take = `UPDATE task SET taken_by_identity_id = $1, taken_by_name = 'X', taken_at = now(), close_by = now() + interval '30 minutes'
      WHERE kind = 'answer-emergency' AND status = 'open' AND taken_at IS NULL`
    expect(codeOf(await attempt(raw, desk, take, [desk.identityId]))).toBe('ok')
    await set(`status = 'withheld', status_reason = 'stopped'`, [far], `NOT ${asks}`)
    await set(`status = 'sent', sent_at = due_at, delivery = 'accepted'`, [near, far], `status = 'due'`)
  })
  const ofVisit = (who: Parameters<TreatmentRoom['as']>[0], visit: OpenVisit) =>
    room.as(who, at()).proof.ofVisit({ appointmentId: visit.appointmentId })

  it('tells the desk of each visit what went out and that somebody answered and was read, and nothing of what they said', async () => {
    const { desk, ana } = room.riverside
    const [read, shown] = [await ofVisit(ana, near), await ofVisit(desk, near)]
    expect(read.messages.length).toBeGreaterThan(0)
    expect(new Set(read.answers.map(({ tier }) => tier))).toContain('emergency')
    expect(read.messages.filter(({ kind }) => kind === 'aftercare').every(({ text }) => text !== null)).toBe(true)
    expect(shown.answers.map(({ atIso, takenIso }) => [atIso, takenIso])).toEqual(
      read.answers.map(({ atIso, takenIso }) => [atIso, takenIso]),
    )
    expect(shown.answers.some(({ takenBy }) => takenBy === 'X')).toBe(true)
    expect(shown.answers.every(({ tier }) => tier === null)).toBe(true)
    expect(shown.messages.every(({ text }) => text === null)).toBe(true)
    expect((await ofVisit(desk, far)).messages.map(({ status, reason }) => [status, reason])).toContainEqual([
      'withheld',
      'stopped',
    ])
  })

  it('adds up a month by plan and practitioner: everybody’s for the owner, their own visits for who treats', async () => {
    const { owner, ana, mei } = room.riverside
    const month = (who: Parameters<TreatmentRoom['as']>[0]) => room.as(who, at()).proof.month({})
    const [all, own, others] = [
      await month(owner),
      await month({ ...ana, clinicalLead: false }),
      await month({ ...mei, clinicalLead: false }),
    ]
    const together = all.months.find((one) => one.month === all.month)?.rates
    const sum = (key: 'messages' | 'sent' | 'withheld') => all.rows.reduce((total, { rates }) => total + rates[key], 0)
    expect([sum('messages'), sum('sent'), sum('withheld')]).toEqual([
      ...[together?.messages, together?.sent, together?.withheld],
    ])
    expect(together?.why).toContainEqual({ reason: 'stopped', count: together?.withheld })
    // both were answered, the gravest answer of each being an emergency
    expect(together?.tiers).toMatchObject({ emergency: 2, harmless: 0 })
    expect(own.rows.length).toBeGreaterThan(0)
    expect(new Set(own.rows.map(({ practitionerName }) => practitionerName)).size).toBe(1)
    expect(others.rows.some(({ practitionerName }) => practitionerName === own.rows[0]?.practitionerName)).toBe(false)
  })

  it('is asked of PostgreSQL by nobody else: not by patients, and the numbers not by the desk', async () => {
    const { desk, clinicId } = room.riverside
    const self = { kind: 'patient', identityId: 'p', clinicId, patientIds: [await patientOf(near)] } as const
    const answers = await attempt(raw, self, 'SELECT * FROM visit_answers($1)', [near.appointmentId])
    expect(answers.ok ? answers.value.rowCount : 'refused').toBe(0)
    const day = new Date(near.startMs).toISOString().slice(0, 10)
    const numbers = await attempt(
      raw,
      desk,
      `SELECT * FROM answered_visits($1, $1, '', 'UTC', now() + interval '9 years')`,
      [day],
    )
    expect(numbers.ok ? numbers.value.rowCount : 'refused').toBe(0)
  })
})

describe('how it goes in numbers', () => {
  const asked = async (visit: OpenVisit, asking: { afterDays: number; only: boolean }) => {
    const { system, clinicId } = room.riverside
    const patientId = await patientOf(visit)
    const nowMs = near.startMs + 100 * MINUTE_MS
    return asActor(room.database, system, (tx) =>
      newCheckInLink(tx, { clinicId, patientId, encounterId: visit.encounterId, asking }, nowMs),
    )
  }
  const activity = async (visit: OpenVisit): Promise<string> => {
    const [goal] = await rowsOf<{ id: string }>(
      room.owner,
      `INSERT INTO goal (clinic_id, patient_id, encounter_id, slot, title, target, set_by_identity_id)
       SELECT clinic_id, patient_id, id, 1, 'carry the shopping', 8, 'x' FROM encounter WHERE id = $1 RETURNING id`,
      [visit.encounterId],
    )
    return goal?.id ?? ''
  }
  const scoresOf = (answerId: string) =>
    rowsOf(
      room.owner,
      'SELECT after_days, value, goal_id IS NULL AS pain FROM patient_score WHERE check_in_id = $1 ORDER BY 3 DESC',
      [answerId],
    )

  it('is asked weeks later by a message of its own, on the days of the policy that no step of the plan asks on', async () => {
    const days = await rowsOf<{ days: string }>(
      room.owner,
      `SELECT content ->> 'afterDays' AS days FROM communication WHERE kind = 'check-in' AND encounter_id = $1 ORDER BY due_at`,
      [far.encounterId],
    )
    expect(days.map((row) => row.days)).toEqual(['42', '91'])
  })

  it('is kept beside the answer where it was asked for, and nowhere else; weeks later numbers alone make no task', async () => {
    const goalId = await activity(far)
    const { token } = await asked(far, { afterDays: 42, only: true })
    const opened = await nobody().checkIn.openLink({ slug: 'riverside', token })
    expect(opened).toMatchObject({
      asked: { numbers: { only: true, activities: [{ goalId, title: 'carry the shopping' }] } },
    })
    const scores = [
      { goalId: null, value: 2 },
      { goalId, value: 7 },
      { goalId: randomUUID(), value: 1 },
    ]
    const answerId = await say(far, { scores }, { token })
    expect(await scoresOf(answerId)).toEqual([
      { after_days: 42, value: 2, pain: true },
      { after_days: 42, value: 7, pain: false },
    ])
    expect(await followed(answerId)).toEqual({ tier: 'harmless', tasks: [] })
    const unasked = await say(far, { ...CALM, scores: [{ goalId: null, value: 2 }] })
    expect(await scoresOf(unasked)).toEqual([])
  })

  it('Z2: strong pain is sorted as soreness is, and in the first days numbers alone are read by somebody', async () => {
    const strong = { scores: [{ goalId: null, value: 10 }] }
    const later = await say(far, strong, { token: (await asked(far, { afterDays: 42, only: true })).token })
    expect((await followed(later))?.tier).not.toBe('harmless')
    const weak = { scores: [{ goalId: null, value: 1 }] }
    const soon = await say(near, weak, { token: (await asked(near, { afterDays: 1, only: false })).token })
    expect((await followed(soon))?.tier).toBe('unclassified')
    const chest = await say(
      far,
      { ...weak, chest: 'unsure' },
      { token: (await asked(far, { afterDays: 91, only: true })).token },
    )
    expect((await followed(chest))?.tier).toBe('emergency')
  })

  it('is shown over time to who treats and to the patient, and to nobody else', async () => {
    const { ana, mei, clinicId } = room.riverside
    const patientId = await patientOf(far)
    const at = { nowMs: far.startMs + 50 * DAY_MS }
    const { courses } = await room.as(ana, at).observation.ofPatient({ patientId })
    expect(courses.map(({ kind, title }) => [kind, title])).toEqual([
      ['pain', ''],
      ['activity', 'carry the shopping'],
    ])
    expect(courses[0]?.points.at(0)).toMatchObject({ afterDays: 42, value: 2 })
    const stranger = { ...mei, clinicalLead: false, practitionerId: randomUUID() }
    expect((await room.as(stranger, at).observation.ofPatient({ patientId })).courses).toEqual([])
    const self = { kind: 'patient', identityId: 'p', clinicId, patientIds: [patientId] } as const
    expect((await room.as(self, at).observation.mine()).people).toMatchObject([{ patientId, courses }])
  })
})

describe('how answers are sorted', () => {
  const LATER = 600
  const by = (who: StaffActor) => room.as(who, { nowMs: near.startMs + LATER * MINUTE_MS }).clinicalPolicy
  type Drafting = Parameters<ReturnType<typeof by>['draft']>[0]
  type Of<K> = Extract<Drafting['proposal'], { kind: K }>
  const current = async <K extends 'triage' | 'triage-terms'>(kind: K, key: string) => {
    const { date, entries } = await by(room.riverside.owner).list({ kind })
    const version = entries.find((one) => one.key === key)?.current
    if (version?.proposal.kind !== kind) throw new Error(`no ${kind} ${key}`)
    return { date, version: version.version, content: version.proposal.content as Of<K>['content'] }
  }
  const draft = async (key: string, proposal: Drafting['proposal']) =>
    by(room.riverside.owner).draft({
      ...{ requestId: randomUUID(), key, replaces: null, proposal, source: 'What we saw in 2026' },
      validFrom: (await current('triage', 'chest')).date,
    })
  const changed = async (key: string, change: Partial<Of<'triage'>['content']>) =>
    draft(key, { kind: 'triage', content: { ...(await current('triage', key)).content, ...change } })
  const listed = async (change: (content: Of<'triage-terms'>['content']) => Partial<Of<'triage-terms'>['content']>) => {
    const { content } = await current('triage-terms', 'en')
    return draft('en', { kind: 'triage-terms', content: { ...content, ...change(content) } })
  }
  const why = async (work: Promise<unknown>) => (await refusalOf(work)).refusals[0]
  const approve = (kind: 'triage' | 'triage-terms', versionId: string, who: StaffActor = room.riverside.ana) =>
    by(who).approve({ requestId: randomUUID(), kind, versionId })
  const write = async (words: string) => {
    const { token } = await linkOf(far, near.startMs + LATER * MINUTE_MS)
    const formId = randomUUID()
    return nobody(LATER).checkIn.answerLink({ slug: 'riverside', token, formId, said: { ...CALM, words } })
  }
  const told = async (answerId: string) => {
    const { answers } = await room
      .as(room.riverside.ana, { nowMs: near.startMs + LATER * MINUTE_MS })
      .checkIn.ofVisit({ encounterId: far.encounterId })
    return answers.find(({ id }) => id === answerId)
  }

  it('is drafted by the owner, put in force by a clinical lead, and says of each answer which version decided it', async () => {
    const words = 'My toes are frosty'
    const { versionId } = await listed(({ concerning }) => ({ concerning: [...concerning, 'frosty toes'] }))
    const before = await write(words)
    expect(await told(before.answerId)).toMatchObject({
      ...{ tier: 'unclassified', rules: [] },
      wordLists: expect.arrayContaining([{ language: 'en', version: 1 }]),
    })
    expect((await refusalOf(approve('triage-terms', versionId, room.riverside.owner))).code).toBe('FORBIDDEN')
    await approve('triage-terms', versionId)
    const row = await changed('words-concerning', { dueMinutes: 30, steps: { en: ['Warm them.'], de: ['Wärmen.'] } })
    expect((await followed((await write(words)).answerId))?.tasks).toMatchObject([{ minutes: 60 }])
    await approve('triage', row.versionId)
    const after = await write(`${words} still`)
    expect(await told(after.answerId)).toMatchObject({
      ...{ tier: 'concerning', rules: [{ sign: 'words-concerning', version: 2 }] },
      wordLists: expect.arrayContaining([{ language: 'en', version: 2 }]),
    })
    expect((await followed(after.answerId))?.tasks).toMatchObject([{ kind: 'answer-concerning', minutes: 30 }])
    // what was decided before stays as it was decided, and says by which version
    expect(await told(before.answerId)).toMatchObject({ tier: 'unclassified', rules: [] })
    const { versions } = await by(room.riverside.owner).history({ kind: 'triage-terms', key: 'en' })
    expect(versions.map(({ version, state }) => [version, state])).toEqual([
      [2, 'in-force'],
      [1, 'in-force'],
    ])
    expect(versions[0]).toMatchObject({ source: 'What we saw in 2026', approved: { byName: room.riverside.ana.name } })
  })

  it('keeps which versions sorted a text of which nobody knows whose it is', async () => {
    await room
      .as(room.riverside.system, { nowMs: near.startMs + LATER * MINUTE_MS })
      .incomingText.receive({ providerId: 'SM-decided', fromNumber: '+447700900999', text: 'fever', optOut: null })
    const [row] = await rowsOf<{ rules: number; lists: number }>(
      room.owner,
      `SELECT (SELECT count(*)::int FROM triage_rule r WHERE r.id = ANY (t.rule_ids) AND r.sign = 'words-concerning') AS rules,
         (SELECT count(*)::int FROM triage_terms l WHERE l.id = ANY (t.terms_ids)) AS lists FROM incoming_text t WHERE provider_id = 'SM-decided'`,
    )
    expect(row).toEqual({ rules: 1, lists: 2 })
  })

  it('Z2: a draft that makes less of an emergency, a needle or a red word is refused with what stays', async () => {
    for (const change of [{ tier: 'concerning' }, { rings: false }, { active: false }] as const)
      expect((await why(changed('chest', change)))?.reason).toBe('below-floor')
    expect(await why(changed('words-emergency', { tier: 'harmless', rings: false }))).toMatchObject({
      reason: 'below-floor',
      sentence: expect.stringContaining('make less of'),
    })
    for (const key of ['needle-in-body', 'needle-in-body-lung', 'needle-outside'])
      expect((await why(changed(key, { active: false })))?.reason).toBe('below-floor')
    expect((await why(changed('infection', { tier: 'harmless' })))?.reason).toBe('below-floor')
    expect((await why(changed('needle-outside', { sign: 'soreness', fromScore: 9 })))?.reason).toBe('about-changed')
    const calm = { en: ['You are fine.'], de: ['Nur abwarten.'] }
    expect((await why(changed('infection', { steps: calm })))?.reason).toBe('reassures')
    expect((await why(listed(({ emergency }) => ({ emergency: emergency.slice(1) }))))?.reason).toBe('red-word-missing')
    expect((await why(listed(() => ({ concerning: ['a*'] }))))?.reason).toBe('word-too-short')
    expect(
      (await why(draft('fr', { kind: 'triage-terms', content: (await current('triage-terms', 'en')).content })))
        ?.reason,
    ).toBe('not-found')
  })

  it('Z2: PostgreSQL takes no draft from the application that makes less of them, whatever path writes it', async () => {
    const { owner, clinicId } = room.riverside
    /** What came with the clinic once more as a draft, with something changed. */
    const written = async (table: string, which: string, change: Record<string, unknown>) => {
      const draft = {
        ...{ id: randomUUID(), version: 90, state: 'draft', source: 'x', valid_from: '2027-01-01', approved_by: null },
        ...{ drafted_by: 'x', drafted_by_identity_id: owner.identityId, drafted_at: '2026-11-27T00:00:00Z', ...change },
      }
      const sql = `INSERT INTO ${table} SELECT (jsonb_populate_record(t, $1)).* FROM ${table} t WHERE clinic_id = $2 AND version = 1 AND ${which}`
      return codeOf(await attempt(raw, owner, sql, [JSON.stringify(draft), clinicId]))
    }
    const row = (code: string, change: Record<string, unknown>) => written('triage_rule', `code = '${code}'`, change)
    for (const code of ['chest', 'words-emergency', 'needle-in-body', 'needle-in-body-lung'])
      for (const change of [{ tier: 'harmless' }, { rings: false }, { active: false }])
        expect(await row(code, change), code).toBe('23514')
    for (const change of [{ tier: 'unclassified' }, { active: false }])
      expect(await row('needle-outside', change)).toBe('23514')
    expect(await row('infection', { tier: 'harmless' })).toBe('23514')
    expect(await row('infection', { tier: 'emergency' })).toBe('23514')
    const list = (change: Record<string, unknown>) => written('triage_terms', `language = 'en'`, change)
    expect(await list({ emergency: ['own words'] })).toBe('23514')
    expect(await row('infection', { due_minutes: 45 })).toBe('ok')
    expect(await list({ concerning: [] })).toBe('ok')
  })
})

describe('a month of answers', () => {
  /** All that rings, and every fifth of the rest: the whole of it is sorted in `tests/unit/domain/aftercare/month-of-answers.test.ts`. */
  const isWritten = ({ rings }: { rings: boolean }, nth: number) => rings || nth % 5 === 0

  const SEED = 20261101
  const MONDAY_MS = Date.parse('2026-05-04T00:00:00+02:00')

  it('Z10: the report shows week by week what came, what rang and what came of it, as it was', async () => {
    const { system, owner, clinicId, patientId } = room.riverside
    const people = await rowsOf<{ id: string }>(
      room.owner,
      'SELECT id FROM practitioner WHERE clinic_id = $1 ORDER BY id',
      [clinicId],
    )
    const month = await asActor(room.database, system, async (tx) => {
      const [rules, terms] = [
        await triageRulesOn(tx, clinicId, '2026-06-01'),
        await triageTermsOn(tx, clinicId, '2026-06-01'),
      ]
      const sorted = monthOfAnswers(SEED, { fromMs: MONDAY_MS, practitioners: people.length })
        .map((made, nth) => ({
          ...{ ...made, ...triage({ ...made, techniques: [], rules, terms, answerMinutes: 60 }), nth, id: uuidv7() },
        }))
        .filter(isWritten)
      await tx.checkIn.createMany({
        data: sorted.map(({ id, answer, atMs, tier, rings, dueMinutes, rules: met, hits }) => ({
          ...{ clinicId, id, patientId, via: 'sms', at: new Date(atMs), ...answer, tier, rings },
          needles: (answer.needle ?? 'none') === 'none' ? null : 1,
          dueAt: dueMinutes === null ? null : new Date(atMs + dueMinutes * MINUTE_MS),
          ...{ signs: hits.map(({ sign }) => sign), ruleIds: met.map(({ id: rule }) => rule) },
        })),
      })
      await tx.task.createMany({
        data: sorted
          .filter(({ tier }) => tier !== 'harmless')
          .map(({ id: checkInId, atMs, tier, rings, dueMinutes, isRed, practitioner, nth }) => {
            const dueMs = atMs + (dueMinutes ?? 0) * MINUTE_MS
            // every other one is taken in time, the rest a minute too late
            const takenMs = dueMs + (nth % 2 === 0 ? -MINUTE_MS : MINUTE_MS)
            return {
              ...{ clinicId, checkInId, patientId, rings, detail: {}, status: 'done', note: 'Called.' },
              ...{ kind: KIND_OF[tier as keyof typeof KIND_OF], practitionerId: people[practitioner]?.id ?? null },
              ...{ createdAt: new Date(atMs), dueAt: new Date(dueMs), doneAt: new Date(takenMs + MINUTE_MS) },
              ...{ takenByIdentityId: 'desk', takenByName: 'Desk', takenAt: new Date(takenMs) },
              outcome: isRed ? 'sent-to-help' : 'false-alarm',
            }
          }),
      })
      return sorted
    })
    const load = await room.as(owner, { nowMs: MONDAY_MS + 27 * DAY_MS }).checkIn.load({ weeks: 4 })
    const rung = month.filter(({ rings }) => rings)
    const of = (week: number, which: (one: (typeof month)[number]) => boolean) =>
      rung.filter((one) => Math.floor((one.atMs - MONDAY_MS) / (7 * DAY_MS)) === week && which(one)).length
    expect(load.weeks.toReversed()).toEqual(
      weeksOf(month, MONDAY_MS).map((counted, week) => ({
        ...{
          ...counted,
          monday: new Date(MONDAY_MS + week * 7 * DAY_MS + DAY_MS / 2).toISOString().slice(0, 10),
          overdue: 0,
        },
        inTime: of(week, ({ nth }) => nth % 2 === 0),
        actedUpon: of(week, ({ isRed }) => isRed),
        falseAlarms: of(week, ({ isRed }) => !isRed),
      })),
    )
    expect(load.most).toEqual(BEARABLE_ALARMS)
  })

  it('Z10: of those in danger each one rings, through the whole of the house, whatever they write', async () => {
    const { system, clinicId, patientId } = room.riverside
    const reply = (text: string) =>
      asActor(room.database, system, (tx) =>
        recordReply(tx, { clinicId, patientId, text, receivedMs: near.startMs + 300 * MINUTE_MS, channel: 'sms' }),
      )
    for (const text of redSentences(SEED, 0).filter((_, nth) => nth % 4 === 0))
      expect([text, (await reply(text)).tier]).toEqual([text, 'emergency'])
  })
})
