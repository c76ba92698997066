import assert from 'node:assert/strict'
import { startsByDate } from '#domain/availability/by-date.ts'
import type { VisitFacts } from '#domain/availability/facts.ts'
import { freeStarts, freeStartsOfAny } from '#domain/availability/free-starts.ts'
import { floorOf } from './free-times-floor.ts'
import { interleaved, type Job } from './rounds.ts'
import { furnished, type Workload, workload, ZONE } from './workload.ts'

const oursOf = (work: Workload, facts: VisitFacts): Record<string, string[]> => {
  const starts =
    work.practitioners.length === 1
      ? freeStarts(facts, work.dates, work.practitioners[0]!)
      : freeStartsOfAny(facts, work.dates, work.practitioners).startsMs
  return startsByDate(starts, ZONE)
}

const job = (name: string, size: readonly [number, number, number], goal: number): Job => {
  const work = workload(...size)
  return {
    job: name,
    workload: work.name,
    run: async () => {
      assert.deepEqual(oursOf(work, work.facts), floorOf(work), 'both sides must find the same times')
      const measured = interleaved(
        () => oursOf(work, work.facts),
        () => floorOf(work),
      )
      return { ...measured, unit: 'ms', goal }
    },
  }
}

const furnishedJob = (): Job => {
  const work = workload(1, 28, 4)
  const facts = furnished(work)
  return {
    job: 'a1',
    workload: `${work.name} with rooms, segments, both buffers, rests`,
    run: async () => {
      const found = Object.values(oursOf(work, facts)).flat().length
      assert.ok(found > 20, `a search that finds ${found} times measures nothing`)
      const measured = interleaved(
        () => oursOf(work, facts),
        () => floorOf(work),
      )
      return { ...measured, unit: 'ms', goal: 6 }
    },
  }
}

/** How many times longer the greater of two searches takes: what is called the floor here is the smaller one. */
const growth = (what: string, greater: Workload, smaller: Workload, goal: number): Job => ({
  job: 'a4',
  workload: what,
  run: async () => {
    const measured = interleaved(
      () => oursOf(greater, greater.facts),
      () => oursOf(smaller, smaller.facts),
    )
    return { ...measured, unit: 'ms', goal }
  },
})

/** The same hours by a rule that began ten years before. */
const tenYearsOld = (work: Workload): Workload => ({
  ...work,
  practitioners: work.practitioners.map((person) => ({
    ...person,
    hours: person.hours.map((hours) => ({ ...hours, validFrom: '2021-01-04' })),
  })),
})

export const jobs: readonly Job[] = [
  job('a1', [1, 28, 4], 3),
  furnishedJob(),
  job('a2', [10, 28, 4], 3),
  job('a2', [100, 28, 4], 3),
  job('a3', [1, 280, 4], 4),
  growth('people x 10: W(100,28,4) against W(10,28,4)', workload(100, 28, 4), workload(10, 28, 4), 11),
  growth('days x 10: W(1,280,4) against W(1,28,4)', workload(1, 280, 4), workload(1, 28, 4), 11),
  growth('appointments x 10: W(10,28,40) against W(10,28,4)', workload(10, 28, 40), workload(10, 28, 4), 13),
  growth('rules ten years old: W(10,28,4)', tenYearsOld(workload(10, 28, 4)), workload(10, 28, 4), 1.1),
]
