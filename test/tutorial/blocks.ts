/** How a block of a page is run: `bash run`, and maybe one word more. */
const MANNERS = ['to the end', 'background', 'fails'] as const;
export type Manner = (typeof MANNERS)[number];

/** A block of commands that a page marks to be run, with what it says is seen then. */
export type Step = {
  readonly heading: string;
  readonly manner: Manner;
  readonly code: string;
  readonly seen: { readonly language: 'text' | 'json'; readonly text: string } | null;
};

/** The blocks marked ```bash run, in their order, each with the block marked `seen` that follows it. */
export function readSteps(page: string): readonly Step[] {
  const steps: Step[] = [];
  let heading = '';
  for (const [, title, mark = '', body = ''] of page.matchAll(/^## (.+)$|^```(.*)\n([\s\S]*?)^```$/gm)) {
    const [language, word, manner = 'to the end'] = mark.split(' ');
    if (title !== undefined) heading = title;
    else if (language === 'bash' && word === 'run') steps.push({ heading, manner: toManner(manner), code: body, seen: null });
    else if (word === 'seen' && (language === 'text' || language === 'json')) {
      const step = steps.pop();
      if (!step || step.seen) throw new Error(`Nothing was run before what is seen under "${heading}".`);
      steps.push({ ...step, seen: { language, text: body } });
    } else if (word !== undefined) throw new Error(`Nobody knows a block marked "${mark}".`);
  }
  return steps;
}

function toManner(word: string): Manner {
  const manner = MANNERS.find((known) => known === word);
  if (!manner) throw new Error(`Nobody knows how to run "${word}".`);
  return manner;
}
