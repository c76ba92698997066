import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** What passes over one connection, and which way. */
export type Listener = (chunk: Buffer, way: 'there' | 'back', connection: object) => 'pass' | 'hold'

/** A line between two programs that can go dead without either end being told, as lines do. */
export interface Line {
  readonly port: number
  /** Where new connections lead. */
  target: number
  /** New connections too are taken and never answered. */
  dead: boolean
  /** Hears everything; what it holds never arrives. */
  listener: Listener | null
  /** Connections that are open now fall silent for good; neither end learns of it. */
  readonly silence: () => number
  readonly close: () => Promise<void>
}

interface Ends {
  readonly near: Socket
  readonly far: Socket
  silent: boolean
}

/** Opens a line to a port of this machine. */
export const openLine = async (target: number): Promise<Line> => {
  const open = new Set<Ends>()
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const ends: Ends = {
      near,
      far: connect({ port: line.target, host: '127.0.0.1', allowHalfOpen: true }),
      silent: false,
    }
    ends.silent = line.dead
    open.add(ends)
    carry(ends, 'there', line)
    carry(ends, 'back', line)
    near.once('close', () => open.delete(ends))
  })
  const line: Line = {
    port: 0,
    target,
    dead: false,
    listener: null,
    silence: () => {
      for (const ends of open) ends.silent = true
      return open.size
    },
    close: async () => {
      for (const { near, far } of open) {
        near.destroy()
        far.destroy()
      }
      server.close()
      await once(server, 'close')
    },
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return Object.assign(line, { port: typeof address === 'object' && address !== null ? address.port : 0 })
}

const carry = (ends: Ends, way: 'there' | 'back', line: Line): void => {
  const [from, to] = way === 'there' ? [ends.near, ends.far] : [ends.far, ends.near]
  from.on('data', (chunk: Buffer) => {
    if (ends.silent) return
    if (line.listener?.(chunk, way, ends) === 'hold') ends.silent = true
    else to.write(chunk)
  })
  // a silent line does not say that an end has gone either
  from.on('end', () => ends.silent || to.end())
  from.on('error', () => ends.silent || to.destroy())
  from.on('close', () => ends.silent || to.destroy())
}
