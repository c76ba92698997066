/** Words and steps of the demo clinic for when something goes wrong. A clinician has to check each of them. */

interface DemoText {
  readonly key: string
  readonly title: { readonly en: string; readonly de: string }
  readonly steps: { readonly en: readonly string[]; readonly de: readonly string[] }
  readonly because: string
}

const BROKEN = 'steps for broken and stuck needles as taught (slideplayer.com/amp/17555432).'
const COUNT =
  'counts as quoted from the CNT manual, and the surgical habit of two people and a search (acusafetynerd.com, nothingleftbehind.org).'
const SHARPS = 'Allied Health Professions Act BN121 §7 (source.acts.co.za): wash, disinfect, test, prophylaxis.'
const CHEST =
  'signs of a collapsed lung and how late they come (novaphysicaltherapy.com; westjem.com; BN121 §5.1, acts.co.za).'
const OWN = 'no published text was found; written for the demo.'

export const clinicTextsOfDemo: readonly DemoText[] = [
  {
    key: 'needle-broken',
    title: { en: 'A needle broke', de: 'Eine Nadel ist gebrochen' },
    steps: {
      en: [
        'Ask the patient to keep still, in the position they are in.',
        'Does the end stand out of the skin, take it with tweezers.',
        'Else press the skin down on both sides until the end shows, and take it then.',
        'Do not probe or dig for it.',
        'Can it not be taken, mark the place with a pen that does not wash off, keep that part of the body still and call the emergency number.',
        'Keep both pieces, and set the box aside.',
      ],
      de: [
        'Bitten Sie die Patientin oder den Patienten, ganz still zu bleiben, so wie sie gerade liegen.',
        'Steht das Ende aus der Haut, mit der Pinzette fassen.',
        'Sonst die Haut zu beiden Seiten eindrücken, bis das Ende zu sehen ist, und es dann fassen.',
        'Nicht danach stochern oder graben.',
        'Lässt es sich nicht fassen: die Stelle mit einem wischfesten Stift anzeichnen, den Körperteil ruhig halten und den Notruf wählen.',
        'Beide Teile aufheben und die Packung beiseitestellen.',
      ],
    },
    because: BROKEN,
  },
  {
    key: 'needle-stuck',
    title: { en: 'A needle is stuck', de: 'Eine Nadel sitzt fest' },
    steps: {
      en: [
        'Leave it alone for a few minutes; ask the patient to lie as they did when it went in.',
        'Massage around it.',
        'A second needle two to three centimetres away may loosen it.',
        'Turn it back against the way it was turned.',
      ],
      de: [
        'Einige Minuten in Ruhe lassen; liegen lassen wie beim Einstechen.',
        'Rundherum massieren.',
        'Eine zweite Nadel zwei bis drei Zentimeter daneben kann sie lösen.',
        'Gegen die Richtung zurückdrehen, in die gedreht wurde.',
      ],
    },
    because: BROKEN,
  },
  {
    key: 'needle-missing',
    title: { en: 'A needle is missing', de: 'Eine Nadel fehlt' },
    steps: {
      en: [
        'Nobody leaves the room, nothing is tidied away.',
        'Look at and feel the skin where needles were, gently: a needle may lie deep.',
        'Search clothes, shoes, couch, sheets, floor, bin and sharps container from outside.',
        'Somebody else searches once more.',
        'Tell the patient openly, and what to do should they find it.',
        'Write the incident down: what was searched, by whom, what was said.',
      ],
      de: [
        'Niemand verlässt den Raum, nichts wird weggeräumt.',
        'Die Haut ansehen und vorsichtig abtasten, wo Nadeln waren: eine kann tief liegen.',
        'Kleidung, Schuhe, Liege, Tücher, Boden, Eimer und den Abwurfbehälter von außen absuchen.',
        'Eine zweite Person sucht noch einmal.',
        'Offen sagen, dass eine fehlt, und was zu tun ist, wenn sie auftaucht.',
        'Den Vorfall aufschreiben: was abgesucht wurde, von wem, was gesagt wurde.',
      ],
    },
    because: COUNT,
  },
  {
    key: 'needle-dropped',
    title: { en: 'A needle was dropped', de: 'Eine Nadel ist heruntergefallen' },
    steps: {
      en: [
        'Stop, look down, and do not step back.',
        'Pick it up with tweezers; never with fingers.',
        'It goes into the sharps container, never back into its packaging and never into a body.',
        'Not found: nobody walks there barefoot, and cleaning is told.',
      ],
      de: [
        'Stehen bleiben, auf den Boden sehen, nicht zurücktreten.',
        'Mit der Pinzette aufheben, nie mit den Fingern.',
        'Sie gehört in den Abwurfbehälter, nie zurück in die Packung und nie in einen Körper.',
        'Nicht gefunden: dort geht niemand barfuß, und die Reinigung weiß Bescheid.',
      ],
    },
    because: SHARPS,
  },
  {
    key: 'left-in-place-agreement',
    title: { en: 'A needle stays in on purpose', de: 'Eine Nadel bleibt mit Absicht' },
    steps: {
      en: [
        'A small needle stays in my skin after this visit, because I want that. I was told why, and that I can say no.',
        'I have a leaflet that says how to look after it and when to get help.',
        'I know the day on which it comes out, and that I can have it taken out sooner at any time.',
        'I do not push it deeper and do not pull it out unless I was shown how.',
      ],
      de: [
        'Eine kleine Nadel bleibt nach diesem Besuch in meiner Haut, weil ich das möchte. Mir wurde gesagt, warum, und dass ich nein sagen kann.',
        'Ich habe ein Merkblatt: wie ich damit umgehe und wann ich Hilfe hole.',
        'Ich kenne den Tag, an dem sie herauskommt, und kann sie jederzeit früher entfernen lassen.',
        'Ich drücke sie nicht tiefer und ziehe sie nicht heraus, wenn mir niemand gezeigt hat, wie.',
      ],
    },
    because: `${OWN} Why it must be explained: New Zealand, Health and Disability Commissioner 15HDC01325.`,
  },
  {
    key: 'left-in-place-leaflet',
    title: { en: 'Leaflet: a needle that stays in', de: 'Merkblatt: eine Nadel, die bleibt' },
    steps: {
      en: [
        'Keep the place dry and covered. Do not press on it.',
        'Does it hurt, get red, hot or wet, or do you feel ill: call us, or a doctor, the same day.',
        'Has it come out by itself: do not throw it into the bin. Put it into a hard box and bring it.',
        'Come on the day that you agreed with us. Can you not, call us.',
      ],
      de: [
        'Die Stelle trocken und bedeckt halten. Nicht darauf drücken.',
        'Tut sie weh, wird sie rot, heiß oder nass, oder fühlen Sie sich krank: noch am selben Tag anrufen, uns oder eine Ärztin.',
        'Ist sie von selbst herausgekommen: nicht in den Müll. In ein festes Gefäß legen und mitbringen.',
        'Kommen Sie an dem Tag, den Sie mit uns ausgemacht haben. Geht es nicht, rufen Sie an.',
      ],
    },
    because: OWN,
  },
  {
    key: 'faint',
    title: { en: 'Faint or feeling unwell', de: 'Ohnmacht oder Unwohlsein' },
    steps: {
      en: [
        'Stay. Call for help aloud.',
        'Take all needles out, as fast as is safe. Count later.',
        'Lay flat, legs up; loosen clothes at the neck.',
        'Not awake, but breathing: turn on the side. Not breathing: call the emergency number and begin to press the chest.',
        'Awake again: stay beside them, something sweet to drink, no driving.',
      ],
      de: [
        'Dableiben. Laut Hilfe rufen.',
        'Alle Nadeln heraus, so schnell es sicher geht. Gezählt wird später.',
        'Flach hinlegen, Beine hoch; Kleidung am Hals öffnen.',
        'Nicht wach, aber atmet: auf die Seite drehen. Atmet nicht: Notruf und Herzdruckmassage.',
        'Wieder wach: dabeibleiben, etwas Süßes trinken lassen, nicht fahren lassen.',
      ],
    },
    because: 'what first-aid teaching has in common; a clinician has to check it.',
  },
  {
    key: 'breathing',
    title: { en: 'Chest pain or short of breath', de: 'Brustschmerz oder Atemnot' },
    steps: {
      en: [
        'Call the emergency number now. Do not wait whether it gets better.',
        'Take all needles out. No new ones.',
        'Let them sit up as they breathe best; do not let them walk.',
        'Say to the ambulance: needles near the chest, suspicion of a collapsed lung.',
      ],
      de: [
        'Jetzt den Notruf wählen. Nicht abwarten, ob es besser wird.',
        'Alle Nadeln heraus. Keine neuen.',
        'So sitzen lassen, wie es sich am besten atmet; nicht gehen lassen.',
        'Dem Rettungsdienst sagen: Nadeln nahe der Brust, Verdacht auf Pneumothorax.',
      ],
    },
    because: CHEST,
  },
  {
    key: 'needlestick',
    title: { en: 'Somebody stuck themselves', de: 'Jemand hat sich gestochen' },
    steps: {
      en: [
        'Wash at once with water and soap. Do not squeeze or suck.',
        'Disinfect, cover.',
        'Go to a doctor now: testing and protection count in hours.',
        'Ask the patient whether they agree to be tested.',
        'Write down which needle, which room, how it happened.',
      ],
      de: [
        'Sofort mit Wasser und Seife waschen. Nicht drücken, nicht saugen.',
        'Desinfizieren, abdecken.',
        'Jetzt zum Durchgangsarzt: Test und Schutz zählen in Stunden.',
        'Die Patientin oder den Patienten fragen, ob sie einem Test zustimmen.',
        'Aufschreiben: welche Nadel, welcher Raum, wie es kam.',
      ],
    },
    because: SHARPS,
  },
  {
    key: 'emergency-desk',
    title: { en: 'An emergency in a room', de: 'Ein Notfall im Raum' },
    steps: {
      en: [
        'Go there, or send somebody, now. Take the first-aid bag.',
        'Ask at the door: ambulance yes or no? Then call it, with this address.',
        'Open the front door, keep the way free.',
        'Let nobody wait beside it; move the next visits later.',
      ],
      de: [
        'Jetzt hingehen oder jemanden schicken. Die Notfalltasche mitnehmen.',
        'An der Tür fragen: Rettungswagen ja oder nein? Dann anrufen, mit dieser Adresse.',
        'Die Haustür öffnen, den Weg freihalten.',
        'Niemanden daneben warten lassen; die nächsten Besuche später.',
      ],
    },
    because: OWN,
  },
  {
    key: 'self-needling',
    title: { en: 'Somebody needles themselves', de: 'Jemand nadelt sich selbst' },
    steps: {
      en: [
        'Thank them for telling you. Nobody is told off.',
        'Ask where, with what, how often, and whether anything happened.',
        'Say what can go wrong: lung, nerve, infection, a needle that breaks.',
        'Say that used needles belong into a hard container, never into the bin.',
        'The place rests as if it had been needled here.',
      ],
      de: [
        'Danken Sie dafür, dass es gesagt wurde. Niemand wird getadelt.',
        'Fragen Sie, wo, womit, wie oft, und ob etwas passiert ist.',
        'Sagen Sie, was schiefgehen kann: Lunge, Nerv, Infektion, eine Nadel, die bricht.',
        'Gebrauchte Nadeln gehören in ein festes Gefäß, nie in den Müll.',
        'Die Stelle ruht, als wäre sie hier genadelt worden.',
      ],
    },
    because: OWN,
  },
  {
    key: 'needle-found',
    title: { en: 'A needle was found afterwards', de: 'Eine Nadel wurde später gefunden' },
    steps: {
      en: [
        'Still in the skin: they come in, or go to a doctor, today. They do not pull it out unless a clinician says how.',
        'Deep, near the chest, with pain or short of breath: emergency number.',
        'On clothes or floor: into a hard box with tweezers, and bring it.',
        'Ask how it looks there, and write it down.',
      ],
      de: [
        'Noch in der Haut: heute herkommen oder zu einer Ärztin. Nicht herausziehen, außer eine Fachperson sagt, wie.',
        'Tief, nahe der Brust, mit Schmerz oder Atemnot: Notruf.',
        'An der Kleidung oder am Boden: mit der Pinzette in ein festes Gefäß, und mitbringen.',
        'Fragen, wie die Stelle aussieht, und es aufschreiben.',
      ],
    },
    because: OWN,
  },
]
