/**
 * Roots of the passwords that guessers try first: those seen over and over in published leaks, names, keyboard walks,
 * and the words of a clinic like ours. Written small, without accents; kept as text so that it stays readable.
 */
const ROOTS = `
password passwort passwd passw0rd pass passe pword motdepasse contrasena geheim secret secreto kennwort losen parola senha haslo
admin administrator root user guest test testing tester demo default master login logon signin access welcome willkommen
hello hallo hola bonjour ciao letmein openup sesame opensesame changeme change temp temporary temporal changeit newpassword
mypassword thepassword yourpassword oldpassword nopassword password1 password12 password123 welcome1 admin123 test123 abc123
qwerty qwertz azerty qwertyuiop qwertzuiop azertyuiop asdf asdfgh asdfghjkl asdfjkl zxcvbn zxcvbnm yxcvbnm qwer qwert wasd
qazwsx qazwsxedc qazwsxedcrfv wsxedc edcrfv zaqxsw zaqwsx poiuyt poiuytrewq lkjhgf lkjhgfdsa mnbvcxz mnbvcxy trewq ytrewq
iloveyou iloveu ilove iloveme loveyou lovely love lover loveme lovers loveyou2 forever always together sweetheart honey darling
baby babygirl babyboy angel angels princess prince queen king kings queens cutie sweety sweetie sugar sugars candy cookie cookies
monkey dragon tiger lion lions eagle eagles falcon falcons bear bears wolf wolves panda koala turtle rabbit bunny hamster kitten
kitty puppy puppies doggy doggie horse horses pony ponies dolphin dolphins shark sharks snake spider scorpion butterfly ladybug
elephant giraffe zebra penguin chicken turkey cowboy cowboys steelers packers yankees lakers chelsea arsenal liverpool barcelona
realmadrid juventus bayern dortmund schalke werder hamburg united city manchester everton celtic rangers spurs tottenham benfica
football fussball soccer baseball basketball hockey tennis golf golfer golfing rugby cricket volleyball handball boxing boxer
wrestling skater skate snowboard surfer surfing swimming swimmer runner running cycling fishing hunter hunting sailing sailor
batman superman spiderman ironman hulk thor joker catwoman wonderwoman captain america avengers starwars startrek skywalker
darthvader yoda jedi gandalf frodo hobbit merlin wizard harrypotter hogwarts dumbledore hermione pokemon pikachu charizard mario
luigi zelda sonic minecraft fortnite roblox nintendo playstation xbox gamer gaming games warcraft starcraft diablo matrix terminator
sunshine summer winter spring autumn herbst sommer fruhling sunflower flower flowers rose roses daisy lily violet jasmine orchid
rainbow sunset sunrise moonlight starlight moon star stars sun sunny cloud clouds rain storm thunder lightning snow snowball
snowflake ocean river mountain forest island beach desert garden nature planet earth world universe galaxy cosmos heaven paradise
january february march april may june july august september october november december januar februar marz mai juni juli oktober
dezember monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag
today tomorrow yesterday weekend holiday holidays vacation christmas easter halloween birthday newyear party
red green blue black white yellow orange purple pink brown silver golden gold diamond crystal ruby emerald sapphire pearl
michael michelle jessica ashley amanda jennifer daniel daniela joshua matthew andrew andrea anthony robert roberta thomas william
richard charles charlie joseph christopher christian christina christine kevin brian ronald donald edward george jason jordan
jonathan benjamin samuel samantha nicholas nicole alexander alexandra alexandria alexis patrick patricia stephen stephanie steven
timothy gregory jeffrey raymond dennis jerry tyler aaron adam nathan henry zachary peter walter kyle harold carl arthur ryan
roger albert austin eric erik david davids james john johnny jonny mark martin marcus marco mario mary maria marie marina margaret
barbara elizabeth susan susanne sandra ashleigh kimberly donna emily emma carol carolina caroline amber angela angelina melissa
brenda amy anna anne annika hannah hanna rebecca rachel laura lauren kathryn katharina katherine catherine kathleen shirley
cynthia debra deborah sharon cheryl megan gloria teresa theresa sara sarah janice jacqueline madison abigail isabella isabel
sophia sophie olivia mia ava charlotte amelia evelyn harper luna ella chloe grace victoria natalie natalia natasha vanessa veronica
valentina gabriela gabriel gabriella lucas lukas leon felix paul paula finn jonas noah elias luca ben max maximilian moritz julian
julia juliane lena lea leonie sabine petra monika ursula helga ingrid claudia silvia sylvia birgit stefan stefanie wolfgang
jurgen klaus gunter manfred dieter horst helmut gerhard werner hans heinz karl otto fritz bernd uwe ralf frank jens sven torsten
mohammed muhammad mohamed ahmed ali hassan hussein omar fatima aisha yusuf ibrahim carlos jose juan luis miguel pedro pablo diego
fernando francisco javier sergio alejandro alejandra antonio manuel ricardo roberto eduardo rafael jorge raul rosa carmen
pierre jean jacques francois michel philippe nicolas camille manon thibault giovanni giuseppe francesco francesca alessandro
alessia lorenzo matteo chiara giulia ivan igor boris dmitri olga tatiana svetlana natalya anastasia elena irina katya sasha
maggie bailey buddy rocky lucky lucy daisy molly coco bella max oscar simba toby rusty shadow sammy smokey ginger pepper tigger
jackson johnson smith williams brown jones miller davis wilson anderson taylor thompson garcia martinez robinson muller schmidt
schneider fischer weber meyer wagner becker schulz hoffmann
mustang camaro corvette ferrari porsche lamborghini mercedes mercedesbenz bmw audi volkswagen toyota honda yamaha suzuki kawasaki
harley harleydavidson ducati nissan subaru mazda jaguar bentley tesla ford chevy chevrolet dodge cadillac jeep vespa
computer internet laptop desktop keyboard mouse monitor windows linux ubuntu apple macintosh iphone ipad android samsung nokia
google facebook instagram twitter youtube whatsapp netflix amazon microsoft yahoo hotmail gmail outlook office network server
system security hacker hackers cyber digital database program developer software hardware website online email wifi router
metallica nirvana slipknot linkinpark eminem rihanna beyonce madonna elvis beatles rolling stones queen acdc ironmaiden blink
guitar piano drums music musician dancing dancer singer rockstar rock rocknroll hiphop jazz blues reggae techno
freedom liberty justice peace power strong strength courage hope faith trust trustno trustnoone trustno1 believe dream dreams
dreamer happy happiness smile smiley funny crazy sexy beautiful pretty gorgeous handsome cool awesome amazing perfect wonderful
jesus jesuschrist christ church bible gospel heaven lord god godisgood godislove allah islam buddha buddhist krishna ganesh shalom
blessed blessing amen pray prayer angel holy spirit savior messiah grace
money dollar dollars million millionaire billion business company finance bank banker banking credit cash market trader success
winner champion victory legend hero heroes warrior warriors soldier army navy marine marines pilot police fire fireman rescue
school student students teacher college university academy school graduate science history english german france germany
deutschland england scotland ireland wales london paris berlin munchen munich koln cologne frankfurt stuttgart dresden leipzig
vienna wien zurich bern geneva rome roma milano madrid lisbon lisboa moscow tokyo beijing india indian china chinese japan japanese
america american americans canada canadian mexico mexican brazil brasil argentina australia australian newyork california texas
florida chicago boston dallas denver houston miami phoenix seattle vegas lasvegas hollywood washington manhattan brooklyn europe
africa asia istanbul turkiye galatasaray fenerbahce besiktas polska warszawa praha budapest amsterdam holland nederland belgium
chocolate coffee espresso cappuccino pizza pasta burger cheese bacon banana bananas apples strawberry cherry peach mango lemon
melon orange blueberry raspberry vanilla caramel peanut butter cookie cupcake pancake waffle sandwich icecream whiskey vodka
tequila wine beer bier cocktail corona heineken budweiser jackdaniels cocacola pepsi sprite redbull starbucks mcdonalds
mother father mama papa mummy daddy mommy mum mom dad sister brother family familie friend friends bestfriend bestfriends
children kinder daughter husband wife grandma grandpa oma opa schatz liebe liebling hase hasi mausi maus schnecke sonnenschein
ichliebedich iloveyousomuch jetaime teamo tequiero tiamo amore amor corazon cheri cherie
letmein1 letmeinnow letmeinplease whatever nothing something anything everything nobody someone anyone whatsup fuckyou fuckoff
fuck fucker asshole bitch bullshit shit pussy dick bastard cocks sex sexsex porn boobs hardcore playboy stripper
abc abcd abcde abcdef abcdefg abcdefgh abcdefghi abcdefghij abcdefghijkl abcabc aaa bbb xxx zzz xyz xyzxyz
one two three four five six seven eight nine ten eleven twelve zero hundred thousand eins zwei drei vier funf sechs sieben acht neun zehn
number numbers letters alphabet word words secret secrets private mysecret supersecret topsecret keepout nothere noentry
please thankyou thanks danke bitte sorry goodbye goodluck goodmorning goodnight welcomehome homesweethome home house haus zuhause
super superuser superstar superstars ultra mega giga extra great best number1 first last alpha beta gamma delta omega sigma
phoenix unicorn mermaid fairy vampire zombie ghost monster demon devil satan lucifer angel666 hell killer ninja samurai viking
pirate pirates cowboy ranger knight knights gladiator spartan titan titans goliath hercules zeus apollo athena artemis poseidon
mickey minnie donaldduck goofy pluto tinkerbell ariel elsa frozen simpsons homer bart garfield snoopy scooby scoobydoo tweety
clinic clinics klinik praxis practice hospital krankenhaus doctor doctors doktor nurse nurses therapist therapists therapy therapie
physio physiotherapy physiotherapie physiotherapist osteopath osteopathy osteopathie chiropractor chiropractic acupuncture
akupunktur acupuncturist needle needles needling nadel nadeln dryneedle dryneedling filiform filiformneedle trigger triggerpoint
triggerpoints muscle muscles trapezius shoulder back spine patient patients patienten health healthy healthcare medical medicine
medizin wellness massage massages rehab rehabilitation recovery aftercare appointment appointments termin termine reception
frontdesk desk frontoffice empfang rezeption owner manager boss chef staff team riverside riversideclinic treatment behandlung
room zimmer stock lot lots sterile steril glove gloves handschuh pain schmerz relief qi meridian yinyang yin yang tcm
`

