import { type Actor, keepsStock, type StaffActor } from '#domain/actor.ts'

/** Goods are received by those who keep the stock. */
export const mayReceive = (actor: Actor): actor is StaffActor => keepsStock(actor)
