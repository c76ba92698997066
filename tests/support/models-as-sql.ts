import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { SchemaEngine } from '@prisma/schema-engine-wasm'

/**
 * Prints the SQL that would make an empty database what the models say. A program of its own, because the engine leaves
 * a timer behind. Its one argument is the address of any database.
 */
const [, , connectionString = ''] = process.argv
const folder = fileURLToPath(new URL('../../prisma/models', import.meta.url))
const files = readdirSync(folder).map((path) => ({ path, content: readFileSync(join(folder, path), 'utf8') }))
const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString }))
const engine = await SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter)
const answer = await engine.diff({
  from: { tag: 'empty' },
  to: { tag: 'schemaDatamodel', files },
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
})
process.stdout.write(answer.stdout ?? '', () => process.exit(0))
