// Loaded into the web server before its own code, because these two are only known where the sockets are.
import { subscribe } from 'node:diagnostics_channel'

const graceMs = 2000
const servers = new Set()

subscribe('http.server.request.start', ({ request, socket, server }) => {
  // Who really called. A caller can write any X-Forwarded-For, but never this: it is overwritten here.
  request.headers['x-filiform-peer'] = socket.remoteAddress ?? ''
  servers.add(server)
})

// Live-update streams never end by themselves, and stopping waits for every answer to end.
process.once('SIGTERM', () => {
  setTimeout(() => {
    for (const server of servers) server.closeAllConnections()
  }, graceMs).unref()
})
