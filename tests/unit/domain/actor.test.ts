import { describe, expect, it } from 'vitest'
import { type Actor, actsForPatient, hasRole, isPractitioner, isStaff, readsClinical } from '#domain/actor.ts'
import { ANA, AS_ANA, CLINIC, DESK, patientActor, staff } from '../../support/booking.ts'

const SYSTEM: Actor = { kind: 'system', clinicId: CLINIC }

describe('who acts', () => {
  it('is staff, a patient, or the clinic itself', () => {
    expect([DESK, patientActor('bjork'), SYSTEM].map(isStaff)).toEqual([true, false, false])
  })

  it('may hold several roles, and has each of them', () => {
    const both = staff(['owner', 'practitioner'], ANA)
    expect(hasRole(both, 'owner')).toBe(true)
    expect(hasRole(both, 'desk', 'practitioner')).toBe(true)
    expect(hasRole(both, 'desk')).toBe(false)
    expect(hasRole(both)).toBe(false)
  })

  it('is in no role of the clinic as a patient, and in none at all as a job', () => {
    expect(hasRole(patientActor('bjork'), 'patient')).toBe(true)
    expect(hasRole(patientActor('bjork'), 'owner', 'practitioner', 'assistant', 'desk')).toBe(false)
    expect(hasRole(SYSTEM, 'owner', 'practitioner', 'assistant', 'desk', 'patient')).toBe(false)
  })

  it('acts for the patients it was proved to, and staff act for none', () => {
    const mother = patientActor('bjork', 'child')
    expect(actsForPatient(mother, 'child')).toBe(true)
    expect(actsForPatient(mother, 'neighbour')).toBe(false)
    expect(actsForPatient(patientActor(), 'bjork')).toBe(false)
    expect(actsForPatient(DESK, 'bjork')).toBe(false)
    expect(actsForPatient(SYSTEM, 'bjork')).toBe(false)
  })

  it('reads the record of treatment when it treats, assists or is a job, and neither at the desk nor as the owner', () => {
    const readers: Actor[] = [AS_ANA, staff(['assistant']), staff(['owner', 'practitioner']), SYSTEM]
    expect(readers.filter((actor) => !readsClinical(actor))).toEqual([])
    expect([DESK, staff(['owner']), patientActor('bjork')].filter(readsClinical)).toEqual([])
  })

  it('treats only as itself, and only in the role', () => {
    expect(isPractitioner(AS_ANA, ANA)).toBe(true)
    expect(isPractitioner(AS_ANA, 'ben')).toBe(false)
    expect(isPractitioner(staff(['desk'], ANA), ANA)).toBe(false)
    expect(isPractitioner(patientActor(ANA), ANA)).toBe(false)
  })
})
