// Plain JavaScript, because the entries use it before anything is installed.

const quietMs = 2000

/** Runs `work` and shows on standard output that it goes on, once it has taken more than two seconds. */
export async function step(text, work) {
  const began = Date.now()
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`
  const live = process.stdout.isTTY === true
  let shown = false
  const show = () => {
    if (live) process.stdout.write(`\r${text} … ${seconds()} `)
    else process.stdout.write(`${text} … ${seconds()}\n`)
    shown = true
  }
  let ticking
  const first = setTimeout(() => {
    show()
    ticking = setInterval(show, live ? 1000 : 10_000)
  }, quietMs)
  try {
    return await work()
  } finally {
    clearTimeout(first)
    clearInterval(ticking)
    if (shown) process.stdout.write(`${live ? '\r' : ''}${text}: ${seconds()}    \n`)
  }
}
