import type { RoleDatePrecision } from '../../generated/graphql.ts';
import { dateInWords } from '../formats.ts';
import { useLanguage, useTexts } from '../language.ts';

type Props = { readonly createdAt: string | null; readonly precision: RoleDatePrecision };

export function TieDate({ createdAt, precision }: Props) {
  const texts = useTexts();
  const language = useLanguage();
  if (createdAt === null) return <span className="tag">{texts.noDate}</span>;
  return (
    <>
      <time dateTime={createdAt}>{dateInWords(createdAt, language)}</time>
      {precision === 'ESTIMATED' && (
        <>
          {' '}
          <span className="tag">{texts.estimated}</span>
        </>
      )}
    </>
  );
}
