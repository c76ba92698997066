'use client'

import { useEffect, useState } from 'react'
import { muscleOf, sideDiffers, type UsualNeedling } from '#domain/encounter/needling.ts'
import {
  missingIn,
  type NeedlingRow,
  needlesIn,
  rowOfUsual,
  rowsFor,
  stillToPlace,
  usuallyRetained,
  withOnlyBox,
} from '#ui/clinic/needling/needling-rows.ts'
import { keepEntry, keptEntry } from '../../../../../providers/kept-entries.ts'
import { encounterIdOf, useVisit } from '../visit-context.ts'

interface Draft {
  readonly chosen: readonly string[]
  readonly rows: readonly NeedlingRow[]
  readonly usual: readonly UsualNeedling[]
}

const NOTHING: Draft = { chosen: [], rows: [], usual: [] }

/**
 * What is being entered for this visit's needles, kept with each tap. Planned places stand there from the start, until
 * something has been written down.
 */
export const useNeedlingDraft = () => {
  const { data, areas } = useVisit()
  const name = `needling ${encounterIdOf(data)}`
  const planned = data.procedures.length > 0 ? NOTHING : { ...NOTHING, chosen: data.plannedAreaIds }
  const [draft, setDraft] = useState<Draft>(planned)
  useEffect(() => {
    const kept = keptEntry<Draft>(name)
    if (kept !== null) setDraft(kept)
  }, [name])
  const change = (next: Draft) => {
    setDraft(next)
    keepEntry(name, next)
  }
  const areaOf = (id: string) => areas.find((area) => area.id === id)
  // whatever stands against a box that was read: its needles are in
  const lotIds = data.lots.map(({ lotId }) => lotId)
  const leaves = draft.chosen.filter((id) => areaOf(id)?.leaf)
  const rows = rowsFor(leaves, draft.rows, usuallyRetained(data.visit.technique)).map((row) =>
    row.needles > 0 ? withOnlyBox(row, lotIds) : row,
  )
  const booked = data.plannedAreaIds.flatMap((id) => areaOf(id) ?? [])
  /** The side that was booked where another one is chosen and nobody has been asked yet (Z7). */
  const sideAsked = (row: NeedlingRow): 'left' | 'right' | null => {
    const area = areaOf(row.areaId)
    return area === undefined || row.sideConfirmed || row.needles === 0 ? null : sideDiffers(area, booked)
  }
  const set = (row: NeedlingRow) =>
    change({ ...draft, rows: [...draft.rows.filter(({ areaId }) => areaId !== row.areaId), withOnlyBox(row, lotIds)] })
  return {
    chosen: draft.chosen,
    rows,
    toPlace: stillToPlace(draft.usual, leaves),
    needles: needlesIn(rows),
    missing: missingIn(rows, rows.filter((row) => sideAsked(row) !== null).length),
    sideAsked,
    set,
    choose: (chosen: readonly string[]) => change({ ...draft, chosen }),
    suggest: (usual: readonly UsualNeedling[]) => change({ ...draft, usual: [...draft.usual, ...usual] }),
    drop: (muscle: string) => change({ ...draft, usual: draft.usual.filter((one) => one.muscle !== muscle) }),
    /** Says the side of a suggested muscle. */
    place: (usual: UsualNeedling, areaId: string) =>
      change({
        ...draft,
        chosen: [...draft.chosen, areaId],
        rows: [...draft.rows, rowOfUsual(areaId, usual, data.visit.technique)],
      }),
    /** It was the other side after all. */
    otherSide: (row: NeedlingRow, areaId: string) =>
      change({
        ...draft,
        chosen: [...draft.chosen.filter((id) => id !== row.areaId && id !== areaId), areaId],
        rows: [...draft.rows.filter((one) => one.areaId !== row.areaId && one.areaId !== areaId), { ...row, areaId }],
      }),
    bring: (back: readonly NeedlingRow[]) =>
      change({
        ...draft,
        chosen: [...new Set([...draft.chosen, ...back.map(({ areaId }) => areaId)])],
        rows: [...draft.rows, ...back],
      }),
    clear: () => {
      setDraft(NOTHING)
      keepEntry(name, null)
    },
    areasOfMuscle: (muscle: string) => areas.filter(({ id, leaf }) => leaf && muscleOf(id) === muscle),
  }
}

export type NeedlingDraft = ReturnType<typeof useNeedlingDraft>
