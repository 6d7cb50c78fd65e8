// Everybody of the commune: found by name or unit, ticked for printing, opened for the rest.
import { useMemo, useState } from 'preact/hooks';
import { people as words } from '../../i18n/vi/people.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { matches, searchText, searchWords } from '../../shared/lib/fold.ts';
import { sortByName } from '../../shared/lib/vietnamese-name.ts';
import { Button } from '../../ui/Button.tsx';
import { Choice } from '../../ui/Choice.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { VirtualList } from '../../ui/VirtualList.tsx';
import { failureSentence } from './api.ts';
import { hasLongSilent, inUse, waitingOf } from './phone-news.ts';
import { printSheets } from './print-sheets.tsx';
import { type PersonOnList, roleLines } from './sheet.ts';
import { useBulkSheets } from './use-bulk-sheets.ts';

interface PeopleListProps {
  people: readonly PersonOnList[];
  unitName: (id: string) => string;
  openId: string | null;
  onAdd: () => void;
  reload: () => Promise<void>;
}

export function PeopleList({ people, unitName, openId, onAdd, reload }: PeopleListProps) {
  const [query, setQuery] = useState('');
  const [only, setOnly] = useState<'all' | 'unsent'>('all');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const rows = useMemo(
    () =>
      sortByName(people, ({ name }) => name).map((person) => {
        const roles = roleLines(person, unitName);
        return { person, roles, waiting: waitingOf(person), haystack: searchText(person.name, ...roles) };
      }),
    [people, unitName],
  );
  const wanted = searchWords(query);
  const shown = rows.filter(({ haystack, waiting }) => matches(haystack, wanted) && (only === 'all' || waiting > 0));
  const withUnsent = rows.filter(({ waiting }) => waiting > 0).length;
  const tick = (id: string, isOn: boolean) => {
    const next = new Set(ticked);
    if (isOn) next.add(id);
    else next.delete(id);
    setTicked(next);
  };
  return (
    <>
      <Button variant="primary" icon="add" wide onClick={onAdd}>
        {words.add}
      </Button>
      <SearchField label={words.search} clearLabel={words.clearSearch} value={query} onInput={setQuery} />
      <Choice
        legend={words.show}
        hideLegend
        value={only}
        options={[
          { value: 'all', label: words.everybody },
          { value: 'unsent', label: words.withUnsent(withUnsent) },
        ]}
        onChange={setOnly}
      />
      <SheetsBar
        people={people.filter(({ id }) => ticked.has(id))}
        unitName={unitName}
        onClear={() => setTicked(new Set())}
        onTickWithoutDevice={() => setTicked(new Set(shown.filter(isWithoutDevice).map(({ person }) => person.id)))}
        reload={reload}
      />
      <p class="muted small" role="status">
        {countSentence(people.length, shown.length, only === 'unsent' && withUnsent === 0)}
      </p>
      <VirtualList
        label={words.listLabel}
        items={shown}
        keyOf={({ person }) => person.id}
        estimateRem={6}
        renderRow={({ person, roles, waiting }) => (
          <PersonRow
            person={person}
            roles={roles}
            waiting={waiting}
            isOpen={person.id === openId}
            ticked={ticked.has(person.id)}
            onTick={(isOn) => tick(person.id, isOn)}
          />
        )}
      />
    </>
  );
}

function countSentence(all: number, shown: number, isAllSent: boolean): string {
  if (all === 0) return words.none;
  if (isAllSent) return words.noneUnsent;
  return shown === 0 ? words.nothingFound : words.found(shown);
}

const isWithoutDevice = ({ person }: { person: PersonOnList }): boolean => inUse(person).length === 0;

interface PersonRowProps {
  person: PersonOnList;
  roles: readonly string[];
  /** Changes and photos the phones in use have not sent. */
  waiting: number;
  isOpen: boolean;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
}

function PersonRow({ person, roles, waiting, isOpen, ticked, onTick }: PersonRowProps) {
  const live = inUse(person).length;
  return (
    <div class={isOpen ? 'person-row person-row-open' : 'person-row'}>
      <label class="person-tick">
        <input
          type="checkbox"
          checked={ticked}
          aria-label={words.select(person.name)}
          onChange={(event) => onTick(event.currentTarget.checked)}
        />
      </label>
      <a class="person-link" href={`/nguoi-va-may?nguoi=${person.id}`} aria-current={isOpen ? 'true' : undefined}>
        <span class="person-name">{person.name}</span>
        <span class="small">{roles.length === 0 ? words.noRole : roles.join('; ')}</span>
        <span class="muted small person-devices">
          <Icon name="onPhone" />
          {live === 0 ? words.noDevice : words.devices(live)}
          {person.openLink ? ` · ${words.hasLink}` : ''}
        </span>
        {waiting > 0 ? (
          <span class="small person-unsent">
            <Icon name="upload" />
            {words.unsent(waiting)}
          </span>
        ) : null}
        {hasLongSilent(person, Date.now()) ? (
          <span class="small person-unsent">
            <Icon name="clock" />
            {words.longSilent}
          </span>
        ) : null}
      </a>
    </div>
  );
}

interface SheetsBarProps {
  /** Those that are ticked. */
  people: readonly PersonOnList[];
  unitName: (id: string) => string;
  onClear: () => void;
  onTickWithoutDevice: () => void;
  reload: () => Promise<void>;
}

function SheetsBar({ people, unitName, onClear, onTickWithoutDevice, reload }: SheetsBarProps) {
  const { state, make, forget } = useBulkSheets(unitName);
  const [asking, setAsking] = useState(false);
  const start = async () => {
    setAsking(false);
    const sheets = await make(people);
    if (sheets) {
      printSheets(sheets);
      onClear();
    }
    await reload();
  };
  if (state.type === 'making')
    return (
      <ProgressBar
        label={words.making}
        value={state.done}
        max={state.all}
        text={words.progress(state.done, state.all)}
      />
    );
  return (
    <>
      {state.type === 'stopped' ? (
        <Notice
          tone="red"
          icon="alert"
          live="alert"
          title={words.printStopped(state.sheets.length, state.all)}
          actions={
            <>
              {state.sheets.length > 0 ? (
                <Button icon="printer" onClick={() => printSheets(state.sheets)}>
                  {words.printMade(state.sheets.length)}
                </Button>
              ) : null}
              <Button onClick={forget}>{ui.close}</Button>
            </>
          }
        >
          {failureSentence(state.failure)}
        </Notice>
      ) : null}
      <div class="row">
        {people.length === 0 ? (
          <Button variant="quiet" icon="check" onClick={onTickWithoutDevice}>
            {words.selectWithoutDevice}
          </Button>
        ) : (
          <>
            <Button icon="printer" onClick={() => setAsking(true)}>
              {words.printSelected(people.length)}
            </Button>
            <Button variant="quiet" onClick={onClear}>
              {words.clearSelection}
            </Button>
          </>
        )}
      </div>
      <Dialog
        open={asking}
        title={words.printSelected(people.length)}
        closeLabel={ui.close}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{ui.cancel}</Button>
            <Button variant="primary" icon="printer" onClick={start}>
              {words.printConfirm}
            </Button>
          </>
        }
      >
        <p>{words.printWarning(people.length)}</p>
      </Dialog>
    </>
  );
}
