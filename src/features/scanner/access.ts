import { type Actor, isStaff, keepsStock, type StaffActor } from '#domain/actor.ts'

/** Everyone who works here may try out a scanner. */
export const mayTryScanner = (actor: Actor): actor is StaffActor => isStaff(actor)

/** What the clinic's scanners type for a separator is set by those who keep the stock. */
export const maySetScanner = (actor: Actor): actor is StaffActor => keepsStock(actor)
