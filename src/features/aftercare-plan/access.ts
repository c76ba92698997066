import { type Actor, hasRole, isStaff, type StaffActor } from '#domain/actor.ts'

/** Who writes plans and texts takes words from the library. */
export const mayUseLibrary = (actor: Actor): actor is StaffActor =>
  isStaff(actor) && hasRole(actor, 'owner', 'practitioner')

/** Everybody who sees a visit may hand its leaflet over on paper; an assistant today's (asked again with the date). */
export const mayPrintLeaflet = (actor: Actor): actor is StaffActor => isStaff(actor)

/** Who only assists sees today. */
export const mayPrintOn = (actor: StaffActor, date: string, today: string): boolean =>
  hasRole(actor, 'owner', 'practitioner', 'desk') || date === today

/** Texts are looked at with a real visit by who treated in it. */
export const mayPreviewTexts = (actor: Actor): actor is StaffActor => isStaff(actor) && hasRole(actor, 'practitioner')
