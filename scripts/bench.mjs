import { enter } from './entry.mjs'

await enter('bench')
