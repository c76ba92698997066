/** Whole years on a day, both 'YYYY-MM-DD'; who was born on 29 February turns older on 1 March of a common year. */
export const ageOn = (birthDate: string, today: string): number => {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}
