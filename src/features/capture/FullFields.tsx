// "Viết thêm": everything a nomination may hold, in short sections with progress. Nothing here has to be filled to send.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { fullForm } from '../../i18n/vi/full-form.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { SetMark, useFocusOnMark, useHash, wantedPath } from '../record-form/marks.tsx';
import { PhotoDetails } from '../record-form/PhotoDetails.tsx';
import { ConsentsSection } from './ConsentsSection.tsx';
import { DeedSection } from './DeedSection.tsx';
import { PeopleSection } from './PeopleSection.tsx';
import { ProposalSection } from './ProposalSection.tsx';
import type { FieldsProps } from './QuickFields.tsx';
import { ResultsSection } from './ResultsSection.tsx';
import { Section } from './Section.tsx';
import { StorySection } from './StorySection.tsx';
import {
  missingBySection,
  neededSections,
  type SectionName,
  sectionNames,
  sectionOf,
  sectionSets,
} from './sections.ts';
import { VerifySection } from './VerifySection.tsx';

export function FullFields(props: FieldsProps) {
  const { record } = props;
  const missing = missingBySection(record.missingToComplete);
  const done = neededSections.filter((name) => !missing[name]).length;
  // The list of what a record lacks, or of what the office asks about, names the field behind `#`.
  const [path, setPath] = useState(wantedPath);
  const wanted = sectionOf(path);
  const [open, setOpen] = useState<readonly SectionName[]>(() => {
    const first = wanted ?? neededSections.find((name) => missing[name]);
    return first ? [first] : [];
  });
  useFocusOnMark(path);
  useHash((next) => {
    setPath(next);
    const section = sectionOf(next);
    if (section) setOpen((now) => [...new Set([...now, section])]);
  });
  // A section must not hide an error; the person may close it again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every refused save
  useEffect(() => {
    const withErrors = record.wrong.flatMap((at) => sectionOf(at) ?? []);
    if (withErrors.length > 0) setOpen((now) => [...new Set([...now, ...withErrors])]);
  }, [record.refusals]);
  const askedIn = new Set([...(record.marks?.keys() ?? [])].map(sectionOf));
  const parts: Readonly<Record<SectionName, () => ComponentChildren>> = {
    story: () => <StorySection record={record} />,
    people: () => <PeopleSection record={record} />,
    deed: () => <DeedSection {...props} />,
    proposal: () => <ProposalSection record={record} />,
    verify: () => <VerifySection record={record} />,
    results: () => <ResultsSection record={record} />,
    photos: () => <PhotoDetails boxes={record} {...props.photoParts} />,
    consents: () => <ConsentsSection {...props} />,
  };
  return (
    <>
      <ProgressBar
        label={fullForm.steps}
        value={done}
        max={neededSections.length}
        text={fullForm.progress(done, neededSections.length)}
      />
      {sectionNames.map((name) => (
        <Section
          key={name}
          name={name}
          missing={neededSections.includes(name) ? (missing[name] ?? 0) : null}
          open={open.includes(name)}
          wanted={wanted === name}
          asked={askedIn.has(name)}
          onToggle={(isNow) =>
            setOpen((now) =>
              isNow ? [...now.filter((other) => other !== name), name] : now.filter((other) => other !== name),
            )
          }
        >
          <SetMark path={sectionSets[name] ?? ''} marks={record.marks} />
          {parts[name]()}
        </Section>
      ))}
    </>
  );
}
