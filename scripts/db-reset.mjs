import { enter } from './entry.mjs'

await enter('db-reset')
