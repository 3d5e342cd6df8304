/** What a changelog says under the heading of a version, with or without a date behind it; null when it has no such heading or nothing below it. */
export function sectionOf(changelog: string, version: string): string | null {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find(
    (text) =>
      text
        .split('\n', 1)[0]
        ?.split(/[\s,]/, 1)[0]
        ?.replace(/^\[?v?|\]$/g, '') === version,
  );
  const notes = section?.slice(section.indexOf('\n')).trim() ?? '';
  return notes === '' ? null : notes;
}
