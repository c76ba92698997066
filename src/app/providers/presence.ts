const AWAY_AFTER_MS = 120_000
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'touchstart', 'wheel'] as const

let lastSignMs = performance.now()
/** By the clock on the wall, which goes on while a tablet sleeps. */
let lastSignAtMs = Date.now()

if (typeof window !== 'undefined') {
  const note = () => {
    lastSignMs = performance.now()
    lastSignAtMs = Date.now()
  }
  for (const sign of SIGNS) window.addEventListener(sign, note, { passive: true, capture: true })
}

/** Whether nobody has touched this screen for a while: what it asks for by itself then keeps no session alive. */
export const isAway = (): boolean => performance.now() - lastSignMs > AWAY_AFTER_MS

/** For how long nobody has touched this screen. */
export const idleMs = (): number => Date.now() - lastSignAtMs
