import { settings } from '#lib/env.ts'
import { oncePerProcess } from '#lib/once.ts'
import { type Database, openDatabase } from './client.ts'

/** The application role's pool of this process. */
export const sharedDatabase = (): Database => oncePerProcess('database', () => openDatabase(settings().appDatabaseUrl))
