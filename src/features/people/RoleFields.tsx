// A role, and the unit it is for where it is a unit's.
import { roleNames } from '../../i18n/vi/enrolment.ts';
import { addPeople as words } from '../../i18n/vi/people.ts';
import { isUnitRole, type Role, roles } from '../../shared/domain/role.ts';
import type { Unit } from '../../shared/domain/unit.ts';
import { Select } from '../../ui/Select.tsx';

interface RoleFieldsProps {
  role: Role;
  unitId: string;
  units: readonly Unit[];
  unitError?: string | undefined;
  onChange: (change: { role?: Role; unitId?: string }) => void;
}

export function RoleFields({ role, unitId, units, unitError, onChange }: RoleFieldsProps) {
  return (
    <>
      <Select
        label={words.role}
        value={role}
        options={roles.map((value) => ({ value, label: roleNames[value] }))}
        onChange={(value) => onChange({ role: roles.find((known) => known === value) ?? role })}
      />
      {isUnitRole(role) ? (
        <Select
          label={words.unit}
          placeholder={words.chooseUnit}
          value={unitId}
          error={unitError}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(value) => onChange({ unitId: value })}
        />
      ) : null}
    </>
  );
}
