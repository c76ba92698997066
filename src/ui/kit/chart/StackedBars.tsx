import { useId } from 'react'
import kit from '../kit.module.css'
import { stacked } from './plot.ts'
import classes from './stacked-bars.module.css'

/** How a part is drawn; its words stand beside it and in the table, since a colour never speaks alone. */
export type BarLook = 'accent' | 'due' | 'danger' | 'soft'

interface StackedBarsProps {
  /** What is shown, as a sentence. */
  label: string
  /** What each bar is made of, from below. */
  parts: readonly { readonly key: string; readonly words: string; readonly look: BarLook }[]
  /** The label stands in the table, the tick below the bar. */
  bars: readonly { readonly label: string; readonly tick: string; readonly values: readonly number[] }[]
  /** The head of the first column of the table that says the same to whoever does not see the bars. */
  head: string
}

const WIDTH = 640
const HEIGHT = 180

/** Numbers side by side as bars of several parts; the same stands in a table for whoever listens. */
export const StackedBars = ({ label, parts, bars, head }: StackedBarsProps) => {
  const id = useId()
  const { columns, top, baseline, topY } = stacked(bars, { width: WIDTH, height: HEIGHT })
  return (
    <figure className={classes.chart} aria-labelledby={id}>
      <figcaption id={id} className={classes.caption}>
        {label}
      </figcaption>
      <ul className={classes.legend} aria-hidden="true">
        {parts.map(({ key, words, look }) => (
          <li key={key} data-look={look}>
            {words}
          </li>
        ))}
      </ul>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes.plot} aria-hidden="true" focusable="false">
        <line x1="36" x2={WIDTH} y1={topY} y2={topY} className={classes.grid} />
        <line x1="36" x2={WIDTH} y1={baseline} y2={baseline} className={classes.grid} />
        <text x="30" y={topY + 4} textAnchor="end" className={classes.scale}>
          {top}
        </text>
        <text x="30" y={baseline + 4} textAnchor="end" className={classes.scale}>
          0
        </text>
        {columns.map(({ label: name, x, width, pieces }, at) => (
          <g key={name}>
            {pieces.map(({ y, height }, index) => (
              <rect
                key={parts[index]?.key}
                x={x}
                y={y}
                width={width}
                height={height}
                className={classes.part}
                data-look={parts[index]?.look}
              />
            ))}
            <text x={x + width / 2} y={baseline + 16} textAnchor="middle" className={classes.scale}>
              {bars[at]?.tick}
            </text>
          </g>
        ))}
      </svg>
      <div className={kit.hidden}>
        <table>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              {parts.map(({ key, words }) => (
                <th key={key} scope="col">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bars.map(({ label: name, values }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {parts.map(({ key }, index) => (
                  <td key={key}>{values[index]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
