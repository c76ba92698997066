'use client'

import type { CSSProperties, ReactNode } from 'react'
import type { Bar } from '#domain/availability/bars.ts'
import { VisuallyHidden } from '#ui/kit/VisuallyHidden.tsx'
import classes from './week-bars.module.css'

export interface WeekBarsDay {
  readonly date: string
  /** The whole cell in words, for who listens and for who points at it. */
  readonly words: string
  readonly open: readonly Bar[]
  readonly closed: readonly Bar[]
}

export interface WeekBarsRow {
  readonly key: string
  readonly head: ReactNode
  /** Whether its bars are its own, or only say that nothing is in the way. */
  readonly faint: boolean
  readonly days: readonly WeekBarsDay[]
}

export interface WeekBarsGroup {
  readonly key: string
  readonly name: string
  readonly rows: readonly WeekBarsRow[]
}

interface WeekBarsProps {
  label: string
  who: string
  days: readonly { readonly date: string; readonly name: string; readonly today: boolean }[]
  groups: readonly WeekBarsGroup[]
}

const HOUR = 60
const USUAL = { from: 7 * HOUR, to: 20 * HOUR }
const NOON = 12 * HOUR

/** Which hours of the day are drawn: the usual ones, and whole hours around whatever lies outside them. */
export const shownHours = (groups: readonly WeekBarsGroup[]): { from: number; to: number } => {
  const bars = groups
    .flatMap(({ rows }) => rows.filter(({ faint }) => !faint))
    .flatMap(({ days }) => days.flatMap(({ open }) => open))
  const from = Math.min(USUAL.from, ...bars.map(({ fromMinute }) => Math.floor(fromMinute / HOUR) * HOUR))
  const to = Math.max(USUAL.to, ...bars.map(({ toMinute }) => Math.ceil(toMinute / HOUR) * HOUR))
  return { from, to }
}

/** A week as bars: a row for everybody and everything, a cell for each day; the words of a cell say the same. */
export const WeekBars = ({ label, who, days, groups }: WeekBarsProps) => {
  const shown = shownHours(groups)
  return (
    <table className={classes.week} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{who}</th>
          {days.map(({ date, name, today }) => (
            <th key={date} scope="col" data-today={today}>
              {name}
              <span className={classes.scale} style={noonOf(shown)} aria-hidden="true">
                <span>{shown.from / HOUR}</span>
                <span className={classes.noon}>{NOON / HOUR}</span>
                <span>{shown.to / HOUR}</span>
              </span>
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.key}>
          {groups.length > 1 ? (
            <tr className={classes.group}>
              <th scope="rowgroup" colSpan={days.length + 1}>
                <bdi>{group.name}</bdi>
              </th>
            </tr>
          ) : null}
          {group.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.head}</th>
              {row.days.map((day, index) => (
                <td key={day.date} data-day={days[index]?.name} data-today={days[index]?.today} title={day.words}>
                  <VisuallyHidden>{day.words}</VisuallyHidden>
                  <Bars day={day} faint={row.faint} shown={shown} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

const noonOf = ({ from, to }: { from: number; to: number }): CSSProperties =>
  ({ '--noon': `${((NOON - from) / (to - from)) * 100}%` }) as CSSProperties

const place = ({ fromMinute, toMinute }: Bar, { from, to }: { from: number; to: number }): CSSProperties => {
  const start = Math.max(fromMinute, from)
  const end = Math.min(toMinute, to)
  return {
    insetInlineStart: `${((start - from) / (to - from)) * 100}%`,
    width: `${(Math.max(0, end - start) / (to - from)) * 100}%`,
  }
}

const Bars = ({ day, faint, shown }: { day: WeekBarsDay; faint: boolean; shown: { from: number; to: number } }) => (
  <div className={classes.day} style={noonOf(shown)} aria-hidden="true">
    {day.open.map((bar) => (
      <span key={bar.fromMinute} className={classes.open} data-faint={faint} style={place(bar, shown)} />
    ))}
    {day.closed.map((bar) => (
      <span key={bar.fromMinute} className={classes.closed} style={place(bar, shown)} />
    ))}
  </div>
)

/** What the bars mean. */
export const WeekBarsLegend = ({ open, closed, faint }: { open: string; closed: string; faint: string }) => (
  <ul className={classes.legend}>
    <li>
      <span className={classes.open} data-faint="false" aria-hidden="true" />
      {open}
    </li>
    <li>
      <span className={classes.closed} aria-hidden="true" />
      {closed}
    </li>
    <li>
      <span className={classes.open} data-faint="true" aria-hidden="true" />
      {faint}
    </li>
  </ul>
)
