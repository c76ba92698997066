import { useId } from 'react'
import kit from '../kit.module.css'
import classes from './line-chart.module.css'
import { type ChartPoint, pathOf, plotted } from './plot.ts'

interface LineChartProps {
  /** What is shown, as a sentence. */
  label: string
  points: readonly ChartPoint[]
  /** The largest value there can be; the smallest is nought. */
  max: number
  /** A value to be reached, with its words. */
  target?: { readonly value: number; readonly words: string }
  /** The heads of the table that says the same to whoever does not see the line. */
  heads: readonly [string, string]
}

const WIDTH = 320
const HEIGHT = 120

/** A few values over time as a line with its points; the same stands in a table for whoever listens. */
export const LineChart = ({ label, points, max, target, heads }: LineChartProps) => {
  const id = useId()
  const frame = { width: WIDTH, height: HEIGHT, max }
  const dots = plotted(points, frame)
  const targetY = target === undefined ? null : (plotted([{ label: '', value: target.value }], frame)[0]?.y ?? null)
  const last = dots.at(-1)
  return (
    <figure className={classes.chart} aria-labelledby={id}>
      <figcaption id={id} className={classes.caption}>
        {label}
        {target === undefined ? null : <span className={classes.target}> {target.words}</span>}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes.plot} aria-hidden="true" focusable="false">
        {[0, max / 2, max].map((value) => {
          const y = plotted([{ label: '', value }], frame)[0]?.y ?? 0
          return (
            <g key={value}>
              <line x1="24" x2={WIDTH} y1={y} y2={y} className={classes.grid} />
              <text x="18" y={y + 4} textAnchor="end" className={classes.scale}>
                {value}
              </text>
            </g>
          )
        })}
        {targetY === null ? null : <line x1="24" x2={WIDTH} y1={targetY} y2={targetY} className={classes.wanted} />}
        <path d={pathOf(dots)} className={classes.line} />
        {dots.map(({ x, y, label: when }) => (
          <circle key={`${when} ${x}`} cx={x} cy={y} r="4" className={classes.dot} />
        ))}
        {last === undefined ? null : (
          <text x={Math.min(last.x, WIDTH - 12)} y={last.y < 24 ? last.y + 20 : last.y - 10} className={classes.value}>
            {last.value}
          </text>
        )}
      </svg>
      <div className={kit.hidden}>
        <table>
          <thead>
            <tr>
              <th scope="col">{heads[0]}</th>
              <th scope="col">{heads[1]}</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ label: when, value }, index) => (
              // a day can have two visits
              <tr key={`${when} ${String(index)}`}>
                <td>{when}</td>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
