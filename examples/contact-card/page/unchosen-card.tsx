import { addressOf } from './choice.ts';
import { useLanguage, useTexts } from './language.ts';
import { BEGIN_WITH } from './people.ts';

export function UnchosenCard() {
  const texts = useTexts();
  const language = useLanguage();
  return (
    <div className="begin">
      <p>{texts.unchosenLead}</p>
      <ul>
        {BEGIN_WITH.map((person) => (
          <li key={addressOf(person)}>
            <a href={addressOf(person)}>{person.contactId}</a> <span className="hint">{person[language]}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
