type Fault = { readonly what: string; readonly toMend: string };
type Phrases = readonly (readonly [english: RegExp, swedish: string])[];

/** What is wrong, behind the name of the setting or with it. */
const WHAT: Phrases = [
  [/ needs a whole number without a unit\.$/, ' ska vara ett heltal utan enhet.'],
  [/ is out of bounds\.$/, ' ligger utanför gränserna.'],
  [/ is blank\.$/, ' är blank.'],
  [/ is neither true nor false\.$/, ' är varken true eller false.'],
  [/ is more than an origin\.$/, ' har mer än schema, värd och port.'],
  [/ is no web address\.$/, ' är ingen webbadress.'],
  [/ holds a user name or a password\.$/, ' innehåller ett användarnamn eller ett lösenord.'],
  [/ is no share\.$/, ' är ingen andel.'],
  [/ is not a URL\.$/, ' är ingen URL.'],
  [/ is not encrypted\.$/, ' är inte krypterad.'],
  [/ matches an empty text.*$/, ' godtar en tom text, ".." eller ".", som skulle ändra adressen.'],
  [/ is not a regular expression\.$/, ' är inget reguljärt uttryck.'],
  [/ is not valid JSON\.$/, ' är inte giltig JSON.'],
  [/ names a file that cannot be read\.$/, ' pekar på en fil som inte går att läsa.'],
  [/ holds a colon.*$/, ' innehåller ett kolon, som avslutar användarnamnet i HTTP Basic.'],
  [/ is no address of Redis\.$/, ' är ingen Redis-adress.'],
  [/ is no such mode\.$/, ' är inget sådant läge.'],
  [/ holds no secret or too many\.$/, ' innehåller ingen hemlighet eller för många.'],
  [/ holds what is no origin\.$/, ' innehåller något som inte är en origin.'],
  [/ is no such level\.$/, ' är ingen sådan nivå.'],
  [/ needs 32 bytes.*$/, ' ska vara 32 byte i base64, som `openssl rand -base64 32` ger.'],
  [/ has another form\.$/, ' har en annan form.'],
  [/ holds no password\.$/, ' innehåller inget lösenord.'],
  [/ has the wrong form at (.*)\.$/, ' har fel form vid $1.'],
  [/ has no username for (.*)\.$/, ' saknar username för $1.'],
  [/ names (.*) in two groups\.$/, ' nämner $1 i två grupper.'],
  [/ holds no key.*$/, ' innehåller ingen nyckel, så att ingen token kunde prövas.'],
  [/ is no JSON Web Key Set\.$/, ' är ingen JSON Web Key Set.'],
  [/ is neither a map .*$/, ' är varken en tabell {hash: dokument} eller ett manifest från Apollo.'],
  [/ has a document that is no GraphQL, under (.*)\.$/, ' har ett dokument som inte är GraphQL, under $1.'],
  [/ holds no document\.$/, ' innehåller inget dokument.'],
  [/^(\w+) and (\w+) are both set\.$/, '$1 och $2 är båda satta.'],
  [/^(\w+) and (\w+) are the same\.$/, '$1 och $2 är lika.'],
  [/ is true without documents\.$/, ' är true, men det finns inga dokument.'],
  [/ is set without CACHE_ENCRYPTION_KEY.*$/, ' är satt utan CACHE_ENCRYPTION_KEY: personer förvaras där bara förseglade.'],
  [/^REQUEST_TIMEOUT_MS is less than.*$/, 'REQUEST_TIMEOUT_MS är mindre än HEADERS_TIMEOUT_MS, fast en begäran är minst sina huvuden.'],
  [/^VITEC_URL is not set\.$/, 'VITEC_URL är inte satt.'],
  [/^AUTH_MODE=none would.*$/, 'AUTH_MODE=none skulle låta vem som helst läsa allt: det går bara i sandlådan.'],
  [/^(.*) not set: tokens are checked against them\.$/, '$1 är inte satt: tokens prövas mot detta.'],
  [/^(.*?)(?: and (.*))? not set\.$/, '$1 $2 är inte satt.'],
];

