import { type ReactNode, useId, useRef } from 'react';
import type { PartName } from '../language.ts';
import { Bones } from './bones.tsx';
import type { Part } from './part.ts';
import { PartStatus } from './part-status.tsx';
import { useFocusAfterAnswer } from './use-focus.ts';

type Props = {
  readonly heading: string;
  readonly name: PartName;
  readonly part: Part<unknown>;
  readonly lines?: 1 | 2 | 3;
  readonly children: ReactNode;
};

/** A part of the card with its own heading and status: what befalls it leaves the other parts alone. */
export function PartSection({ heading, name, part, lines = 3, children }: Props) {
  const headingId = useId();
  const section = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  useFocusAfterAnswer(part.isAsking, section, title);
  return (
    <section ref={section} className={`part ${name}`} aria-labelledby={headingId} aria-busy={part.isAsking}>
      <h3 id={headingId} ref={title} tabIndex={-1}>
        {heading}
      </h3>
      <PartStatus part={part} name={name} />
      {part.value !== null ? children : part.isAsking && part.status.is === 'asking' && <Bones lines={lines} />}
    </section>
  );
}
