import type { SegmentKind } from '#domain/appointment/segments.ts'
import { isTechnique, NEEDLING_TECHNIQUES } from '#domain/recovery/technique.ts'
import type { ServiceSetup, ServiceToSave } from '#features/healthcare-service/schema.ts'
import { type Duration, durationOf, minutesOf, mostOf, wholeNumber } from '../duration.ts'

/** A part of the visit as it is typed; its key stays while parts change places. */
export interface PartDraft {
  readonly key: string
  readonly kind: SegmentKind
  readonly minutes: string
}

/** A service as it stands in its form: what was typed, right or wrong. */
export interface ServiceDraft {
  readonly nameEn: string
  readonly nameDe: string
  readonly descriptionEn: string
  readonly descriptionDe: string
  /** '' for a visit without needles. */
  readonly technique: string
  readonly parts: readonly PartDraft[]
  readonly bufferBeforeMinutes: string
  readonly bufferAfterMinutes: string
  readonly roomKind: 'treatment' | 'group'
  readonly deviceKinds: readonly string[]
  readonly practitionerIds: readonly string[]
  readonly bookableOnline: boolean
  readonly byRequest: boolean
  readonly notice: Duration
  readonly maxAheadDays: string
  readonly maxPerDay: string
  readonly maxPerPatientPerDay: string
  readonly lateCancel: Duration
  readonly active: boolean
}

const NEW: Omit<ServiceSetup, 'id' | 'version' | 'comingVisits'> = {
  name: { en: '', de: '' },
  description: { en: '', de: '' },
  technique: null,
  segments: [{ kind: 'hands-on', minutes: 45 }],
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 5,
  roomKind: 'treatment',
  deviceKinds: [],
  practitionerIds: [],
  bookableOnline: true,
  byRequest: false,
  minNoticeMinutes: 120,
  maxAheadDays: 90,
  maxPerDay: null,
  maxPerPatientPerDay: null,
  lateCancelMinutes: 1440,
  active: true,
}

export const draftOf = (service: ServiceSetup | null): ServiceDraft => {
  const shape = service ?? NEW
  return {
    nameEn: shape.name.en,
    nameDe: shape.name.de,
    descriptionEn: shape.description.en,
    descriptionDe: shape.description.de,
    technique: shape.technique ?? '',
    parts: shape.segments.map(({ kind, minutes }, index) => ({ key: `part-${index}`, kind, minutes: `${minutes}` })),
    bufferBeforeMinutes: `${shape.bufferBeforeMinutes}`,
    bufferAfterMinutes: `${shape.bufferAfterMinutes}`,
    roomKind: shape.roomKind,
    deviceKinds: shape.deviceKinds,
    practitionerIds: shape.practitionerIds,
    bookableOnline: shape.bookableOnline,
    byRequest: shape.byRequest,
    notice: durationOf(shape.minNoticeMinutes),
    maxAheadDays: `${shape.maxAheadDays}`,
    maxPerDay: `${shape.maxPerDay ?? ''}`,
    maxPerPatientPerDay: `${shape.maxPerPatientPerDay ?? ''}`,
    lateCancel: durationOf(shape.lateCancelMinutes),
    active: shape.active,
  }
}

/** The bounds of every number, as the server has them. */
export const BOUNDS = {
  minutes: [1, 720],
  bufferBeforeMinutes: [0, 240],
  bufferAfterMinutes: [0, 240],
  maxAheadDays: [1, 730],
  maxPerDay: [1, 500],
  maxPerPatientPerDay: [1, 20],
} as const

type NumberField = Exclude<keyof typeof BOUNDS, 'minutes'>
type SpanField = 'minNoticeMinutes' | 'lateCancelMinutes'

export type ServiceField = 'name.en' | 'name.de' | 'segments' | NumberField | SpanField

/** `missing`, or the bounds that a number is outside of. */
export type FieldProblem = 'missing' | readonly [number, number]

type Read =
  | { readonly ok: true; readonly service: Omit<ServiceToSave, 'existing'> }
  | { readonly ok: false; readonly problems: Readonly<Partial<Record<ServiceField, FieldProblem>>> }

/** Reads what was typed, or says of every field that cannot be read what is wrong with it. */
export const readDraft = (draft: ServiceDraft): Read => {
  const problems: Partial<Record<ServiceField, FieldProblem>> = {}
  const number = (field: NumberField, text: string): number => {
    const read = wholeNumber(text, BOUNDS[field])
    if (read === null) problems[field] = BOUNDS[field]
    return read ?? 0
  }
  const atMost = (field: 'maxPerDay' | 'maxPerPatientPerDay'): number | null =>
    draft[field].trim() === '' ? null : number(field, draft[field])
  const span = (field: SpanField, duration: Duration): number => {
    const bounds = [0, mostOf(duration.unit)] as const
    if (wholeNumber(duration.amount, bounds) === null) problems[field] = bounds
    return minutesOf(duration) ?? 0
  }
  if (draft.nameEn.trim() === '') problems['name.en'] = 'missing'
  if (draft.nameDe.trim() === '') problems['name.de'] = 'missing'
  const segments = draft.parts.map(({ kind, minutes }) => ({
    kind,
    minutes: wholeNumber(minutes, BOUNDS.minutes) ?? 0,
  }))
  if (segments.some(({ minutes }) => minutes === 0)) problems.segments = BOUNDS.minutes
  const service = {
    name: { en: draft.nameEn, de: draft.nameDe },
    description: { en: draft.descriptionEn, de: draft.descriptionDe },
    technique: NEEDLING_TECHNIQUES.find((one) => one === draft.technique) ?? null,
    segments,
    bufferBeforeMinutes: number('bufferBeforeMinutes', draft.bufferBeforeMinutes),
    bufferAfterMinutes: number('bufferAfterMinutes', draft.bufferAfterMinutes),
    roomKind: draft.roomKind,
    deviceKinds: [...draft.deviceKinds],
    practitionerIds: [...draft.practitionerIds],
    bookableOnline: draft.bookableOnline,
    byRequest: draft.bookableOnline && draft.byRequest,
    minNoticeMinutes: span('minNoticeMinutes', draft.notice),
    maxAheadDays: number('maxAheadDays', draft.maxAheadDays),
    maxPerDay: atMost('maxPerDay'),
    maxPerPatientPerDay: atMost('maxPerPatientPerDay'),
    lateCancelMinutes: span('lateCancelMinutes', draft.lateCancel),
    active: draft.active,
  }
  return Object.keys(problems).length === 0 ? { ok: true, service } : { ok: false, problems }
}

/** The technique that was chosen, for what follows from it; null without needles. */
export const techniqueOf = ({ technique }: ServiceDraft) => (isTechnique(technique) ? technique : null)
