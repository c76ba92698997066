// Loaded into web and worker before their own code: they end when the command that started them is gone.
const stop = () => {
  if (process.listenerCount('SIGTERM') > 0) process.emit('SIGTERM', 'SIGTERM')
  else process.exit(0)
  setTimeout(() => process.exit(1), 8000).unref()
}

// Only in the process that the command started: those that it starts in turn also load this, with a channel of another's.
if (process.env.FILIFORM_STARTED && process.channel) {
  delete process.env.FILIFORM_STARTED
  process.once('disconnect', stop)
  process.channel.unref()
}
