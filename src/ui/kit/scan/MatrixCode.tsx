import classes from './matrix-code.module.css'

interface MatrixCodeProps {
  /** Row by row, true where it is dark. */
  rows: readonly (readonly boolean[])[]
  /** What it is, for those who do not see it. */
  label: string
}

const QUIET = 2

/** A square code to be scanned off the screen or the paper: dark on white in either theme. */
export const MatrixCode = ({ rows, label }: MatrixCodeProps) => {
  const edge = rows.length + 2 * QUIET
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])))
  return (
    <svg
      className={classes.code}
      viewBox={`0 0 ${edge} ${edge}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={edge} height={edge} className={classes.light} />
      <path d={path.join('')} className={classes.dark} />
    </svg>
  )
}
