import type { z } from 'zod'
import type { bodyAreas } from '#features/body-area/schema.ts'
import type { services } from '#features/healthcare-service/schema.ts'
import type { mine } from '#features/patient/schema.ts'
import type { Answers } from './answers.ts'

/** What every question of a booking is given. */
export interface QuestionProps {
  slug: string
  answers: Answers
  choices: {
    people: z.infer<typeof mine>['people']
    services: z.infer<typeof services>['services']
    areas: z.infer<typeof bodyAreas>['areas']
  }
}

export const serviceOf = ({ answers, choices }: Pick<QuestionProps, 'answers' | 'choices'>) =>
  choices.services.find(({ id }) => id === answers.serviceId)
