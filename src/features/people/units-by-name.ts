// Units in the order people read them: Đoài and Đông before Mai, Tổ 2 before Tổ 10.
import type { Unit } from '../../shared/domain/unit.ts';

export const unitsByName = (units: readonly Unit[]): readonly Unit[] =>
  units.toSorted((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }));