const TO_MEND: Phrases = [
  [/^Set (?:one|a number) from (\S+) to (\S+)\.$/, 'Ange ett tal från $1 till $2.'],
  [/^Set it, or leave the setting out\.$/, 'Ange den, eller utelämna inställningen.'],
  [/^Set one of the two\.$/, 'Ange ett av de två.'],
  [/^Take away the path.*$/, 'Ta bort sökvägen, frågedelen och fragmentet.'],
  [/^Set one with http:\/\/ or https:\/\/\.$/, 'Ange en med http:// eller https://.'],
  [/^Take them away, and set them in (\w+)\.$/, 'Ta bort dem, och ange dem i $1.'],
  [/^Take them away\.$/, 'Ta bort dem.'],
  [/^Set one with https:\/\/\.$/, 'Ange en med https://.'],
  [/^Set one with https:\/\/ \(.*$/, 'Ange en med https:// (http:// är bara för den här maskinen).'],
  [/^Set one that does not\.$/, 'Ange ett som inte gör det.'],
  [/^Mend it, or leave the setting out\.$/, 'Rätta det, eller utelämna inställningen.'],
  [/^Check the path and who may read it\.$/, 'Kontrollera sökvägen och vem som får läsa filen.'],
  [/^Check it, Vitec gives none with a colon\.$/, 'Kontrollera det: Vitec lämnar inte ut något med kolon.'],
  [/^Set redis:\/\/.*$/, 'Ange redis://värd:port eller rediss://värd:port.'],
  [/^Set jwt or passthrough \(.*$/, 'Ange jwt eller passthrough (none är bara för sandlådan).'],
  [/^Set jwt or passthrough\.$/, 'Ange jwt eller passthrough.'],
  [/^Set one, or two with a comma between.*$/, 'Ange en, eller två med komma emellan medan den ena ersätter den andra.'],
  [/^Set origins with commas between, as (.*)\.$/, 'Ange sådana med komma emellan, som $1.'],
  [/^Set one of (.*)\.$/, 'Ange någon av $1.'],
  [/^Set what that prints\.$/, 'Ange det som skrivs ut då.'],
  [/^Set name=value with commas between\.$/, 'Ange namn=värde med komma emellan.'],
  [/^Write it as \{sha256.*$/, 'Skriv den som {sha256: dokument}, eller som ett manifest från Apollo eller Relay.'],
  [/^Write it as (.*)\.$/, 'Skriv den som $1.'],
  [/^Put it there, or set VITEC_USERNAME for all\.$/, 'Skriv in det där, eller ange VITEC_USERNAME för alla.'],
  [/^Keep it in one\.$/, 'Behåll den i en av dem.'],
  [/^Put the JSON Web Key Set.*$/, 'Lägg en JSON Web Key Set med de publika nycklarna för tokens i filen.'],
  [/^Keep one\.$/, 'Behåll en av dem.'],
  [/^Set another in one of them\.$/, 'Ange en annan i en av dem.'],
  [/^Give them in (\w+)\.$/, 'Ange dem i $1.'],
  [/^Set one; `(.*)` makes it\.$/, 'Ange en; `$1` gör en.'],
  [/^Change one of them\.$/, 'Ändra en av dem.'],
  [/^Give the origin of Vitec Connect, (.*)\.$/, 'Ange adressen till Vitec Connect, $1.'],
  [/^Set them, or another AUTH_MODE than jwt\.$/, 'Ange det, eller ett annat AUTH_MODE än jwt.'],
  [/^Give both, or a pair.*$/, 'Ange båda, eller ett par för varje kund i VITEC_CREDENTIALS_FILE.'],
];

/** A fault of the settings in Swedish. What has no Swedish stays as it is: better than nothing, and a test finds it. */
export const faultInSwedish = ({ what = '', toMend = '' }: Readonly<Record<string, string | number>>): Fault => ({
  what: translate(String(what), WHAT),
  toMend: translate(String(toMend), TO_MEND),
});

function translate(text: string, phrases: Phrases): string {
  const [english, swedish = ''] = phrases.find(([pattern]) => pattern.test(text)) ?? [];
  return english ? text.replace(english, swedish).replaceAll(' (or ', ' (eller ').replace(/ {2,}/g, ' ') : text;
}
