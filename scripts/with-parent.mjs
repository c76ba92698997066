// Loaded into web and worker before their own code: they end when the command that started them is gone or says so.
const stop = () => {
  if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM', 'SIGTERM')
  else process.exit(0)
  setTimeout(() => process.exit(1), 8000).unref()
}

if (process.channel) {
  process.once('disconnect', stop)
  process.channel.unref()
}
