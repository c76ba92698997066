import type { z } from 'zod'
import type { day, Visit } from '#features/appointment/schema.ts'
import type { DayGridColumn } from '#ui/clinic/day-grid/DayGrid.tsx'
import type { DayGridVisit, VisitMark } from '#ui/clinic/day-grid/DayVisit.tsx'
import type { MovableVisit } from '../desk-state.ts'

export type DayAnswer = z.infer<typeof day>
export type { Visit }

/** Cancelled visits take no time: the day shows who comes, and who did not. */
const isDrawn = ({ status }: Visit): boolean => status !== 'cancelled' && status !== 'entered-in-error'

const marksOf = ({ moveCauses, breaks, flags, status }: Visit): VisitMark[] => [
  ...(moveCauses.length > 0 ? (['toMove'] as const) : []),
  ...(breaks.length > 0 ? (['override'] as const) : []),
  ...(flags.firstVisit && status !== 'noshow' ? (['firstVisit'] as const) : []),
]

/** Where a visit was put by hand while the answer is awaited. */
export interface Placing {
  readonly visitId: string
  readonly columnId: string
  readonly startMs: number
}

const inGrid = (visit: Visit, placing: Placing | null): DayGridVisit => {
  const startMs = Date.parse(visit.startIso)
  const shiftMs = placing?.visitId === visit.id ? placing.startMs - startMs : 0
  return {
    id: visit.id,
    startMs: startMs + shiftMs,
    endMs: Date.parse(visit.endIso) + shiftMs,
    patientName: visit.patient.name,
    serviceName: visit.service.name,
    roomName: visit.place.roomName,
    status: visit.status,
    segments: visit.segments,
    bufferBeforeMinutes: visit.bufferBeforeMinutes,
    bufferAfterMinutes: visit.bufferAfterMinutes,
    marks: marksOf(visit),
    movable: visit.actions.includes('reschedule'),
    pending: placing?.visitId === visit.id,
  }
}

const stretch = ({ startIso, endIso }: { startIso: string; endIso: string }) => ({
  startMs: Date.parse(startIso),
  endMs: Date.parse(endIso),
})

/** The day's answer as the grid draws it. */
export const columnsOf = (day: DayAnswer, placing: Placing | null, nowMs: number): DayGridColumn[] =>
  day.columns.map((column) => ({
    id: column.practitionerId,
    name: column.name,
    note: column.profession,
    working: column.working.map(stretch),
    absences: column.absences.map(stretch),
    holds: day.holds
      .filter(
        ({ practitionerId, untilIso }) => practitionerId === column.practitionerId && Date.parse(untilIso) > nowMs,
      )
      .map(({ id, mine, byName, untilIso, ...when }) => ({
        ...{ id, mine, byName, untilMs: Date.parse(untilIso) },
        ...stretch(when),
      })),
    visits: day.visits
      .filter(isDrawn)
      .filter(
        (visit) => (placing?.visitId === visit.id ? placing.columnId : visit.practitioner.id) === column.practitionerId,
      )
      .map((visit) => inGrid(visit, placing))
      .toSorted((a, b) => a.startMs - b.startMs),
  }))

/** Who has arrived and waits, the longest first. */
export const waiting = (visits: readonly Visit[], nowMs: number): { visit: Visit; minutes: number }[] =>
  visits
    .filter(({ status }) => status === 'arrived')
    .map((visit) => ({
      visit,
      minutes: Math.max(0, Math.floor((nowMs - Date.parse(visit.arrivedIso ?? visit.startIso)) / 60_000)),
    }))
    .toSorted((a, b) => b.minutes - a.minutes)

export const movableOf = (visit: Visit): MovableVisit => ({
  person: { id: visit.patient.id, name: visit.patient.name, birthDate: visit.patient.birthDate },
  serviceId: visit.service.id,
  needling: visit.service.technique !== null,
  areaIds: visit.areas.map(({ id }) => id),
  areasUndecided: visit.areasUndecided,
  moving: {
    appointmentId: visit.id,
    expectedVersion: visit.version,
    startMs: Date.parse(visit.startIso),
    practitionerId: visit.practitioner.id,
    status: visit.status,
    changed: null,
  },
})
