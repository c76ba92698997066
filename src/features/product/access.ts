import { type Actor, isStaff, keepsStock, type StaffActor } from '#domain/actor.ts'

/** Which needles there are is read by everyone who works here. */
export const maySeeProducts = (actor: Actor): actor is StaffActor => isStaff(actor)

/** They are written down by those who keep the stock. */
export const mayEditProducts = (actor: Actor): actor is StaffActor => keepsStock(actor)
