import type { Page, Request } from 'playwright-core';

export type Answer = {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string };
  }[];
};

export const tabNamed = (page: Page, name: string) => page.getByRole('tab', { name });

/** Far more than it takes: a press takes some ten milliseconds, and GraphiQL reads within a second. */
const MOST_PRESSES = 500;

/** Runs what stands in the editor, and gives what came over the wire and what stands in the pane of the answer. */
export async function run(page: Page): Promise<{ readonly answer: Answer; readonly shown: string }> {
  const response = await (await press(page)).response();
  const text = (await response?.text()) ?? '';
  const [firstName = ''] = Object.keys(JSON.parse(text) as object);
  await shownIn(page).getByText(`"${firstName}"`).first().waitFor();
  return { answer: JSON.parse(text) as Answer, shown: await readAnswer(page) };
}

/** Runs what stands in the editor, and gives its request when it has been sent. */
export async function press(page: Page): Promise<Request> {
  const asked = page.waitForRequest((request) => request.method() === 'POST' && !request.postData()?.includes('IntrospectionQuery'));
  // GraphiQL reads a new text a moment after it is there, and till then knows the old operation alone: whoever is quicker presses again
  const tooEarly = shownIn(page)
    .getByText(/Cannot.infer.operation/)
    .first()
    .waitFor();
  tooEarly.catch(() => undefined); // it was never too early, and the page is gone
  let answered = false;
  const untilAnswered = asked.then(() => {
    answered = true;
  });
  for (let presses = 0; presses < MOST_PRESSES && !answered; presses += 1) {
    await execute(page);
    await Promise.race([untilAnswered, tooEarly]);
  }
  return await asked;
}

/** By the keyboard: the suggestions of the editor may lie over the button. */
export const execute = (page: Page) => page.getByRole('button', { name: 'Execute query' }).press('Enter');
export const shownIn = (page: Page) => page.locator('.result-window .view-lines');
/** The pane draws spaces that do not break, and the lines that fit alone. */
export const readAnswer = async (page: Page) => (await shownIn(page).allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');

/** Writes the beginning of a document in the place of what stands in the editor, which closes brackets by itself. */
export async function write(page: Page, document: string): Promise<void> {
  await page.locator('.graphiql-query-editor .view-lines').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(document);
}

/** GraphiQL checks a text when it is written, and not again when the schema comes: until then it is written anew. */
export async function writeUntilMarked(page: Page, document: string): Promise<void> {
  const mark = page.locator('.graphiql-query-editor .squiggly-error').first();
  for (;;) {
    await write(page, document);
    const isMarked = await mark.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
    if (isMarked) return;
  }
}

/** Opens the documentation at a type, by the way of a person: the book, the list of types, the type. */
export async function openDocs(page: Page, type: string): Promise<string> {
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const docs = page.locator('.graphiql-doc-explorer');
  await docs.getByRole('link', { name: type, exact: true }).click();
  await docs.locator('.graphiql-doc-explorer-title', { hasText: type }).waitFor();
  return (await docs.allInnerTexts()).join('\n');
}
