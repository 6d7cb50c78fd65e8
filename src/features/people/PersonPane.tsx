// One person: what they are given to do, their link, their phones.
import { useContext, useState } from 'preact/hooks';
import { roleNames } from '../../i18n/vi/enrolment.ts';
import { person as words } from '../../i18n/vi/people.ts';
import { ui } from '../../i18n/vi/ui.ts';
import { isUnitRole, type Role } from '../../shared/domain/role.ts';
import type { Unit } from '../../shared/domain/unit.ts';
import { isCivilDate, printCivilDate, printInstant } from '../../shared/lib/civil-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useSession } from '../session/context.ts';
import { PeopleApiContext } from './api.ts';
import { Devices } from './Devices.tsx';
import { Failure } from './Failure.tsx';
import { LinkDialog } from './LinkDialog.tsx';
import { RoleFields } from './RoleFields.tsx';
import { type PersonOnList, roleLines, type Sheet } from './sheet.ts';
import { useAction } from './use-action.ts';

interface PersonPaneProps {
  person: PersonOnList;
  units: readonly Unit[];
  unitName: (id: string) => string;
  reload: () => Promise<void>;
}

export function PersonPane(props: PersonPaneProps) {
  return (
    <div class="page-content">
      <Roles {...props} />
      <Link {...props} />
      <Devices person={props.person} reload={props.reload} />
    </div>
  );
}

type Held = PersonOnList['assignments'][number];

function Roles({ person, units, unitName, reload }: PersonPaneProps) {
  const api = useContext(PeopleApiContext);
  const action = useAction();
  const [ending, setEnding] = useState<Held | null>(null);
  return (
    <section class="stack-small">
      <h2>{words.roles}</h2>
      <ul class="plain-list people-lines">
        {person.assignments.map((held) => (
          <li key={held.id}>
            <span>
              {roleNames[held.role]}, {held.unitId === null ? words.wholeCommune : unitName(held.unitId)}{' '}
              <span class="muted small">{isCivilDate(held.from) ? words.since(printCivilDate(held.from)) : null}</span>
            </span>
            <Button onClick={() => setEnding(held)}>{words.endRole}</Button>
          </li>
        ))}
      </ul>
      <AddRole person={person} units={units} reload={reload} />
      <Failure failure={action.failure} />
      <Dialog
        open={ending !== null}
        title={words.endRoleTitle}
        closeLabel={ui.close}
        onClose={() => setEnding(null)}
        actions={
          <>
            <Button onClick={() => setEnding(null)}>{words.keep}</Button>
            <Button
              variant="danger"
              busy={action.isBusy}
              onClick={async () => {
                if (ending) await action.run(() => api.endRole(ending.id), reload);
                setEnding(null);
              }}
            >
              {words.endRole}
            </Button>
          </>
        }
      >
        {ending ? <p>{words.endRoleBody(roleNames[ending.role], person.name)}</p> : null}
      </Dialog>
    </section>
  );
}

function AddRole({ person, units, reload }: Omit<PersonPaneProps, 'unitName'>) {
  const api = useContext(PeopleApiContext);
  const action = useAction();
  const [wish, setWish] = useState<{ role: Role; unitId: string }>({ role: 'submitter', unitId: '' });
  const unitId = isUnitRole(wish.role) ? wish.unitId : null;
  return (
    <details class="people-more">
      <summary>{words.addRole}</summary>
      <div class="stack">
        <RoleFields {...wish} units={units} onChange={(change) => setWish({ ...wish, ...change })} />
        <Failure failure={action.failure} />
        <Button
          variant="primary"
          busy={action.isBusy}
          disabled={unitId === ''}
          onClick={() => action.run(() => api.addRole(person.id, { role: wish.role, unitId }), reload)}
        >
          {words.save}
        </Button>
      </div>
    </details>
  );
}

function Link({ person, unitName, reload }: PersonPaneProps) {
  const api = useContext(PeopleApiContext);
  const { me } = useSession();
  const action = useAction();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const open = person.openLink;
  const make = () =>
    action.run(
      () => api.makeLink(person.id),
      async (link) => {
        setSheet({ personName: person.name, communeName: me.commune.name, roles: roleLines(person, unitName), link });
        await reload();
      },
    );
  return (
    <section class="stack-small">
      <h2>{words.link}</h2>
      <p>{open ? words.linkOpen(printInstant(Date.parse(open.expiresAt))) : words.linkNone}</p>
      <div class="row">
        <Button variant="primary" icon="link" busy={action.isBusy} onClick={make}>
          {open ? words.makeAnother : words.makeLink}
        </Button>
        {open ? (
          <Button variant="danger" onClick={() => action.run(() => api.revokeLink(open.id), reload)}>
            {words.revokeLink}
          </Button>
        ) : null}
      </div>
      <Failure failure={action.failure} />
      <LinkDialog sheet={sheet} onClose={() => setSheet(null)} />
    </section>
  );
}
