/** An enumeration of Vitec: our name of each value, with the name and the number that Vitec gives it. */
export type CodeTable<Name extends string> = Readonly<Record<Name, { readonly code: string; readonly value: number | null }>>;

/** Finds our name by Vitec's name in any case or by its number, as Enum.Parse of .NET does. OTHER for one that the table lacks. */
export function createCodeLookup<Name extends string>(table: CodeTable<Name>, names: readonly Name[] = Object.keys(table) as Name[]) {
  const byForm = new Map(
    names.flatMap((name) => {
      const { code, value } = table[name];
      return [code, code.toLowerCase(), ...(value === null ? [] : [String(value)])].map((form) => [form, name] as const);
    }),
  );
  return (code: string): Name | 'OTHER' => byForm.get(code) ?? byForm.get(normalize(code)) ?? 'OTHER';
}

const normalize = (code: string): string =>
  code
    .trim()
    .toLowerCase()
    .replace(/^0+(?=\d)/, '');
