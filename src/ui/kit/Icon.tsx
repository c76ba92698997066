const glyphs = {
  alert: 'M12 3.5 22 20.5H2L12 3.5ZM12 10v4.5M12 17.2v.3',
  back: 'M15 5l-7 7 7 7',
  check: 'M4.5 12.5l5 5 10-11',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7.5V12l3.2 2.2',
  close: 'M6 6l12 12M18 6L6 18',
  dot: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z',
  down: 'M5 9l7 7 7-7',
  door: 'M6 21V3.5h12V21M3 21h18M14.5 12v.5',
  forward: 'M9 5l7 7-7 7',
  half: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 3v18',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v6M12 7.3v.3',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.3M4 12h.3M4 18h.3',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  minus: 'M5 12h14',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5c.8-4 3.8-6 7.5-6s6.7 2 7.5 6',
  plus: 'M5 12h14M12 5v14',
  ring: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 20.5 20.5',
  slash: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM6 18 18 6',
  up: 'M5 15l7-7 7 7',
} as const

export type IconName = keyof typeof glyphs

interface IconProps {
  name: IconName
  /** Edge in CSS pixels. */
  size?: number
  className?: string
}

/** A drawn sign in the colour of the text beside it. Always decoration: the word stands next to it. */
export const Icon = ({ name, size = 16, className }: IconProps) => (
  <svg
    viewBox="0 0 24 24"
    width={size}
    height={size}
    className={className}
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    <path d={glyphs[name]} />
  </svg>
)
