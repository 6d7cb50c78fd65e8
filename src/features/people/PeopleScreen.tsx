// "Người và máy": who uses the app in this commune, for which unit, from which phones. It lives on the server: online only.
import './people.css';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { people as words } from '../../i18n/vi/people.ts';
import { civilToday } from '../../shared/lib/civil-date.ts';
import type { People } from '../../shared/wire/admin.ts';
import { AppBar } from '../../ui/AppBar.tsx';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ListDetail } from '../../ui/Page.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useOnline } from '../session/use-online.ts';
import { AddPeople } from './AddPeople.tsx';
import { AddUnits } from './AddUnits.tsx';
import { Failure } from './Failure.tsx';
import { PeopleList } from './PeopleList.tsx';
import { PersonPane } from './PersonPane.tsx';
import { PhoneErrors } from './PhoneErrors.tsx';
import { Units } from './Units.tsx';
import { unitsByName } from './units-by-name.ts';
import { type PeopleList as Listed, usePeople } from './use-people.ts';

const home = '/nguoi-va-may';
/** Names of the sections in the address. */
const places = { people: home, units: `${home}?muc=don-vi`, errors: `${home}?muc=loi` } as const;
type Tab = keyof typeof places;

export function PeopleScreen() {
  const { query } = useLocation();
  const list = usePeople();
  const tab: Tab = query.muc === 'don-vi' ? 'units' : query.muc === 'loi' ? 'errors' : 'people';
  const openId = tab === 'people' ? (query.nguoi ?? null) : null;
  const { people } = list;
  if (tab === 'people' && people) return <PeopleHere people={people} list={list} openId={openId} />;
  return (
    <div class="page">
      <Head tab={tab} />
      <div class="page-content page-narrow">
        <Status list={list} />
        {tab === 'units' && people ? <UnitsHere people={people} list={list} /> : null}
        {tab === 'errors' ? <PhoneErrors /> : null}
        {people === null && tab !== 'errors' && list.failure === null ? (
          <Skeleton label={words.loading} lines={6} />
        ) : null}
      </div>
    </div>
  );
}

function Head({ tab }: { tab: Tab }) {
  const { route } = useLocation();
  return (
    <>
      <AppBar title={words.title} />
      <div class="people-tabs">
        <Choice
          legend={words.sections}
          hideLegend
          value={tab}
          options={[
            { value: 'people', label: words.tabs.people },
            { value: 'units', label: words.tabs.units },
            { value: 'errors', label: words.tabs.errors },
          ]}
          onChange={(next) => route(places[next], true)}
        />
      </div>
    </>
  );
}

/** Offline is calm; anything else says what happened and offers another try. */
function Status({ list: { people, failure, reload } }: { list: Listed }) {
  const isOnline = useOnline();
  if (!isOnline)
    return (
      <Notice tone="muted" icon="offline" live="status">
        {people ? words.staleOffline : words.offline}
      </Notice>
    );
  if (!failure) return null;
  return (
    <div class="stack-small">
      <Failure failure={failure} />
      <Button icon="refresh" onClick={reload}>
        {words.retry}
      </Button>
    </div>
  );
}

interface HereProps {
  people: People;
  list: Listed;
}

function useUnitName(people: People): (id: string) => string {
  const names = useMemo(() => new Map(people.units.map(({ id, name }) => [id, name])), [people]);
  return useCallback((id: string) => names.get(id) ?? '', [names]);
}

function PeopleHere({ people, list, openId }: HereProps & { openId: string | null }) {
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  const unitName = useUnitName(people);
  const today = civilToday(Date.now());
  const open = people.people.find(({ id }) => id === openId);
  const inUse = unitsByName(people.units.filter(({ validTo }) => validTo === null || validTo > today));
  return (
    <ListDetail
      listLabel={words.listLabel}
      detailLabel={words.detailLabel}
      placeholder={<p>{words.choose}</p>}
      list={
        <>
          {/* Anew whenever it stands alone again, so that it names the page and takes the focus. */}
          <Head key={openId === null ? 'alone' : 'beside'} tab="people" />
          <div class="page-content people-list">
            <Status list={list} />
            {added === null ? null : (
              <Notice tone="leaf" icon="checkCircle">
                {added}
              </Notice>
            )}
            <PeopleList
              people={people.people}
              unitName={unitName}
              openId={openId}
              onAdd={() => {
                setAdded(null);
                setAdding(true);
              }}
              reload={list.reload}
            />
            <AddPeople
              open={adding}
              units={inUse}
              people={people.people}
              onClose={() => setAdding(false)}
              onAdded={async (sentence) => {
                setAdded(sentence);
                await list.reload();
              }}
            />
          </div>
        </>
      }
      detail={
        openId === null ? null : (
          <>
            <AppBar title={open?.name ?? words.title} back={{ href: home, label: words.back }} />
            {open ? (
              <PersonPane key={open.id} person={open} units={inUse} unitName={unitName} reload={list.reload} />
            ) : (
              <p class="page-content">{words.notFound}</p>
            )}
          </>
        )
      }
    />
  );
}

function UnitsHere({ people, list }: HereProps) {
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  const unitName = useUnitName(people);
  return (
    <>
      {added === null ? null : (
        <Notice tone="leaf" icon="checkCircle">
          {added}
        </Notice>
      )}
      <Units units={people.units} unitName={unitName} onAdd={() => setAdding(true)} reload={list.reload} />
      <AddUnits
        open={adding}
        units={people.units}
        onClose={() => setAdding(false)}
        onAdded={async (sentence) => {
          setAdded(sentence);
          await list.reload();
        }}
      />
    </>
  );
}
