// "Yes, all the same": the tick without which a likely doubling is not added.
interface AnywayProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export const Anyway = ({ label, checked, onChange }: AnywayProps) => (
  <label class="choice-option">
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
    {label}
  </label>
);
