import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { urlsFrom } from '../../scripts/database.ts'

/** A migrated database of a test file's own. */
export type TestDatabase = { ownerUrl: string; appUrl: string; authUrl: string; drop(): Promise<void> }

/**
 * Copies a template: the empty one, or the one that holds both test clinics. `timezone` makes the database answer in
 * another zone than the server does.
 */
export async function testDatabase(options: { clinics?: boolean; timezone?: string } = {}): Promise<TestDatabase> {
  const { maintenanceUrl, templates, secret } = inject('cluster')
  const template = options.clinics ? templates.clinics : templates.empty
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await run(maintenanceUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  if (options.timezone)
    await run(maintenanceUrl, `ALTER DATABASE ${name} SET timezone = ${pg.escapeLiteral(options.timezone)}`)
  const address = new URL(maintenanceUrl)
  address.pathname = `/${name}`
  const drop = () => run(maintenanceUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  return { ...urlsFrom(address.href, secret), drop }
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
