import { type Answer, answered, type Draft, emptyDraft, type Moving, type Person, type Wish } from './draft.ts'

export type Panel =
  | { readonly kind: 'closed' }
  | { readonly kind: 'visit'; readonly visitId: string }
  | { readonly kind: 'patient'; readonly person: Person }
  | { readonly kind: 'new' }
  | { readonly kind: 'move' }
  | { readonly kind: 'walk-in' }

export interface DeskState {
  /** 'YYYY-MM-DD' */
  readonly date: string
  /** The first day whose free times are offered: the day somebody went to, not one that a taken time led to. */
  readonly timesFrom: string
  readonly panel: Panel
  /** The new visit: kept when the panel closes, so that nothing typed is lost. */
  readonly draft: Draft
  /** The visit that is being moved, with where it may go. */
  readonly move: Draft | null
}

/** A visit that can be moved, as the day shows it. */
export interface MovableVisit {
  readonly person: Person
  readonly serviceId: string
  readonly needling: boolean
  readonly areaIds: readonly string[]
  readonly areasUndecided: boolean
  readonly moving: Moving
}

export type DeskEvent =
  | { readonly type: 'go'; readonly date: string }
  /** Shows the day of a time that was taken. */
  | { readonly type: 'show'; readonly date: string }
  | { readonly type: 'open-visit'; readonly visitId: string; readonly date?: string }
  | { readonly type: 'open-patient'; readonly person: Person }
  | { readonly type: 'new-visit'; readonly requestId: string; readonly answer?: Answer }
  | {
      readonly type: 'move-visit'
      readonly requestId: string
      readonly visit: MovableVisit
      readonly wish?: Wish
      /** The task in which somebody asked for this move to be allowed. */
      readonly taskId?: string
      /** The draft that was put aside; the time held for it has its id as well. */
      readonly draftId?: string
    }
  | { readonly type: 'answer'; readonly requestId: string; readonly answer: Answer }
  | { readonly type: 'start-again'; readonly requestId: string }
  /** What a visit that is moved has become by somebody else's hand was looked at. */
  | { readonly type: 'seen'; readonly requestId: string; readonly now: Pick<Moving, 'expectedVersion' | 'startMs'> }
  /** A draft that was put aside is taken up again. */
  | { readonly type: 'resume'; readonly draft: Draft }
  | { readonly type: 'walk-in' }
  | { readonly type: 'saved'; readonly requestId: string; readonly visitId: string; readonly date: string }
  | { readonly type: 'close' }

export const deskAt = (date: string, requestId: string): DeskState => ({
  date,
  timesFrom: date,
  panel: { kind: 'closed' },
  draft: emptyDraft(requestId),
  move: null,
})

/** The draft that the open panel answers; null when none is open. */
export const openDraft = ({ panel, draft, move }: DeskState): Draft | null =>
  panel.kind === 'new' ? draft : panel.kind === 'move' ? move : null

const movingDraft = ({
  requestId,
  visit,
  wish,
  taskId,
  draftId,
}: Extract<DeskEvent, { type: 'move-visit' }>): Draft => ({
  ...emptyDraft(requestId),
  id: draftId ?? requestId,
  patient: visit.person,
  serviceId: visit.serviceId,
  needling: visit.needling,
  areaIds: visit.areaIds,
  areasUndecided: visit.areasUndecided,
  moving: visit.moving,
  wish: wish ?? null,
  taskId: taskId ?? null,
})

/** What the desk's screen becomes when something happens on it. */
export const deskAfter = (state: DeskState, event: DeskEvent): DeskState => {
  switch (event.type) {
    case 'go':
      return { ...state, date: event.date, timesFrom: event.date }
    case 'show':
      return { ...state, date: event.date }
    case 'open-visit':
      return {
        ...state,
        date: event.date ?? state.date,
        timesFrom: event.date ?? state.timesFrom,
        panel: { kind: 'visit', visitId: event.visitId },
        move: null,
      }
    case 'open-patient':
      return { ...state, panel: { kind: 'patient', person: event.person }, move: null }
    case 'new-visit': {
      const begun = state.draft.id === '' ? emptyDraft(event.requestId) : state.draft
      const draft = event.answer ? answered(begun, event.answer, event.requestId) : begun
      return { ...state, panel: { kind: 'new' }, draft, move: null }
    }
    case 'move-visit':
      return { ...state, panel: { kind: 'move' }, move: movingDraft(event) }
    case 'answer': {
      const open = openDraft(state)
      if (open === null) return state
      const next = answered(open, event.answer, event.requestId)
      return state.panel.kind === 'move' ? { ...state, move: next } : { ...state, draft: next }
    }
    case 'resume':
      return { ...state, panel: { kind: 'new' }, draft: event.draft, move: null }
    case 'walk-in':
      return { ...state, panel: { kind: 'walk-in' }, move: null }
    case 'seen':
      if (state.move?.moving == null) return state
      return {
        ...state,
        move: {
          ...state.move,
          requestId: event.requestId,
          moving: { ...state.move.moving, ...event.now, changed: null },
        },
      }
    case 'start-again':
      return { ...state, draft: emptyDraft(event.requestId) }
    case 'saved':
      return {
        date: event.date,
        timesFrom: event.date,
        panel: { kind: 'visit', visitId: event.visitId },
        draft: state.panel.kind === 'new' ? emptyDraft(event.requestId) : state.draft,
        move: null,
      }
    case 'close': {
      // One step back: from moving to the visit that is moved, else out of the panel.
      const moving = state.panel.kind === 'move' ? state.move?.moving : null
      const panel: Panel = moving ? { kind: 'visit', visitId: moving.appointmentId } : { kind: 'closed' }
      return { ...state, panel, move: null }
    }
  }
}
