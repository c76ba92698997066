import type { Actor, SystemActor } from '#domain/actor.ts'

/** What the provider of texts tells us comes in signed, and is carried in by nobody in particular. Nobody who signs in may. */
export const isTheProvider = (actor: Actor): actor is SystemActor => actor.kind === 'system'