const WALKS = [
  '01234567890123456789012345678901234567890',
  '09876543210987654321098765432109876543210',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertzuiopasdfghjklyxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  'abcdefghijklmnopqrstuvwxyz',
  'zyxwvutsrqponmlkjihgfedcba',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1a2b3c4d5e6f7g8h9i0j',
  'a1b2c3d4e5f6g7h8i9j0',
]

const roots = new Set(ROOTS.split(/\s+/).filter(Boolean))
const longest = Math.max(...[...roots].map((root) => root.length))

const LEET: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/**
 * Whether a password (small letters, no accents, no gaps) is one of the first a guesser would try: at most two well-known
 * words, whatever digits and signs stand around or inside them, or a walk over the keyboard.
 */
export const isCommonPassword = (plain: string): boolean => {
  // signs within a word stand for letters, a year behind it does not
  const core = plain.replace(/[^\p{L}]+$/u, '')
  const spellings = [plain, [...core].map((character) => LEET[character] ?? character).join('')]
  return WALKS.some((walk) => walk.includes(plain)) || spellings.some((spelling) => hasOnlyCommonWords(spelling))
}

const hasOnlyCommonWords = (text: string): boolean => {
  const letters = text.replace(/[^\p{L}]/gu, '')
  if (letters === '') return false
  if (WALKS.some((walk) => letters.length >= 6 && walk.includes(letters))) return true
  return roots.has(letters) || isTwoRoots(letters) || isRepeatedRoot(letters)
}

const isTwoRoots = (letters: string): boolean => {
  for (let at = 2; at <= Math.min(letters.length - 2, longest); at++) {
    if (roots.has(letters.slice(0, at)) && roots.has(letters.slice(at))) return true
  }
  return false
}

const isRepeatedRoot = (letters: string): boolean => {
  const [, unit] = /^(.{2,}?)\1+$/u.exec(letters) ?? []
  return unit !== undefined && roots.has(unit)
}
