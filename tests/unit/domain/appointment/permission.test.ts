import { describe, expect, it } from 'vitest'
import type { Actor } from '#domain/actor.ts'
import { mayArrange, mayBreak, mayChange } from '#domain/appointment/permission.ts'
import { BREAKS, type Break } from '#domain/appointment/refusal.ts'
import { ACTIONS, type AppointmentAction } from '#domain/appointment/transitions.ts'
import {
  ANA,
  AS_ANA,
  AS_BEN,
  ASSISTANT,
  BJORK,
  CLINIC,
  DESK,
  OWNER,
  patientActor,
  staff,
} from '../../../support/booking.ts'

const SYSTEM: Actor = { kind: 'system', clinicId: CLINIC }
const STRANGER: Actor = { ...OWNER, clinicId: 'another clinic' }

describe('who may arrange visits', () => {
  it.each([
    ['the owner', OWNER, true],
    ['the desk', DESK, true],
    ['any practitioner', AS_BEN, true],
    ['the patient', patientActor(BJORK), true],
    ['somebody who may act for the patient', patientActor('carer', BJORK), true],
    ['another patient', patientActor('jose'), false],
    ['an assistant', ASSISTANT, false],
    ['a job', SYSTEM, false],
    ['another clinic', STRANGER, false],
    ['the patient of another clinic', { ...patientActor(BJORK), clinicId: 'another clinic' }, false],
  ] as const)('%s', (_, actor, may) => {
    expect(mayArrange(actor, CLINIC, BJORK)).toBe(may)
  })
})

describe('who may break which rule for a visit with Ana', () => {
  const narrow = { deskMayOverride: false }
  const broken = (actor: Actor, policy = narrow): readonly Break[] =>
    BREAKS.filter((rule) => mayBreak(actor, rule, ANA, policy))

  it.each([
    ['Ana', AS_ANA, ['rest', 'credential', 'overlap', 'hours', 'notice']],
    ['another practitioner: the body, but not the diary of Ana', AS_BEN, ['rest', 'credential']],
    ['the owner: the diary, but not the body', OWNER, ['overlap', 'hours', 'notice']],
    ['an owner who treats', staff(['owner', 'practitioner'], 'ben'), [...BREAKS]],
    ['the desk', DESK, []],
    ['an assistant', ASSISTANT, []],
    ['the patient', patientActor(BJORK), []],
    ['a job', SYSTEM, []],
  ] as const)('%s', (_, actor, may) => {
    expect(broken(actor)).toEqual(may)
  })

  it('the desk may break the diary where the clinic allows it, never the body', () => {
    expect(broken(DESK, { deskMayOverride: true })).toEqual(['overlap', 'hours', 'notice'])
    expect(broken(ASSISTANT, { deskMayOverride: true })).toEqual([])
    expect(broken(patientActor(BJORK), { deskMayOverride: true })).toEqual([])
  })
})

describe('who may change a visit of Björk with Ana', () => {
  const changes = (actor: Actor, today = true): readonly AppointmentAction[] =>
    ACTIONS.filter((action) =>
      mayChange(actor, action, { clinicId: CLINIC, patientId: BJORK, practitionerId: ANA, today }),
    )

  it('Ana: everything', () => {
    expect(changes(AS_ANA)).toEqual(ACTIONS)
  })

  it('another practitioner: everything but completing it and declaring an error, which the clinical lead may', () => {
    const own: readonly AppointmentAction[] = ['complete', 'enter-in-error']
    expect(changes({ ...AS_BEN, clinicalLead: false })).toEqual(ACTIONS.filter((action) => !own.includes(action)))
    expect(changes({ ...AS_BEN, clinicalLead: true })).toEqual(ACTIONS.filter((action) => action !== 'complete'))
  })

  it('desk and owner: everything but completing and declaring an error', () => {
    const clinical: readonly AppointmentAction[] = ['complete', 'enter-in-error']
    for (const actor of [DESK, OWNER]) {
      expect(changes(actor)).toEqual(ACTIONS.filter((action) => !clinical.includes(action)))
    }
  })

  it('an assistant: arrival and room, of today only', () => {
    expect(changes(ASSISTANT)).toEqual(['arrive', 'undo-arrival', 'check-in', 'undo-check-in'])
    expect(changes(ASSISTANT, false)).toEqual([])
  })

  it('the patient: moving and cancelling, and nobody else their visit', () => {
    expect(changes(patientActor(BJORK))).toEqual(['reschedule', 'cancel'])
    expect(changes(patientActor('jose'))).toEqual([])
  })

  it('another clinic and jobs: nothing', () => {
    expect(changes(STRANGER)).toEqual([])
    expect(changes(SYSTEM)).toEqual([])
  })
})
